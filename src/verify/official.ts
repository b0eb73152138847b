/**
 * The official list of a language's errors, as its runtime itself says it: a program of `_language.yaml` prints it, and what it
 * printed is kept beside the evidence, so that the site can say what the catalog does not have yet.
 */
import { readFileSync } from 'node:fs';
import { readdir } from 'node:fs/promises';
import path from 'node:path';
import { z } from 'zod';
import { formatPath } from '../catalog/explain-schema-issue.ts';
import { findInvisible } from '../catalog/invisible.ts';
import type { Catalog, Language, Program } from '../catalog/load.ts';
import type { Problem } from '../catalog/problem.ts';
import { entrySchema } from '../catalog/schema.ts';
import { hashProgram } from './evidence.ts';
import { parseJson } from './parse-json.ts';
import { RUNNERS } from './registry.ts';
import type { Runner } from './runner.ts';
import { writeJson } from './write-json.ts';

const listSchema = z.strictObject({
  hash: z
    .string()
    .regex(/^[0-9a-f]{64}$/)
    .describe('sha256 of the program and of how it is run.'),
  runtime: z.string().min(1).describe('The runtime as a reader knows it: `CPython`.'),
  version: z.string().min(1).describe('Its version as it says it: `3.14.0`.'),
  date: z.iso.date().describe('The day of the run, UTC.'),
  names: z.record(z.string(), z.string()).describe('Name to what it means; empty where the runtime does not say.'),
});

/** What a runtime said of its own errors. */
export type OfficialList = z.output<typeof listSchema>;

const FOLDER = '_official';

/** What lists the errors of a language. */
export interface Listing {
  readonly program: Program;
  readonly runner: Runner;
}

/** The program that prints the list of `language`, and its runner; `undefined` where it has none, or an unknown one. */
export function listingOf(language: Language): Listing | undefined {
  const data = language.official.list;
  const runner = RUNNERS.get(data?.runner ?? language.runner);
  if (!data || !runner) return undefined;
  return {
    program: { key: 'official.list', path: ['official', 'list'], role: 'example', expect: 'ok', data },
    runner,
  };
}

/** Reads what such a program printed: names, each with what it means. Throws an error that says which line is none. */
export function parseList(output: string): Record<string, string> {
  const names: Record<string, string> = {};
  for (const [index, line] of output.trimEnd().split('\n').entries()) {
    const [typed = '', meaning = ''] = line.split('\t');
    const { data: name, error } = entrySchema.shape.name.safeParse(typed);
    const isHidden = findInvisible(meaning) !== -1;
    const fault =
      error?.issues[0]?.message ??
      (isHidden ? 'has a character that cannot be seen' : undefined) ??
      (Object.hasOwn(names, typed.trim()) ? 'is there twice' : undefined);
    if (name === undefined || fault !== undefined) {
      throw new Error(`line ${String(index + 1)} of the list, ${JSON.stringify(line)}, ${fault ?? 'is no name'}`);
    }
    names[name] = meaning.trim();
  }
  return names;
}

/** Reads the lists under the catalog's root, by language; a file that is broken is a problem and counts as absent. */
export async function loadOfficial(
  root: string,
): Promise<{ lists: ReadonlyMap<string, OfficialList>; problems: Problem[] }> {
  const lists = new Map<string, OfficialList>();
  const problems: Problem[] = [];
  const found = await readdir(path.join(root, FOLDER), { withFileTypes: true }).catch(() => []);
  for (const each of found.sort((a, b) => (a.name < b.name ? -1 : 1))) {
    const id = each.name.replace(/\.json$/, '');
    const complain = (message: string): void => {
      problems.push(problemWith(id, 'official', message, `delete it and run npm run official -- --write ${id}`));
    };
    if (!each.isFile()) {
      complain('is no plain file');
      continue;
    }
    const result = listSchema.safeParse(parseJson(readFileSync(path.join(root, FOLDER, each.name), 'utf8')));
    if (result.success) lists.set(id, result.data);
    for (const { path: at, message } of result.error?.issues ?? []) {
      complain(`is not as it is written by the command: ${formatPath(at) || 'the file'}: ${message}`);
    }
  }
  return { lists, problems };
}

/** Writes the list of one language. */
export async function writeOfficial(root: string, id: string, list: OfficialList): Promise<void> {
  await writeJson(root, `${FOLDER}/${id}.json`, list);
}

/** Finds lists that were never printed, that another program printed, and that belong to no language. */
export function* checkOfficial(catalog: Catalog, lists: ReadonlyMap<string, OfficialList>): Generator<Problem> {
  for (const language of catalog.languages.values()) {
    const listing = listingOf(language);
    const list = lists.get(language.id);
    if (!listing || list?.hash === hashProgram(listing.program, listing.runner)) continue;
    yield {
      file: language.source.file,
      ...language.source.locate(['official', 'list', 'code']),
      rule: list ? 'official-stale' : 'official-unrecorded',
      message: `the program of its official list ${list ? 'changed since it was run' : 'was never run'}`,
      remedy: `run npm run official -- --write ${language.id}`,
    };
  }
  for (const id of lists.keys()) {
    if (catalog.languages.get(id)?.official.list !== undefined || catalog.unreadable.has(id)) continue;
    yield problemWith(id, 'official-orphan', 'is the list of no language that has a program for it', 'delete it');
  }
}

function problemWith(id: string, rule: string, message: string, remedy: string): Problem {
  return { file: `${FOLDER}/${id}.json`, line: 1, column: 1, rule, message, remedy };
}
