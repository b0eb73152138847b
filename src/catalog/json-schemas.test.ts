import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { parse } from 'yaml';
import { z } from 'zod';
import { ENTRY, LANGUAGE, spoil } from './fixture-catalog.ts';
import { headerOf, SCHEMA_FOLDER, toJsonSchemas } from './json-schemas.ts';
import { writeSkeleton } from './skeleton.ts';

/** The keywords that every editor's validator of draft 7 has. */
const KEYWORDS = new Set(
  '$schema additionalProperties allOf default description enum format items maxItems maxLength maximum minItems minLength minimum pattern properties propertyNames required type'.split(
    ' ',
  ),
);

const nodeSchema = z.looseObject({
  type: z.string(),
  description: z.string().optional(),
  pattern: z.string().optional(),
  properties: z.record(z.string(), z.unknown()).optional(),
  additionalProperties: z.unknown().optional(),
  propertyNames: z.unknown().optional(),
  items: z.unknown().optional(),
  allOf: z.array(z.unknown()).optional(),
});
type SchemaNode = z.output<typeof nodeSchema>;

/** Every schema within `value`, with the path of fields to it. */
function* nodesIn(value: unknown, path: string): Generator<{ path: string; node: SchemaNode; isField: boolean }> {
  const node = nodeSchema.parse(value);
  yield { path, node, isField: false };
  for (const [name, field] of Object.entries(node.properties ?? {})) {
    for (const found of nodesIn(field, `${path}.${name}`)) {
      yield found.path === `${path}.${name}` ? { ...found, isField: true } : found;
    }
  }
  const parts = [node.items, node.propertyNames, node.additionalProperties, ...(node.allOf ?? [])];
  for (const [index, part] of parts.entries()) {
    if (typeof part === 'object') yield* nodesIn(part, `${path}[${String(index)}]`);
  }
}

const schemas = new Map([...toJsonSchemas()].map(([name, text]): [string, unknown] => [name, JSON.parse(text)]));
const nodes = [...schemas].flatMap(([name, schema]) => [...nodesIn(schema, name)]);

describe('toJsonSchemas', () => {
  it('gives one file for each kind of YAML file', () => {
    assert.deepEqual([...schemas.keys()], ['entry.json', 'language.json', 'concept.json']);
    assert.ok(nodes.length > 100);
  });

  it('uses only keywords that editors know', () => {
    const unknown = nodes.flatMap(({ path, node }) =>
      Object.keys(node)
        .filter((keyword) => !KEYWORDS.has(keyword))
        .map((keyword) => `${path}: ${keyword}`),
    );
    assert.deepEqual(unknown, []);
  });

  it('has patterns that compile as an editor compiles them', () => {
    const patterns = nodes.flatMap(({ node }) => node.pattern ?? []);
    assert.ok(patterns.length > 10);
    for (const pattern of patterns) assert.doesNotThrow(() => new RegExp(pattern, 'u'), pattern);
  });

  it('describes every field', () => {
    const fields = nodes.filter(({ isField }) => isField);
    assert.deepEqual(
      fields.filter(({ node }) => (node.description ?? '') === '').map(({ path }) => path),
      [],
    );
  });

  it('closes every map that has fields', () => {
    const maps = nodes.filter(({ node }) => node.properties);
    assert.deepEqual(
      maps.filter(({ node }) => node.additionalProperties !== false).map(({ path }) => path),
      [],
    );
  });

  const entrySchema = z.fromJSONSchema(z.record(z.string(), z.json()).parse(schemas.get('entry.json')));
  const languageSchema = z.fromJSONSchema(z.record(z.string(), z.json()).parse(schemas.get('language.json')));

  it('accepts what the catalog accepts', () => {
    assert.equal(entrySchema.safeParse(parse(ENTRY)).error, undefined);
    assert.equal(entrySchema.safeParse(parse(writeSkeleton('KeyError', []))).error, undefined);
    assert.equal(languageSchema.safeParse(parse(LANGUAGE)).error, undefined);
  });

  for (const [name, from, to] of [
    ['an unknown field', 'severity: high', 'severity: high\nseverety: high'],
    ['a missing field', 'severity: high\n', ''],
    ['a value off its list', 'kind: exception', 'kind: exeption'],
    ['a full stop', 'in the mapping', 'in the mapping.'],
    ['a number', 'name: KeyError', 'name: 3.10'],
  ] as const) {
    it(`refuses ${name}`, () => {
      assert.equal(entrySchema.safeParse(parse(spoil(ENTRY, from, to))).success, false);
    });
  }
});

it('leads editors to files that there are', () => {
  for (const kind of ['entry', 'language', 'concept'] as const) {
    const target = headerOf(kind).replace(`# yaml-language-server: $schema=../${SCHEMA_FOLDER}/`, '');
    assert.ok(schemas.has(target), target);
  }
});
