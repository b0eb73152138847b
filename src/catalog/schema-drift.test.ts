import assert from 'node:assert/strict';
import { rename, symlink } from 'node:fs/promises';
import path from 'node:path';
import { describe, it } from 'node:test';
import { GOOD, linesIn, withCatalog, type Files } from './fixture-catalog.ts';
import { SCHEMA_FOLDER, toJsonSchemas } from './json-schemas.ts';
import { formatProblem } from './problem.ts';
import { checkSchemaFiles } from './schema-drift.ts';

const CURRENT: Files = Object.fromEntries(
  [...toJsonSchemas()].map(([name, text]) => [`${SCHEMA_FOLDER}/${name}`, text]),
);

async function check(root: string): Promise<string[]> {
  return (await checkSchemaFiles(root)).map((problem) => formatProblem(problem, 'errors'));
}

describe('checkSchemaFiles', () => {
  it('accepts a catalog without schemas, and one with those of today', async () => {
    assert.deepEqual(await withCatalog(GOOD, check), []);
    assert.deepEqual(await withCatalog({ ...GOOD, ...CURRENT }, check), []);
  });

  it('reports a schema that differs, even where only by a letter, one that is missing and one too many', async () => {
    const { '_schema/concept.json': _, ...rest } = CURRENT;
    const entry = String(CURRENT['_schema/entry.json']).replace('sees', 'seas');
    const files = { ...rest, '_schema/entry.json': entry, '_schema/language.json': '{}', '_schema/old.json': '{}' };
    assert.deepEqual(await withCatalog(files, check), [
      'errors/_schema/entry.json:1:1  schema-drift  is not what src/catalog/schema.ts says  (run npm run schema)',
      'errors/_schema/language.json:1:1  schema-drift  is not what src/catalog/schema.ts says  (run npm run schema)',
      'errors/_schema/concept.json:1:1  schema-drift  is missing  (run npm run schema)',
      'errors/_schema/old.json:1:1  schema-drift  is no schema that npm run schema writes  (delete it)',
    ]);
  });

  it('follows no link', async () => {
    await withCatalog({ ...CURRENT }, async (root) => {
      const file = path.join(root, SCHEMA_FOLDER, 'entry.json');
      await rename(file, path.join(root, 'entry.json'));
      await symlink(path.join(root, 'entry.json'), file);
      assert.deepEqual(await check(root), [
        'errors/_schema/entry.json:1:1  schema-drift  is not what src/catalog/schema.ts says  (run npm run schema)',
      ]);
    });
  });
});

it('are not read as a language', async () => {
  assert.deepEqual(await withCatalog({ ...GOOD, ...CURRENT, '_schema/old.json': '{}' }, linesIn), []);
});
