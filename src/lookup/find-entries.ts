/**
 * Finds entries by whatever someone types: a name, or, where no name is like it, a piece of a message or words about it. Pure;
 * the browser and the command line ask the same code.
 */
import { explain } from './explain.ts';
import { findByWords } from './find-by-words.ts';
import { findNames, type NameMatch } from './find-names.ts';
import type { MessageIndex } from './message-index.ts';
import { idsOf, type NameIndex } from './name-index.ts';

/** A name that matches as well as this is what was meant. */
const NAMED = 0.6;
/** Where the answer from a message stands among those from names: below one that was begun, above one with the same words. */
const FROM_MESSAGE = 0.6;
const MESSAGE_SHARE = 0.2;
/** And the answer from words about it: below every name, but for a typing error in one. */
const FROM_WORDS = 0.2;
const WORDS_SHARE = 0.1;

/** Whether `matches` leave something to be found in the messages. */
export function needsMessages(query: string, matches: readonly NameMatch[]): boolean {
  return /\S\s+\S/.test(query) && (matches[0]?.score ?? 0) < NAMED;
}

/** The entries that answer `query`, best first, at most `limit`. */
export function findEntries(names: NameIndex, messages: MessageIndex, query: string, limit?: number): NameMatch[] {
  const byName = findNames(names, query, limit);
  return needsMessages(query, byName) ? addFromMessages(names, messages, query, byName, limit) : byName;
}

/** `byName`, what names answer, and what messages do, best first, at most `limit`. */
export function addFromMessages(
  names: NameIndex,
  messages: MessageIndex,
  query: string,
  byName: readonly NameMatch[],
  limit = 8,
): NameMatch[] {
  const ids = idsOf(names);
  const known = new Map(
    names.entries.map(([language, , name, title], place) => {
      const id = ids[place] ?? '';
      return [id, { id, name, title, language: names.languages[language]?.[1] ?? '', alias: undefined }];
    }),
  );
  const matchOf = (id: string, score: number): NameMatch[] => {
    const match = known.get(id);
    return match ? [{ ...match, score }] : [];
  };
  const best = new Map<string, NameMatch>();
  for (const match of [
    ...explain(messages, query, limit).flatMap(({ id, score }) => matchOf(id, FROM_MESSAGE + MESSAGE_SHARE * score)),
    ...byName,
    ...findByWords(names, messages, query).flatMap(({ id, share }) => matchOf(id, FROM_WORDS + WORDS_SHARE * share)),
  ]) {
    if ((best.get(match.id)?.score ?? 0) < match.score) best.set(match.id, match);
  }
  return [...best.values()].sort((a, b) => b.score - a.score).slice(0, limit);
}
