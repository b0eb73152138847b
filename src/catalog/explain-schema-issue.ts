/** Turns what zod says of a value into a problem a contributor can mend: its place, its value, the remedy. */
import type { z } from 'zod';
import { nearest } from './names.ts';
import type { Problem } from './problem.ts';
import type { DataPath, YamlSource } from './yaml-source.ts';

type SchemaIssue = z.core.$ZodIssue;

/** Every problem in one zod issue; an unknown-key issue names several keys. `fields` are the keys that exist at a path. */
export function explainSchemaIssue(
  issue: SchemaIssue,
  source: YamlSource,
  fieldsAt: (path: DataPath) => readonly string[],
): Problem[] {
  const path = issue.path;
  const field = path.length === 0 ? 'the file' : formatPath(path);
  const here = { file: source.file, ...source.locate(path) };

  switch (issue.code) {
    case 'unrecognized_keys':
      return issue.keys.map((key) => {
        const known = fieldsAt(path);
        const meant = nearest(key, known);
        return {
          file: source.file,
          ...source.locateKey(path, key),
          rule: 'unknown-key',
          message: `${JSON.stringify(key)} is no field of ${path.length === 0 ? 'this file' : field}`,
          remedy: meant === undefined ? `known: ${known.join(', ')}` : `did you mean ${JSON.stringify(meant)}?`,
        };
      });
    case 'invalid_type': {
      const typed = source.typed(path);
      const key = path.at(-1);
      if (issue.input === undefined && typed === undefined && typeof key === 'string') {
        const parent = path.slice(0, -1);
        return [
          {
            file: source.file,
            ...source.locate(parent),
            rule: 'missing-field',
            message: `${field} is missing`,
            remedy: `add "${key}"`,
          },
        ];
      }
      const remedy =
        issue.expected === 'string' && typed !== undefined && typed !== ''
          ? `quote it: ${JSON.stringify(typed)}`
          : issue.expected === 'string'
            ? 'write the text, or remove the field'
            : `write ${TYPE_WORDS[issue.expected] ?? issue.expected}`;
      const message = `${field} is ${describeValue(issue.input, typed)}, not ${TYPE_WORDS[issue.expected] ?? issue.expected}`;
      return [{ ...here, rule: 'wrong-type', message, remedy }];
    }
    case 'invalid_value': {
      const known = issue.values.map(String);
      const meant = nearest(String(issue.input), known);
      return [
        {
          ...here,
          rule: path.length === 1 ? `unknown-${String(path[0])}` : 'unknown-value',
          message: `${field} is ${JSON.stringify(issue.input)}`,
          remedy: `${meant === undefined ? '' : `did you mean "${meant}"? `}known: ${known.join(', ')}`,
        },
      ];
    }
    case 'too_small':
      return [{ ...here, rule: 'empty-text', message: `${field} is empty`, remedy: 'write it, or remove the field' }];
    default: {
      const value = shorten(JSON.stringify(issue.input));
      const empty = issue.code === 'invalid_format' && issue.message === 'is empty';
      return [
        {
          ...here,
          rule: empty ? 'empty-code' : issue.message.includes('address') ? 'bad-link' : 'wrong-value',
          message: `${field} ${issue.message}: ${value}`,
          remedy: empty ? 'write the program, or remove the field' : 'see the description of the field',
        },
      ];
    }
  }
}

const TYPE_WORDS: Readonly<Record<string, string>> = {
  string: 'text',
  number: 'a number',
  int: 'a whole number',
  array: 'a list (lines that start with "- ")',
  object: 'a map (lines of "key: value")',
  record: 'a map (lines of "key: value")',
};

/** `fixes[0].when`, as a programmer writes it. */
export function formatPath(path: DataPath): string {
  return path.reduce<string>(
    (whole, part) =>
      typeof part === 'number' ? `${whole}[${String(part)}]` : whole === '' ? String(part) : `${whole}.${String(part)}`,
    '',
  );
}

function describeValue(value: unknown, typed: string | undefined): string {
  if (value === null) return 'empty';
  if (Array.isArray(value)) return 'a list';
  switch (typeof value) {
    case 'number':
      return `the number ${typed ?? String(value)}`;
    case 'boolean':
      return `the truth value ${typed ?? String(value)}`;
    case 'object':
      return 'a map';
    default:
      return shorten(JSON.stringify(value));
  }
}

function shorten(value: string | undefined): string {
  const whole = value ?? 'nothing';
  return whole.length <= 60 ? whole : `${whole.slice(0, 57)}…`;
}
