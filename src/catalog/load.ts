/**
 * Reads a catalog folder into typed data and a list of every problem in it. The one way from files to data: the
 * commands, the site and the tests all come through here.
 */
import { readFileSync } from 'node:fs';
import { readdir } from 'node:fs/promises';
import path from 'node:path';
import type { z } from 'zod';
import { explainSchemaIssues } from './explain-schema-issue.ts';
import { SCHEMA_FOLDER } from './json-schemas.ts';
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

/** Folders of the catalog that are no language. */
const CONCEPTS = '_concepts';
/** Those of them that are read elsewhere. */
const READ_ELSEWHERE: ReadonlySet<string> = new Set(['_evidence', '_official', SCHEMA_FOLDER]);
const LANGUAGE_FILE = '_language.yaml';

/** Reads the catalog in `root`. Throws only what the file system does, never for what a file holds. */
export async function loadCatalog(root: string): Promise<LoadedCatalog> {
  const problems: Problem[] = [];
  const languages = new Map<string, Language>();
  const concepts = new Map<string, Concept>();
  const entries = new Map<string, Entry>();
  const unreadable = new Set<string>();
  /** The folders of languages, with a file of each. */
  const described = new Map<string, { readonly file: string; readonly isDescribed: boolean }>();

  for (const folder of await listFolder(root, '', problems)) {
    if (READ_ELSEWHERE.has(folder.name)) continue;
    if (!folder.isFolder) {
      if (/\.ya?ml$/.test(folder.name)) {
        problems.push(misplaced(folder.name, 'lies in no folder', 'put it into the folder of its language'));
      }
      continue;
    }
    const isConcepts = folder.name === CONCEPTS;
    if (!isConcepts && !ID_PATTERN.test(folder.name)) {
      const remedy = `rename it to ${toKebab(folder.name) || 'what it is, such as python'}`;
      problems.push(misplaced(folder.name, `${JSON.stringify(folder.name)} is no name of a language`, remedy));
      continue;
    }
    const files = await listFolder(root, folder.name, problems);
    for (const listed of files) {
      const file = `${folder.name}/${listed.name}`;
      const isLanguageFile = !isConcepts && !listed.isFolder && listed.name === LANGUAGE_FILE;
      const misnamed = isLanguageFile ? undefined : checkFileName(file, listed);
      if (misnamed) {
        problems.push(misnamed);
        continue;
      }
      const slug = listed.name.replace(/\.yaml$/, '');
      const id = isLanguageFile ? folder.name : isConcepts ? slug : `${folder.name}/${slug}`;
      // Thousands of small files are read in a fraction of the time that as many promises take.
      const source = readYamlSource(file, readFileSync(path.join(root, file)));
      if (isLanguageFile) {
        const data = parse(languageSchema, source, problems);
        if (data) languages.set(id, { ...data, id, source });
        else unreadable.add(id);
      } else if (isConcepts) {
        const data = parse(conceptSchema, source, problems);
        if (data) concepts.set(id, { ...data, id, source });
        else unreadable.add(id);
      } else {
        const data = parse(entrySchema, source, problems);
        if (data) entries.set(id, { ...data, id, slug, language: folder.name, source });
        else unreadable.add(id);
      }
    }
    const first = files[0];
    if (isConcepts || first === undefined) continue;
    described.set(folder.name, {
      file: `${folder.name}/${first.name}`,
      isDescribed: files.some(({ name }) => name === LANGUAGE_FILE),
    });
  }
  for (const [id, { file, isDescribed }] of described) {
    if (isDescribed) continue;
    const meant = nearest(
      id,
      [...described].filter(([, other]) => other.isDescribed).map(([other]) => other),
    );
    problems.push({
      ...misplaced(file, `the language ${JSON.stringify(id)} is not described`, `add ${id}/${LANGUAGE_FILE}`),
      rule: 'unknown-language',
      ...(meant === undefined ? {} : { remedy: `did you mean ${meant}/? else add ${id}/${LANGUAGE_FILE}` }),
    });
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

/** What is in `folder` of `root`, sorted, without dot files; a symbolic link is a problem and is not followed. */
async function listFolder(root: string, folder: string, problems: Problem[]): Promise<Listed[]> {
  const listed: Listed[] = [];
  const found = await readdir(path.join(root, folder), { withFileTypes: true });
  for (const each of found.sort((a, b) => compareStems(a.name, b.name))) {
    const { name } = each;
    if (name.startsWith('.')) continue;
    if (each.isSymbolicLink()) {
      const file = folder === '' ? name : `${folder}/${name}`;
      const remedy = 'put the file itself here; a catalog follows no links';
      problems.push({ ...misplaced(file, 'is a symbolic link', remedy), rule: 'symlink' });
    } else if (each.isDirectory() || each.isFile()) {
      listed.push({ name, isFolder: each.isDirectory() });
    }
  }
  return listed;
}

/** By id, so that `key-error.yaml` comes before `key-error-none.yaml`. */
function compareStems(a: string, b: string): number {
  const [first, second] = [path.parse(a).name, path.parse(b).name];
  return first < second ? -1 : first > second ? 1 : 0;
}

/** The problem with the name of what should be an entry or a concept, where it has one. */
function checkFileName(file: string, { name, isFolder }: Listed): Problem | undefined {
  if (isFolder) return misplaced(file, 'is a folder', 'put its files into the folder of the language');
  const slug = name.replace(/\.ya?ml$/, '');
  if (slug === name) return misplaced(file, `${JSON.stringify(name)} is no .yaml file`, 'remove it from the catalog');
  if (name.endsWith('.yaml') && ID_PATTERN.test(slug)) return undefined;
  const message = name.endsWith('.yaml') ? `${JSON.stringify(slug)} is no id` : 'ends in .yml';
  return misplaced(file, message, `rename it to ${toKebab(slug) || 'an id such as key-error'}.yaml`);
}

/** A problem with the file as a whole. */
function misplaced(file: string, message: string, remedy: string): Problem {
  return { file, line: 1, column: 1, rule: 'file-name', message, remedy };
}

/** The data of `source` by `schema`, or `undefined` with its problems reported. */
function parse<Schema extends z.ZodType>(
  schema: Schema,
  source: YamlSource,
  problems: Problem[],
): z.output<Schema> | undefined {
  problems.push(...source.problems);
  if (source.problems.length > 0) return undefined;
  const result = schema.safeParse(source.data, { reportInput: true });
  if (result.success) return result.data;
  problems.push(...explainSchemaIssues(result.error.issues, schema, source));
  return undefined;
}
