import assert from 'node:assert/strict';
import { it } from 'node:test';
import { z } from 'zod';
import { explainSchemaIssues, formatPath } from './explain-schema-issue.ts';
import { conceptSchema, entrySchema, languageSchema } from './schema.ts';
import { readYamlSource } from './yaml-source.ts';

it('writes a path as a programmer does', () => {
  assert.equal(formatPath([]), '');
  assert.equal(formatPath(['title']), 'title');
  assert.equal(formatPath(['fixes', 0, 'when']), 'fixes[0].when');
  assert.equal(formatPath(['antiPatterns', 10, 'program', 'files', 'a.txt']), 'antiPatterns[10].program.files.a.txt');
  assert.equal(formatPath([0, 1]), '[0][1]');
});

it('has a remedy for whatever a pattern of the schema refuses', () => {
  // A text that no pattern takes, in the place of every text there is.
  const fields = (schema: z.ZodType): unknown => {
    if (schema instanceof z.ZodOptional || schema instanceof z.ZodDefault) {
      const inner: unknown = schema.unwrap();
      return inner instanceof z.ZodType ? fields(inner) : '';
    }
    if (schema instanceof z.ZodObject) {
      const shape: Record<string, z.ZodType> = schema.shape;
      return Object.fromEntries(Object.entries(shape).map(([key, field]) => [key, fields(field)]));
    }
    if (schema instanceof z.ZodArray) return schema.element instanceof z.ZodType ? [fields(schema.element)] : [];
    if (schema instanceof z.ZodRecord) return { '!': '' };
    if (schema instanceof z.ZodEnum || schema instanceof z.ZodNumber) return undefined;
    return '! \n.';
  };
  for (const schema of [entrySchema, languageSchema, conceptSchema]) {
    const source = readYamlSource('x.yaml', Buffer.from(JSON.stringify(fields(schema))));
    const result = schema.safeParse(source.data, { reportInput: true });
    const problems = explainSchemaIssues(result.error?.issues ?? [], schema, source);
    assert.ok(problems.some(({ rule }) => rule === 'wrong-value'));
    for (const { message, remedy } of problems) assert.doesNotMatch(remedy, /JSON Schema/, message);
  }
});
