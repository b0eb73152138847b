import assert from 'node:assert/strict';
import { it } from 'node:test';
import { ENTRY, LANGUAGE, spoil, withCatalog } from '../catalog/fixture-catalog.ts';
import { loadCatalog } from '../catalog/load.ts';
import { formatProblem } from '../catalog/problem.ts';
import { checkOptions } from './check-options.ts';
import { runnerOf } from './registry.ts';

const linesOf = (runner: string): Promise<string[]> => {
  const entry = spoil(ENTRY, '      {}.get("a")\n', '      {}.get("a")\n    options: [-race]\n');
  const files = { 'x/_language.yaml': spoil(LANGUAGE, 'cpython', runner), 'x/key-error.yaml': entry };
  return withCatalog(files, async (root) => {
    const { catalog } = await loadCatalog(root);
    const found = checkOptions(catalog, (each, program) => runnerOf(catalog, each, program));
    return [...found].map((problem) => formatProblem(problem, 'errors'));
  });
};

it('finds options that the runner gives to nobody, and no others', async () => {
  assert.deepEqual(await linesOf('go'), [
    'errors/x/key-error.yaml:20:14  options-ignored  Go is run without options of an entry  (leave them out)',
  ]);
  assert.deepEqual(await linesOf('cpython'), []);
});
