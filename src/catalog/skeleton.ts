/**
 * The file of an entry that is still to be written: every required field with a placeholder, and above each what the
 * schema says it wants. It loads as it is; the rule `todo` keeps it from being merged so.
 */
import { stringify } from 'yaml';
import { z } from 'zod';
import { headerOf } from './json-schemas.ts';
import { entrySchema, LAYOUTS, type EntryData } from './schema.ts';

/** Stands for each text that is still to be written. */
export const PLACEHOLDER = 'TODO: replace this';

const GUIDE =
  'Above each field stands what it wants. Replace every TODO. Of what is commented out, take the "# " from the start of ' +
  'the lines that you need. In the end remove the comments, all but the first line.';

/** Stands behind each value that is only a guess. */
export const GUESS = 'TODO: choose';

/** Length at which comments are wrapped. In characters. */
const COMMENT_WIDTH = 98;

/** The text of the file; what most of `neighbors`, the entries of its language, say is the guess for each closed list. */
export function writeSkeleton(name: string, neighbors: readonly EntryData[]): string {
  const values = {
    name: toScalar(name),
    kind: guess(neighbors.map(({ kind }) => kind)),
    category: guess(neighbors.map(({ category }) => category)),
    level: guess(neighbors.map(({ level }) => level)),
    severity: guess(neighbors.map(({ severity }) => severity)),
  };
  const lines = [headerOf('entry'), ...comment(GUIDE), '', ...writeFields(entrySchema, new Set(), values)];
  return `${lines.join('\n')}\n`;
}

/** The commonest of `values`, marked as a guess; `undefined` where there are none. */
function guess(values: readonly string[]): string | undefined {
  const counts = new Map<string, number>();
  for (const value of values) counts.set(value, (counts.get(value) ?? 0) + 1);
  const [commonest] = [...counts].sort(([, a], [, b]) => b - a)[0] ?? [];
  return commonest && `${commonest} # ${GUESS}`;
}

/** A field of a schema, and what is within it. */
type Field = z.core.$ZodType;

/**
 * The lines of a map: its required fields, those with a default commented out, then the names of the others. `told` holds
 * what was said of such others before; `values` are YAML, by field.
 */
function* writeFields(
  { shape }: z.ZodObject,
  told: Set<string>,
  values: Readonly<Record<string, string | undefined>> = {},
): Generator<string> {
  const optional: [name: string, text: string][] = [];
  for (const [name, field] of Object.entries<Field>(shape)) {
    if (field instanceof z.ZodOptional) {
      optional.push([name, describe(field)]);
      continue;
    }
    yield* comment(describe(field));
    const lines = writeField(name, unwrap(field), told, values[name]);
    yield* field instanceof z.ZodDefault ? lines.map((line) => `# ${line}`) : lines;
  }
  if (optional.length === 0) return;
  yield '# Where needed, also:';
  const again: string[] = [];
  for (const [name, text] of optional) {
    if (told.has(text)) again.push(name);
    else yield* comment(`- ${name}: ${text}`, '  ');
    told.add(text);
  }
  if (again.length > 0) yield* comment(`- as above: ${again.join(', ')}`, '  ');
}

function writeField(name: string, field: Field, told: Set<string>, value?: string): string[] {
  if (field instanceof z.ZodObject) return [`${name}:`, ...indent([...writeFields(field, told)])];
  if (field instanceof z.ZodArray) return [`${name}:`, ...indent(writeItem(field.element, told))];
  const [first = '', ...rest] = value === undefined ? writeScalar(field) : [value];
  return [`${name}: ${first}`, ...rest];
}

/** The first comment of an item stands above its dash. */
function writeItem(item: Field, told: Set<string>): string[] {
  if (!(item instanceof z.ZodObject)) {
    const [first = '', ...rest] = writeScalar(item);
    return [...comment(describe(item)), `- ${first}`, ...rest];
  }
  const lines = [...writeFields(item, told)];
  const start = lines.findIndex((line) => !line.startsWith('#'));
  return [...lines.slice(0, start), `- ${lines[start] ?? ''}`, ...indent(lines.slice(start + 1))];
}

function writeScalar(field: Field): string[] {
  if (field instanceof z.ZodEnum) return [`${String(field.options[0])} # ${GUESS}`];
  switch (LAYOUTS.get(field)?.style) {
    case 'folded':
      return ['>-', `  ${PLACEHOLDER}`];
    case 'literal':
      return ['|', `  ${PLACEHOLDER}`];
    case undefined:
      return [toScalar(PLACEHOLDER)];
  }
}

/** What the schema says of a field, with its values where they are a closed list. */
function describe(field: Field): string {
  const inner = unwrap(field);
  const description = (z.globalRegistry.get(field) ?? z.globalRegistry.get(inner))?.description ?? '';
  return inner instanceof z.ZodEnum ? `${description} One of: ${inner.options.join(', ')}.` : description;
}

function unwrap(field: Field): Field {
  return field instanceof z.ZodOptional || field instanceof z.ZodDefault ? field.unwrap() : field;
}

/** `text` on one line of YAML, in quotes where it would read as something else. */
function toScalar(text: string): string {
  return stringify(text, { lineWidth: 0 }).trimEnd();
}

/** `text` as a comment, wrapped; every line but the first starts with `hang`. */
function comment(text: string, hang = ''): string[] {
  const wrapped = text.match(new RegExp(`\\S.{0,${String(COMMENT_WIDTH)}}(?=\\s|$)`, 'g')) ?? [];
  return wrapped.map((line, index) => `# ${index === 0 ? '' : hang}${line}`);
}

function indent(lines: readonly string[]): string[] {
  return lines.map((line) => `  ${line}`);
}
