/**
 * Reads a catalogue folder into typed data and a list of every problem in it. The one way from files to data: the
 * commands, the site and the tests all come through here.
 */
import { lstat, readdir, readFile, realpath } from 'node:fs/promises';
import path from 'node:path';
import { z } from 'zod';
import { explainSchemaIssue } from './explain-schema-issue.ts';
import { nearest, toKebab } from './names.ts';
import type { Problem } from './problem.ts';
import {
  conceptSchema,
  entrySchema,
  ID_PATTERN,
  languageSchema,
  type ConceptData,
  type EntryData,
  type LanguageData,
  type ProgramData,
} from './schema.ts';
import { readYamlSource, type DataPath, type YamlSource } from './yaml-source.ts';

export interface Language extends LanguageData {
  /** Folder and address: `python`. */
  readonly id: string;
  readonly source: YamlSource;
}

export interface Entry extends EntryData {
  /** Path and address: `python/key-error`. */
  readonly id: string;
  /** The part of the id after the language: `key-error`. */
  readonly slug: string;
  /** Id of the language: `python`. */
  readonly language: string;
  readonly source: YamlSource;
}

export interface Concept extends ConceptData {
  /** File and address: `null-dereference`. */
  readonly id: string;
  readonly source: YamlSource;
}

/** Everything that could be read; what could not is in the problems. Each map is ordered by id. */
export interface Catalog {
  readonly languages: ReadonlyMap<string, Language>;
  readonly concepts: ReadonlyMap<string, Concept>;
  readonly entries: ReadonlyMap<string, Entry>;
  /** Ids whose file exists but could not be read: a link to one is no further problem. */
  readonly unreadable: ReadonlySet<string>;
}

export interface LoadedCatalog {
  readonly catalog: Catalog;
  readonly problems: readonly Problem[];
}

/** What part a program plays in its entry. */
export type ProgramRole = 'repro' | 'fix' | 'example' | 'anti-pattern';

export interface Program {
  /** Name of the program within its entry, by which its evidence is kept: `repro`, `fixes[0]`, `antiPatterns[1].program`. */
  readonly key: string;
  readonly path: DataPath;
  readonly role: ProgramRole;
  /** How it must end. */
  readonly expect: 'error' | 'ok';
  readonly data: ProgramData;
}

/** Folders of the catalogue that are no language. */
const CONCEPTS = '_concepts';
const WRITTEN = new Set(['_evidence', '_schema']);
const LANGUAGE_FILE = '_language.yaml';

/** Reads the catalogue in `root`. Throws only where the folder itself cannot be read. */
export async function loadCatalog(root: string): Promise<LoadedCatalog> {
  const problems: Problem[] = [];
  const languages = new Map<string, Language>();
  const concepts = new Map<string, Concept>();
  const entries = new Map<string, Entry>();
  const unreadable = new Set<string>();
  const realRoot = await realpath(root);

  for (const folder of await listFolder(realRoot, realRoot, problems)) {
    if (WRITTEN.has(folder.name)) continue;
    if (!folder.isFolder) {
      if (folder.name.endsWith('.yaml'))
        problems.push(misplaced(folder.name, 'put it into the folder of its language'));
      continue;
    }
    if (folder.name !== CONCEPTS && !ID_PATTERN.test(folder.name)) {
      problems.push(
        misplaced(`${folder.name}/`, `name the folder in lower case, like ${toKebab(folder.name) || 'python'}`),
      );
      continue;
    }
    const files = await listFolder(realRoot, path.join(realRoot, folder.name), problems);
    for (const { name, isFolder } of files) {
      const file = `${folder.name}/${name}`;
      const slug = name.replace(/\.yaml$/, '');
      const isLanguageFile = folder.name !== CONCEPTS && name === LANGUAGE_FILE;
      if (isFolder || !name.endsWith('.yaml') || !(isLanguageFile || ID_PATTERN.test(slug))) {
        const wanted = toKebab(slug.replace(/\.[a-z]+$/, ''));
        problems.push(
          misplaced(file, `a file is <id>.yaml, where the id is like ${wanted === '' ? 'key-error' : wanted}`),
        );
        continue;
      }
      const source = readYamlSource(file, await readFile(path.join(realRoot, file)));
      problems.push(...source.problems);
      if (isLanguageFile) {
        const data = parse(languageSchema, source, problems);
        if (data) languages.set(folder.name, { ...data, id: folder.name, source });
        else unreadable.add(folder.name);
      } else if (folder.name === CONCEPTS) {
        const data = parse(conceptSchema, source, problems);
        if (data) concepts.set(slug, { ...data, id: slug, source });
        else unreadable.add(slug);
      } else {
        const id = `${folder.name}/${slug}`;
        const data = parse(entrySchema, source, problems);
        if (data) entries.set(id, { ...data, id, slug, language: folder.name, source });
        else unreadable.add(id);
      }
    }
    const isEmpty = files.length === 0;
    if (folder.name !== CONCEPTS && !isEmpty && !files.some(({ name }) => name === LANGUAGE_FILE)) {
      problems.push(unknownLanguage(folder.name, files[0]?.name ?? '', [...languages.keys()]));
    }
  }
  return { catalog: { languages, concepts, entries, unreadable }, problems };
}

/** The programs of an entry, in the order of the page. */
export function* programsOf(entry: EntryData): Generator<Program> {
  yield { key: 'repro', path: ['repro'], role: 'repro', expect: 'error', data: entry.repro };
  for (const [index, data] of entry.fixes.entries()) {
    yield { key: `fixes[${String(index)}]`, path: ['fixes', index], role: 'fix', expect: 'ok', data };
  }
  for (const [index, data] of entry.examples.entries()) {
    yield { key: `examples[${String(index)}]`, path: ['examples', index], role: 'example', expect: data.expect, data };
  }
  for (const [index, { program }] of entry.antiPatterns.entries()) {
    if (program === undefined) continue;
    yield {
      key: `antiPatterns[${String(index)}].program`,
      path: ['antiPatterns', index, 'program'],
      role: 'anti-pattern',
      expect: program.expect,
      data: program,
    };
  }
}

interface Listed {
  readonly name: string;
  readonly isFolder: boolean;
}

/** What is in `folder`, sorted, without dot files; a link that leaves the catalogue is a problem and is not followed. */
async function listFolder(root: string, folder: string, problems: Problem[]): Promise<Listed[]> {
  const listed: Listed[] = [];
  for (const name of (await readdir(folder)).sort()) {
    if (name.startsWith('.')) continue;
    const whole = path.join(folder, name);
    const file = path.relative(root, whole).split(path.sep).join('/');
    const stats = await lstat(whole);
    if (stats.isSymbolicLink()) {
      problems.push({
        file,
        line: 1,
        column: 1,
        rule: 'symlink',
        message: 'is a symbolic link',
        remedy: 'put the file itself here; a catalogue follows no links',
      });
    } else if (stats.isDirectory() || stats.isFile()) {
      listed.push({ name, isFolder: stats.isDirectory() });
    }
  }
  return listed;
}

function misplaced(file: string, remedy: string): Problem {
  return { file, line: 1, column: 1, rule: 'file-name', message: 'is no name of a catalogue file', remedy };
}

function unknownLanguage(folder: string, file: string, known: readonly string[]): Problem {
  const meant = nearest(folder, known);
  return {
    file: `${folder}/${file}`,
    line: 1,
    column: 1,
    rule: 'unknown-language',
    message: `the language "${folder}" is not described`,
    remedy:
      meant === undefined
        ? `add ${folder}/${LANGUAGE_FILE}`
        : `did you mean ${meant}/? else add ${folder}/${LANGUAGE_FILE}`,
  };
}

/** The data of `source` by `schema`, or `undefined` with its problems reported. */
function parse<Schema extends z.ZodType>(
  schema: Schema,
  source: YamlSource,
  problems: Problem[],
): z.output<Schema> | undefined {
  if (source.problems.length > 0) return undefined;
  const result = schema.safeParse(source.data, { reportInput: true });
  if (result.success) return result.data;
  problems.push(
    ...result.error.issues.flatMap((issue) => explainSchemaIssue(issue, source, (at) => fieldsAt(schema, at))),
  );
  return undefined;
}

/** The keys that `schema` knows at `path`. */
function fieldsAt(schema: z.ZodType, at: DataPath): readonly string[] {
  let current: unknown = schema;
  for (const part of at) {
    current = unwrap(current);
    if (current instanceof z.ZodObject) current = current.shape[String(part)];
    else if (current instanceof z.ZodArray) current = current.element;
    else if (current instanceof z.ZodRecord) current = current.valueType;
    else return [];
  }
  current = unwrap(current);
  return current instanceof z.ZodObject ? Object.keys(current.shape) : [];
}

function unwrap(schema: unknown): unknown {
  let current = schema;
  while (current instanceof z.ZodOptional || current instanceof z.ZodDefault) current = current.unwrap();
  return current;
}
