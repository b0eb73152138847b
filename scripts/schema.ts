/** `npm run schema`: writes the catalog's schemas as JSON Schema, which editors read, into the catalog's `_schema`. */
import { mkdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { SCHEMA_FOLDER, toJsonSchemas } from '../src/catalog/json-schemas.ts';
import { readConfig } from './read-config.ts';

try {
  parseArgs();
} catch (error) {
  console.error(`${error instanceof Error ? error.message : String(error)}\n\nUsage: npm run schema`);
  process.exit(2);
}

const config = readConfig();
const folder = path.join(config.errors, SCHEMA_FOLDER);
await mkdir(folder, { recursive: true });
for (const [name, text] of toJsonSchemas()) {
  await writeFile(path.join(folder, name), text);
  console.log(`${config.errorsLabel}/${SCHEMA_FOLDER}/${name}`);
}
