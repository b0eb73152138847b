/**
 * Judges the look-up on what people paste and type: `trials/pastes` and `trials/names`, each in a part that it is tuned on
 * and a part that is held back and only ever counted.
 */
import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import type { Catalog } from '../src/catalog/load.ts';
import { explain } from '../src/lookup/explain.ts';
import { findEntries } from '../src/lookup/find-entries.ts';
import { buildMessageIndex } from '../src/lookup/message-index.ts';
import { buildNameIndex } from '../src/lookup/name-index.ts';

const FOLDER = path.resolve(import.meta.dirname, '../trials');
export const PARTS = ['tuning', 'held-back'] as const;
export type Part = (typeof PARTS)[number];

/** One thing that somebody pasted or typed. */
export interface Trial {
  /** File, or the query itself. */
  readonly name: string;
  readonly text: string;
  /** Ids of the entries that answer it; none where nothing of the catalog does. */
  readonly expected: readonly string[];
}

/** What the look-up made of trials that something is expected of, and of those that nothing is. */
export interface Figures {
  readonly asked: number;
  readonly first: number;
  readonly firstThree: number;
  /** Trials without an answer in the catalog, and how many of them got none. */
  readonly negatives: number;
  readonly silent: number;
  /** Trials that were not answered first, or not with silence, and what was answered. */
  readonly misses: readonly { readonly trial: Trial; readonly answered: readonly string[] }[];
}

const NOTHING = 'nothing';
const HEADER = /^source: .+\r?\nexpect: (.+)\r?\n\r?\n/;

/** Pastes of a part; throws where a file is not laid out as `trials/README.md` says. */
export async function readPastes(part: Part): Promise<Trial[]> {
  const folder = path.join(FOLDER, 'pastes', part);
  return Promise.all(
    (await readdir(folder)).sort().map(async (name) => {
      const file = await readFile(path.join(folder, name), 'utf8');
      const [header, ids] = HEADER.exec(file) ?? [];
      if (header === undefined || ids === undefined) {
        throw new Error(`trials/pastes/${part}/${name} does not start with "source: ", "expect: " and an empty line`);
      }
      return { name, text: file.slice(header.length), expected: readIds(ids) };
    }),
  );
}

/** Queries of a part; each line is the query, a tab, the ids. */
export async function readNames(part: Part): Promise<Trial[]> {
  const file = await readFile(path.join(FOLDER, 'names', `${part}.txt`), 'utf8');
  return file
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => {
      const [name = '', ids = ''] = line.split('\t');
      return { name, text: name, expected: readIds(ids) };
    });
}

function readIds(ids: string): string[] {
  return ids.split(/\s+/).filter((id) => id !== '' && id !== NOTHING);
}

/** How a catalog answers pastes, and how it answers names: ids, best first. */
export function openLookup({ languages, entries }: Catalog) {
  const names = buildNameIndex([...languages.values()], [...entries.values()]);
  const messages = buildMessageIndex([...languages.values()], [...entries.values()]);
  return {
    explain: (text: string): string[] => explain(messages, text).map(({ id }) => id),
    find: (text: string): string[] => findEntries(names, messages, text).map(({ id }) => id),
  };
}

export function judge(trials: readonly Trial[], answer: (text: string) => readonly string[]): Figures {
  const results = trials.map((trial) => {
    const answered = answer(trial.text);
    return { trial, answered, place: answered.findIndex((id) => trial.expected.includes(id)) };
  });
  const asked = results.filter(({ trial }) => trial.expected.length > 0);
  const negatives = results.filter(({ trial }) => trial.expected.length === 0);
  const isGood = ({ trial, answered, place }: (typeof results)[number]): boolean =>
    trial.expected.length > 0 ? place === 0 : answered.length === 0;
  return {
    asked: asked.length,
    first: asked.filter(({ place }) => place === 0).length,
    firstThree: asked.filter(({ place }) => place >= 0 && place < 3).length,
    negatives: negatives.length,
    silent: negatives.filter(({ answered }) => answered.length === 0).length,
    misses: results.filter((result) => !isGood(result)),
  };
}

/** `92.3% first (420 of 455), 96.0% in the first three; silent on 54 of 55`. */
export function describeFigures({ asked, first, firstThree, negatives, silent }: Figures): string {
  const percent = (count: number): string => `${((100 * count) / asked).toFixed(1)}%`;
  const answered = `${percent(first)} first (${first} of ${asked}), ${percent(firstThree)} in the first three`;
  return negatives === 0 ? answered : `${answered}; silent on ${silent} of ${negatives} that have no answer`;
}
