import assert from 'node:assert/strict';
import { it } from 'node:test';
import { ENTRY, LANGUAGE, spoil, withCatalog } from '../catalog/fixture-catalog.ts';
import { loadCatalog, programsOf } from '../catalog/load.ts';
import { formatProblem } from '../catalog/problem.ts';
import { checkVersions } from './check-versions.ts';
import { hashOutput, hashProgram, type Evidence, type Run } from './evidence.ts';
import { cpython } from './runners/cpython.ts';

/** What the trigger prints on each version, unless a test says otherwise: the wording changes with 3.10. */
const PRINTED = {
  'CPython 3.8.18': 'reading the file\nKeyError: no such key\n',
  'CPython 3.9.18': 'reading the file\nKeyError: no such key\n',
  'CPython 3.10.13': 'reading the file\nKeyError: key is missing\n',
  'CPython 3.13.0': 'reading the file\nKeyError: key is missing\n',
};

/** The problems of an entry with one note, whose trigger printed `printed`. */
async function linesOf(
  version: string,
  note: string,
  printed: Readonly<Record<string, string>> = PRINTED,
  hash?: string,
): Promise<string[]> {
  const entry = spoil(ENTRY, 'causes:', `versions:\n  - version: "${version}"\n    note: >-\n      ${note}\ncauses:`);
  return withCatalog({ 'python/_language.yaml': LANGUAGE, 'python/key-error.yaml': entry }, async (root) => {
    const { catalog, problems } = await loadCatalog(root);
    assert.deepEqual(problems, []);
    const [trigger] = programsOf(catalog.entries.get('python/key-error') ?? assert.fail());
    assert.ok(trigger);
    const runs = Object.entries(printed).map(([where, output]): Run => {
      const [runtime = '', number = ''] = where.split(' ');
      return { runtime, version: number, date: '2026-11-22', exit: 1, output };
    });
    const repro = { hash: hash ?? hashProgram(trigger, cpython), outputHash: hashOutput(''), runs };
    const evidence = new Map<string, Evidence>([['python/key-error', { programs: { repro } }]]);
    return [...checkVersions(catalog, evidence, () => cpython)].map((problem) => formatProblem(problem, 'errors'));
  });
}

it('reports a note whose quotes are printed alike before its version and from it on', async () => {
  assert.deepEqual(await linesOf('3.11', 'It says `key is missing`, where 3.10 says `no such key`.'), [
    'errors/python/key-error.yaml:12:16  version-note-unproved  what the note on 3.11 quotes ("key is missing", "no such key") ' +
      'is printed on CPython 3.10.13 as on 3.13.0  (correct the version or the quote, or quote what one of the two prints ' +
      'and the other does not)',
  ]);
});

for (const [version, note, why] of [
  ['3.10', 'It says `key is missing`.', 'what it quotes is printed from its version on'],
  ['3.10', 'It no longer says `no such key`.', 'what it quotes is printed before its version only'],
  ['3.10', 'After `reading the file` it says `key is missing`.', 'one of its quotes changes'],
  ['3.10.0', 'It says `key is missing`.', 'its version has three numbers'],
  ['3.11', 'The traceback underlines `x`, which is `None`.', 'it quotes names alone'],
  ['3.11', 'It says `key is missing`; `pop()` says `pop from nothing`.', 'no program prints one of its quotes'],
  ['3.14', 'It says `key is missing`.', 'nothing was run from its version on'],
  ['3.7', 'It says `key is missing`.', 'nothing was run before its version'],
  ['PEP 479', 'It says `key is missing`.', 'its version is no number'],
] as const) {
  it(`says nothing where ${why}`, async () => {
    assert.deepEqual(await linesOf(version, note), []);
  });
}

it('asks the runs of the runtime of the language alone', async () => {
  const note = 'It says `key is missing`.';
  const other = { 'PyPy 3.9.0': 'KeyError: no such key\n', 'PyPy 3.12.0': 'KeyError: key is missing\n' };
  assert.equal((await linesOf('3.11', note, { ...other, ...PRINTED })).length, 1);
  assert.deepEqual(await linesOf('3.11', note, { ...other, 'CPython 3.13.0': 'KeyError: key is missing\n' }), []);
});

it('says nothing of a program that changed since it was run', async () => {
  assert.deepEqual(await linesOf('3.11', 'It says `key is missing`.', PRINTED, '0'.repeat(64)), []);
});
