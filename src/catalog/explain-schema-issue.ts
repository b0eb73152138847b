/** Turns what zod says of a file into problems a contributor can mend: the place, the value, the remedy. */
import { z } from 'zod';
import { findInvisible, nameCharacter } from './invisible.ts';
import { nearest } from './names.ts';
import type { Problem } from './problem.ts';
import type { DataPath, YamlSource } from './yaml-source.ts';

type SchemaIssue = z.core.$ZodIssue;
type Complaint = Pick<Problem, 'rule' | 'message' | 'remedy'>;

/** The problems in what `schema` says of `source`: one a value, and none for a field that stands there misspelled. */
export function explainSchemaIssues(issues: readonly SchemaIssue[], schema: z.ZodType, source: YamlSource): Problem[] {
  const { file } = source;
  const problems: Problem[] = [];
  const explained = new Set<string>();
  for (const issue of issues) {
    if (issue.code !== 'unrecognized_keys') continue;
    const known = fieldsOf(schemaAt(schema, issue.path));
    for (const key of issue.keys) {
      const meant = nearest(key, known);
      if (meant !== undefined) explained.add(formatPath([...issue.path, meant]));
      problems.push({
        file,
        ...source.locateKey(issue.path, key),
        rule: 'unknown-key',
        message: `${JSON.stringify(key)} is no field of ${formatField(issue.path)}`,
        remedy: meant === undefined ? `known: ${known.join(', ')}` : `did you mean ${JSON.stringify(meant)}?`,
      });
    }
  }
  for (const issue of issues) {
    const field = formatPath(issue.path);
    if (issue.code === 'unrecognized_keys' || explained.has(field)) continue;
    explained.add(field);
    const parent = issue.path.slice(0, -1);
    const position =
      issue.code === 'invalid_key' ? source.locateKey(parent, String(issue.path.at(-1))) : source.locate(issue.path);
    problems.push({ file, ...position, ...explain(issue, schemaAt(schema, issue.path), source.typed(issue.path)) });
  }
  return problems;
}

/** What is wrong with one value, `typed` in the file as it is; `schema` is what it should be. */
function explain(issue: SchemaIssue, schema: unknown, typed: string | undefined): Complaint {
  const { path, input } = issue;
  const field = formatField(path);
  if (issue.code === 'invalid_key') {
    const reason = issue.issues[0]?.message ?? '';
    return {
      rule: 'wrong-value',
      message: `the key ${quote(path.at(-1))} of ${formatField(path.slice(0, -1))} ${reason}`,
      remedy: REMEDIES[reason] ?? FALLBACK,
    };
  }
  if (input === undefined) {
    const values = issue.code === 'invalid_value' ? `, one of: ${issue.values.join(', ')}` : '';
    return {
      rule: 'missing-field',
      message: `${field} is missing`,
      remedy: `add ${quote(path.at(-1))}${values}`,
    };
  }
  if (input === null || isEmpty(issue)) {
    const write = issue.code === 'invalid_value' ? `write one of: ${issue.values.join(', ')}` : 'write it';
    const remedy =
      typeof path.at(-1) === 'number'
        ? `${write}, or remove it from the list`
        : isOptional(schema)
          ? `${write}, or remove the field`
          : write;
    return { rule: 'empty-field', message: `${field} is empty`, remedy };
  }
  switch (issue.code) {
    case 'invalid_type': {
      const [type, otherwise] = TYPES[issue.expected] ?? [issue.expected, `write ${issue.expected}`];
      const remedy = type === 'text' && typed !== undefined ? `quote it: ${JSON.stringify(typed)}` : otherwise;
      return { rule: 'wrong-type', message: `${field} is ${describeValue(input, typed)}, not ${type}`, remedy };
    }
    case 'invalid_value': {
      const known = issue.values.map(String);
      const meant = nearest(typeof input === 'string' ? input : (typed ?? ''), known);
      return {
        rule: path.length === 1 ? `unknown-${String(path[0])}` : 'unknown-value',
        message: `${field} is ${describeValue(input, typed)}`,
        remedy: `${meant === undefined ? '' : `did you mean "${meant}"? `}known: ${known.join(', ')}`,
      };
    }
    case 'too_small':
    case 'too_big': {
      const size = typeof input === 'string' ? `${String(input.length)} characters long` : describeValue(input, typed);
      const remedy =
        issue.code === 'too_big' ? `write ${String(issue.maximum)} or less` : `write ${String(issue.minimum)} or more`;
      return { rule: 'wrong-value', message: `${field} is ${size}`, remedy };
    }
    default: {
      const value = typeof input === 'string' ? input : (typed ?? '');
      return {
        rule: 'wrong-value',
        message: `${field} ${issue.message}: ${issue.code === 'custom' ? nameCharacter(value, findInvisible(value)) : quote(value)}`,
        remedy: REMEDIES[issue.message] ?? FALLBACK,
      };
    }
  }
}

/** What mends a value that a rule of the schema says this of. */
const REMEDIES: Readonly<Record<string, string>> = {
  'ends in a full stop': 'remove the full stop',
  'has a character that cannot be seen': 'remove it',
  'is more than one line': 'write it on one line',
  'is no concept id': 'write the name of a file in _concepts without .yaml, such as null-dereference',
  'is no entry id': 'write language and id, such as python/key-error',
  'is no language id': 'write the name of a folder of the catalog, such as python',
  'is not a relative path of plain names': 'write a path such as data/input.txt',
  'is not a path that starts with a letter or digit': 'write a path such as main.cjs',
  'is not an http or https address': 'write an address that starts with https:// or http://',
};
const FALLBACK = 'src/catalog/schema.ts says what the field may be';

/** What zod expects, in words, and how to write one. */
const TYPES: Readonly<Record<string, readonly [type: string, remedy: string]>> = {
  string: ['text', 'write one text, without fields or a list'],
  number: ['a number', 'write a number'],
  int: ['a whole number', 'write a whole number'],
  array: ['a list', 'write each item on a line that starts with "- "'],
  object: ['a map', 'write each field on a line "key: value"'],
  record: ['a map', 'write each item on a line "key: value"'],
};

function isEmpty(issue: SchemaIssue): boolean {
  return issue.code === 'too_small'
    ? issue.origin === 'string' || issue.origin === 'array'
    : issue.message === 'is empty';
}

function formatField(path: DataPath): string {
  return path.length === 0 ? 'the file' : formatPath(path);
}

/** `fixes[0].when`, as a programmer writes it. */
export function formatPath(path: DataPath): string {
  return path.reduce<string>(
    (whole, part) =>
      typeof part === 'number' ? `${whole}[${String(part)}]` : whole === '' ? String(part) : `${whole}.${String(part)}`,
    '',
  );
}

function describeValue(value: unknown, typed: string | undefined): string {
  if (Array.isArray(value)) return 'a list';
  switch (typeof value) {
    case 'number':
      return `the number ${typed ?? String(value)}`;
    case 'boolean':
      return `the truth value ${typed ?? String(value)}`;
    case 'object':
      return 'a map';
    default:
      return quote(value);
  }
}

function quote(value: unknown): string {
  const whole = String(value);
  return JSON.stringify(whole.length <= 60 ? whole : `${whole.slice(0, 59)}…`);
}

/** The part of `schema` that describes the value at `path`. */
function schemaAt(schema: z.ZodType, path: DataPath): unknown {
  let current: unknown = schema;
  for (const part of path) {
    current = unwrap(current);
    if (current instanceof z.ZodObject) current = current.shape[String(part)];
    else if (current instanceof z.ZodArray) current = current.element;
    else if (current instanceof z.ZodRecord) current = current.valueType;
    else return undefined;
  }
  return current;
}

function fieldsOf(schema: unknown): readonly string[] {
  const whole = unwrap(schema);
  return whole instanceof z.ZodObject ? Object.keys(whole.shape) : [];
}

function isOptional(schema: unknown): boolean {
  return schema instanceof z.ZodOptional || schema instanceof z.ZodDefault;
}

function unwrap(schema: unknown): unknown {
  let current = schema;
  while (current instanceof z.ZodOptional || current instanceof z.ZodDefault) current = current.unwrap();
  return current;
}
