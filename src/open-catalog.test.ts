import assert from 'node:assert/strict';
import { it } from 'node:test';
import { ENTRY, GOOD, LANGUAGE, spoil, withCatalog } from './catalog/fixture-catalog.ts';
import { formatProblem } from './catalog/problem.ts';
import { openCatalog } from './open-catalog.ts';

it('opens a catalog without problems', async () => {
  await withCatalog(GOOD, async (root) => {
    const { catalog, evidence, problems } = await openCatalog(root);
    assert.deepEqual(problems, []);
    assert.equal(catalog.entries.size, 1);
    assert.equal(evidence.size, 0);
  });
});

it('reports every problem of every file and of every rule at once, in the order of the files', async () => {
  const entry = spoil(spoil(ENTRY, 'It returns', 'It <b>returns'), 'causes:', 'related: [python/no-such]\ncauses:');
  const files = {
    'java/_language.yaml': spoil(LANGUAGE, 'grammar: python', 'grammar: jaava'),
    'java/key-error.yaml': spoil(ENTRY, 'kind: exception', 'kind: x'),
    'python/_language.yaml': LANGUAGE,
    'python/index-error.yaml': 'name: `',
    'python/key-error.yaml': entry,
    'python/notes.md': '',
    '_evidence/python/gone.json': '{ "programs": {} }',
  };
  await withCatalog(files, async (root) => {
    const { problems } = await openCatalog(root);
    assert.deepEqual(
      problems.map((problem) => formatProblem(problem, 'errors').split('  ').slice(0, 2).join(' ')),
      [
        'errors/_evidence/python/gone.json:1:1 evidence-orphan',
        'errors/java/_language.yaml:4:10 unknown-grammar',
        'errors/java/key-error.yaml:3:7 unknown-kind',
        'errors/python/index-error.yaml:1:7 yaml-syntax',
        'errors/python/key-error.yaml:9:11 unknown-related',
        'errors/python/key-error.yaml:21:13 prose-html',
        'errors/python/notes.md:1:1 file-name',
      ],
    );
  });
});
