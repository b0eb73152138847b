/**
 * The catalog's schemas as JSON Schema, which editors read: completion, descriptions and most problems while typing. What
 * JSON Schema cannot say, such as that no character is invisible, is left to `npm run check`.
 */
import { z } from 'zod';
import { conceptSchema, entrySchema, languageSchema } from './schema.ts';

/** Folder of a catalog that holds them. */
export const SCHEMA_FOLDER = '_schema';

const SCHEMAS = { entry: entrySchema, language: languageSchema, concept: conceptSchema } as const;

/** File name to text; each file is written by `npm run schema`. Draft 7 is what every YAML extension understands. */
export function toJsonSchemas(): ReadonlyMap<string, string> {
  return new Map(
    Object.entries(SCHEMAS).map(([kind, schema]) => [
      `${kind}.json`,
      `${JSON.stringify(z.toJSONSchema(schema, { io: 'input', target: 'draft-7' }), undefined, 2)}\n`,
    ]),
  );
}

/** First line of a YAML file of a catalog, which leads editors to its schema. */
export function headerOf(kind: keyof typeof SCHEMAS): string {
  return `# yaml-language-server: $schema=../${SCHEMA_FOLDER}/${kind}.json`;
}
