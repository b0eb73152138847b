/** `npm run schema`: writes the catalog's schemas as JSON Schema, which editors read, into the catalog's `_schema`. */
import { mkdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { SCHEMA_FOLDER, toJsonSchemas } from '../src/catalog/json-schemas.ts';
import { readArguments } from './read-arguments.ts';
import { readConfig } from './read-config.ts';

readArguments('Usage: npm run schema', {});
const config = readConfig();
const folder = path.join(config.errors, SCHEMA_FOLDER);
await mkdir(folder, { recursive: true });
for (const [name, text] of toJsonSchemas()) {
  await writeFile(path.join(folder, name), text);
  console.log(`${config.errorsLabel}/${SCHEMA_FOLDER}/${name}`);
}
