/** Finds the JSON Schemas of a catalog that do not say what `schema.ts` says; a catalog without any is fine. */
import { lstat, readdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import { SCHEMA_FOLDER, toJsonSchemas } from './json-schemas.ts';
import type { Problem } from './problem.ts';

/** The problems with the schemas of the catalog in `root`. Like the rest of a catalog they are no links. */
export async function checkSchemaFiles(root: string): Promise<Problem[]> {
  const folder = path.join(root, SCHEMA_FOLDER);
  const isFolder = await lstat(folder).then(
    (found) => found.isDirectory(),
    () => false,
  );
  if (!isFolder) return [];
  const present = (await readdir(folder)).filter((name) => name.endsWith('.json'));
  const schemas = toJsonSchemas();
  const problems: Problem[] = [];
  const complain = (name: string, message: string, remedy: string): void => {
    problems.push({ file: `${SCHEMA_FOLDER}/${name}`, line: 1, column: 1, rule: 'schema-drift', message, remedy });
  };
  for (const [name, text] of schemas) {
    if (!present.includes(name)) complain(name, 'is missing', 'run npm run schema');
    else if (!(await holds(path.join(folder, name), text))) {
      complain(name, 'is not what src/catalog/schema.ts says', 'run npm run schema');
    }
  }
  for (const name of present) {
    if (!schemas.has(name)) complain(name, 'is no schema that npm run schema writes', 'delete it');
  }
  return problems;
}

/** Whether `file` is a plain file with `text`, without reading one of another size. */
async function holds(file: string, text: string): Promise<boolean> {
  const found = await lstat(file);
  return found.isFile() && found.size === Buffer.byteLength(text) && (await readFile(file, 'utf8')) === text;
}
