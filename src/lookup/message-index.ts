/** The messages of a catalog in the form that is sent to a browser: what a pasted log is searched for. */

import { fold } from './fold.ts';
import { hasLists, placeLanguages } from './name-index.ts';

/** One entry: language, id within the language, name, folded message templates, names that a log may print alone. */
export type MessageRow = readonly [
  language: number,
  slug: string,
  name: string,
  templates: readonly string[],
  marks: readonly string[],
];

export interface MessageIndex {
  /** Id, name and clues of each language: what only its output has. */
  readonly languages: readonly (readonly [id: string, name: string, clues: readonly string[]])[];
  readonly entries: readonly MessageRow[];
}

interface CluedLanguage {
  readonly id: string;
  readonly name: string;
  readonly clues: readonly string[];
}

interface MessagedEntry {
  readonly slug: string;
  readonly language: string;
  readonly name: string;
  readonly aliases: readonly string[];
  readonly messages: readonly string[];
}

/** Builds the index; a language without entries is left out. */
export function buildMessageIndex(
  languages: readonly CluedLanguage[],
  entries: readonly MessagedEntry[],
): MessageIndex {
  const { used, placeOf } = placeLanguages(languages, entries);
  return {
    languages: used.map(({ id, name, clues }) => [id, name, clues]),
    entries: entries.map(({ language, slug, name, aliases, messages }) => [
      placeOf(language),
      slug,
      name,
      // Those that differ in letters or quotes alone are one.
      [...new Set(messages.map(foldMessage))],
      marksOf([name, ...aliases]),
    ]),
  };
}

/** Whether what came over the network is an index; its rows are our own and are taken as they are. */
export function isMessageIndex(value: unknown): value is MessageIndex {
  return hasLists(value, 'languages', 'entries');
}

/** A template as it is compared. */
export function foldMessage(message: string): string {
  return fold(message.replace(/\s+/g, ' ').trim());
}

/** Of `names` those that tell an error apart wherever they stand: `KeyError`, `E0382`, `EACCES`, `exit code 137`; no plain words. */
export function marksOf(names: readonly string[]): string[] {
  return [...new Set(names.map(lastPart).filter((text) => MARK.test(text)))];
}

/** A class (`KeyError`), a constant (`EACCES`, `ERR_DUP_ENTRY`), a code (`E0382`, `42P01`), or words and a number (`errno 13`, `curl: (7)`). */
const MARK =
  /^(?:[A-Z]\w*[a-z]\w*[A-Z]\w*|[A-Z][A-Z\d_]{3,}|(?=\w*\d)\w{4,6}|[A-Za-z]+(?: [a-z]+)?:? \(?\d+\)?(?: \(\w+\))?)$/;

/** `java.lang.NullPointerException` -> `NullPointerException`: where a class lives is not always printed. */
function lastPart(text: string): string {
  return /^[\w.:]+[.:](\w+)$/.exec(text)?.[1] ?? text;
}
