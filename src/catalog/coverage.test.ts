import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { computeCoverage } from './coverage.ts';

const entry = (slug: string, name: string, aliases: readonly string[] = []) => ({ slug, name, aliases });
const missingNames = (names: readonly string[], entries: readonly ReturnType<typeof entry>[]): string[] =>
  computeCoverage(Object.fromEntries(names.map((name) => [name, ''])), entries).missing.map(({ name }) => name);

describe('computeCoverage', () => {
  it('counts a name whose entry is called so', () => {
    assert.deepEqual(missingNames(['KeyError', 'BufferError'], [entry('key-error', 'KeyError')]), ['BufferError']);
  });

  it('counts a name that is an alias of an entry', () => {
    assert.deepEqual(missingNames(['IOError'], [entry('os-error', 'OSError', ['IOError'])]), []);
  });

  it('counts a code that an entry carries beside its words', () => {
    assert.deepEqual(missingNames(['404'], [entry('404', '404 Not Found')]), []);
  });

  it('takes no face of a class for the class', () => {
    assert.deepEqual(missingNames(['TypeError'], [entry('type-error-not-callable', 'TypeError: not callable')]), [
      'TypeError',
    ]);
  });

  it('keeps what a missing name means, and the order of the list', () => {
    const { covered, missing } = computeCoverage({ B: 'second', A: 'first', C: '' }, [entry('a', 'A')]);
    assert.deepEqual(
      covered.map(({ name }) => name),
      ['A'],
    );
    assert.deepEqual(missing, [
      { name: 'B', meaning: 'second' },
      { name: 'C', meaning: '' },
    ]);
  });
});
