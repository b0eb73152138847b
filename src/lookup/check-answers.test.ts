import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { ENTRY, GOOD, spoil, withCatalog, type Files } from '../catalog/fixture-catalog.ts';
import { loadCatalog } from '../catalog/load.ts';
import { formatProblem } from '../catalog/problem.ts';
import { checkAnswers } from './check-answers.ts';

async function problemsOf(files: Files): Promise<string[]> {
  return withCatalog(files, async (root) => {
    const { catalog, problems } = await loadCatalog(root);
    return [...problems, ...checkAnswers(catalog)].map((problem) => formatProblem(problem, 'errors'));
  });
}

/** The entry, and what its program printed. */
function printing(entry: string, output: string): string {
  return spoil(entry, '    {}["a"]\n', `    {}["a"]\n  output: |\n    ${output}\n`);
}

/** An entry whose message fits what the program of `KeyError` prints, and has more words of it. */
function wide(message: string): string {
  return spoil(spoil(ENTRY, 'name: KeyError', 'name: LookupError'), '"KeyError: {key}"', message);
}

const OUTPUT = "KeyError: 'the very long name of a key'";
const WIDE = '"KeyError: \'the very long name of {part}"';

describe('what the programs of an entry printed', () => {
  it('is answered by it', async () => {
    assert.deepEqual(await problemsOf({ ...GOOD, 'python/key-error.yaml': printing(ENTRY, OUTPUT) }), []);
  });

  it('is not answered better by a template of another entry', async () => {
    const files = { ...GOOD, 'python/key-error.yaml': printing(ENTRY, OUTPUT), 'python/lookup-error.yaml': wide(WIDE) };
    assert.deepEqual(await problemsOf(files), [
      `errors/python/key-error.yaml:15:11  answered-by-another  pasted, this output is explained by python/lookup-error.yaml, whose "KeyError: 'the very long name of {part}" fits it better than any message of this entry  (make that template narrower or one of this entry more telling; if both explain it rightly, name the other in \`related\`)`,
    ]);
  });

  it('may be answered by an entry that is related', async () => {
    const entry = spoil(printing(ENTRY, OUTPUT), 'causes:', 'related: [python/lookup-error]\ncauses:');
    const files = { ...GOOD, 'python/key-error.yaml': entry, 'python/lookup-error.yaml': wide(WIDE) };
    assert.deepEqual(await problemsOf(files), []);
  });

  it('is answered at all', async () => {
    const entry = spoil(printing(ENTRY, 'this went wrong: 7'), '"KeyError: {key}"', '"wrong: {key}"');
    assert.deepEqual(await problemsOf({ ...GOOD, 'python/key-error.yaml': entry }), [
      'errors/python/key-error.yaml:15:11  answered-by-another  pasted, this output is explained by no entry  (add the message as it stands in the output, with what surrounds it, to `messages`)',
    ]);
  });
});
