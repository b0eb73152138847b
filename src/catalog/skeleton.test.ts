import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { parse } from 'yaml';
import { z } from 'zod';
import { ENTRY, LANGUAGE, linesOf } from './fixture-catalog.ts';
import { CATEGORIES, entrySchema } from './schema.ts';
import { GUESS, PLACEHOLDER, writeSkeleton } from './skeleton.ts';

const SKELETON = writeSkeleton('KeyError', []);

/** The lines of a catalog with `text` as its entry, without file and position. */
async function complaintsOf(text: string): Promise<string[]> {
  const lines = await linesOf({ 'python/_language.yaml': LANGUAGE, 'python/key-error.yaml': text });
  return lines.map((line) => line.split('  ').slice(1).join('  '));
}

function todo(field: string): string {
  if (field in { kind: 0, category: 0, level: 0, severity: 0 }) {
    return `todo  ${field} is still a guess  (choose, and take the comment away)`;
  }
  return `todo  ${field} is still a placeholder  (write it, or remove what is not required)`;
}

/** The skeleton with the fields that stand in comments, as an editor uncomments them. */
const WHOLE = SKELETON.replace(/^# [a-zA-Z]+:\n(?:# {3}.*\n)+/gm, (block) => block.replace(/^# /gm, ''));

describe('writeSkeleton', () => {
  it('loads, and is reported in one problem for each text that is still to be written', async () => {
    assert.deepEqual(
      await complaintsOf(SKELETON),
      [
        'title',
        'kind',
        'category',
        'level',
        'severity',
        'messages[0]',
        'meaning',
        'causes[0]',
        'repro.description',
        'repro.code',
        'fixes[0].title',
        'fixes[0].when',
        'fixes[0].code',
        'fixes[0].why',
        'productionRisk',
      ].map(todo),
    );
  });

  it('breaks no rule once each placeholder is replaced, whatever is left in its comments', async () => {
    let count = 0;
    const written = SKELETON.replaceAll(PLACEHOLDER, () => `text${String((count += 1))}`).replaceAll(GUESS, 'chosen');
    assert.deepEqual(await complaintsOf(written), []);
  });

  it('has every field in the order of the schema, the exemption alone left out', () => {
    const { verify: _, ...shape } = entrySchema.shape;
    assert.deepEqual(Object.keys(z.record(z.string(), z.unknown()).parse(parse(WHOLE))), Object.keys(shape));
  });

  it('says what each field wants, and every value of a closed list', () => {
    const comments = SKELETON.replace(/\n *# {1,3}/g, ' ');
    for (const field of Object.values(entrySchema.shape)) {
      assert.ok(comments.includes(field.description ?? 'no description'), field.description);
    }
    assert.ok(comments.includes(`One of: ${CATEGORIES.join(', ')}.`));
  });

  it('keeps to the width of a page', () => {
    const long = WHOLE.split('\n').filter((line) => line.length > 120);
    assert.deepEqual(long, []);
  });

  it('leaves an optional field of a program to its first description', () => {
    assert.equal(SKELETON.split('- setup: Code run before').length, 2);
    assert.match(SKELETON, /- as above: setup, /);
  });

  for (const name of [
    'E0502',
    '23505',
    'null',
    'TypeError: x is not a function',
    '"quoted" # and',
    '- x',
    'x '.repeat(99),
  ]) {
    it(`keeps the name ${JSON.stringify(name.slice(0, 30))} as it is`, () => {
      assert.equal(entrySchema.parse(parse(writeSkeleton(name.trim(), []))).name, name.trim());
    });
  }

  it('guesses the closed lists from the entries of the language', () => {
    const entry = entrySchema.parse(parse(ENTRY));
    const neighbors = [{ ...entry, kind: 'panic' as const }, entry, entry];
    const { kind, category, level, severity } = entrySchema.parse(parse(writeSkeleton('X', neighbors)));
    assert.deepEqual(
      { kind, category, level, severity },
      { kind: 'exception', category: 'bounds', level: 'error', severity: 'high' },
    );
  });
});
