/**
 * Asks the indexes, the one place where a query is asked. An index and the code that asks it are loaded when they are first
 * needed, never before: the names answer at once; titles and other names come right after, messages only where no name is
 * like what was asked, and known errors without an entry only where no entry has that very name.
 */
import { isNameIndex, VERY_NAME, type NameIndex } from '../../lookup/name-index.ts';
import type { NameMatch } from '../../lookup/find-names.ts';
import type { MessageIndex } from '../../lookup/message-index.ts';
import { fetchAs } from './fetch-json.ts';
import { loadNames, loadPart, once } from './load-part.ts';

/** An entry, or a known error that has none. */
export interface Answer extends NameMatch {
  /** Where it leads: to the entry, or to where one is begun. */
  readonly href: string;
  readonly isWritten: boolean;
}

/** From here up, name and query have whole words or their beginnings in common; below, an answer is near at best. */
const BY_WORDS = 0.5;
/** How many known names are offered beside entries. */
const MAX_UNWRITTEN = 3;

/** The whole index, when it is there. */
let whole: NameIndex | undefined;
const loadingUnwritten = new Map<string, Promise<NameIndex>>();

const loadMore = once(async (base) => {
  const { engine } = await loadNames(base);
  whole = await loadPart(base, 'more', engine.isSentMore, engine.addMore);
  return whole;
});

const loadMessages = once(async (base): Promise<MessageIndex> => {
  const { isSentMessages, receiveMessages } = await import('./message-engine.ts');
  return loadPart(base, 'messages', isSentMessages, receiveMessages);
});

/**
 * What answers `query`, best first, and again whenever more is known: the last answer alone may be empty. Rejects where the
 * names do not come.
 */
export async function* askLookup(base: string, query: string, limit?: number): AsyncGenerator<readonly Answer[]> {
  if (!whole) {
    const early = await findByName(base, query, limit);
    // What is only near could be another name of an entry.
    if ((early[0]?.score ?? 0) >= BY_WORDS) yield early;
  }
  const { engine, names } = await loadNames(base);
  // The names alone where the rest does not come.
  const index = await loadMore(base).catch(() => names);
  let entries = engine.findNames(index, query, limit).map((match) => toEntry(base, match));
  if (entries.length > 0) yield entries;
  const further = await findFurther(base, index, query, entries, limit);
  if (further) entries = further;
  if (further && entries.length > 0) yield entries;
  const unwritten = await findUnwritten(base, query, entries);
  if (entries.length === 0 || unwritten.length > 0) yield [...unwritten, ...entries];
}

/** The entries whose own names answer `query`, best first, without their titles; rejects where the names do not come. */
export async function findByName(base: string, query: string, limit?: number): Promise<Answer[]> {
  const { engine, names } = await loadNames(base);
  return engine.findNames(names, query, limit).map((match) => toEntry(base, match));
}

/** The entries that answer `query` when messages are asked too; `undefined` where they add nothing or do not come. */
async function findFurther(
  base: string,
  index: NameIndex,
  query: string,
  byName: readonly Answer[],
  limit?: number,
): Promise<Answer[] | undefined> {
  // One word is a name or a code.
  if (!/\S\s+\S/.test(query)) return undefined;
  try {
    const engine = await import('./message-engine.ts');
    if (!engine.needsMessages(query, byName)) return undefined;
    const messages = await loadMessages(base);
    return engine.addFromMessages(index, messages, query, byName, limit).map((match) => toEntry(base, match));
  } catch {
    return undefined;
  }
}

function toEntry(base: string, match: NameMatch): Answer {
  return { ...match, href: `${base}${match.id}/`, isWritten: true };
}

/**
 * Known errors without an entry that answer `query` better than `entries` do, best first; of the language `knownOf`, or of
 * all. They come from an index of their own, and so later.
 */
export async function findUnwritten(
  base: string,
  query: string,
  entries: readonly Answer[],
  knownOf = 'all',
): Promise<Answer[]> {
  const best = entries[0]?.score ?? 0;
  if (query.trim() === '' || best >= VERY_NAME) return [];
  const [{ engine }, known] = await Promise.all([loadNames(base), loadUnwritten(base, knownOf)]);
  return engine
    .findNames(known, query, MAX_UNWRITTEN)
    .filter(({ score }) => score >= BY_WORDS && score > best)
    .map((match) => ({ ...match, href: writeAddress(base, match), isWritten: false }));
}

function loadUnwritten(base: string, knownOf: string): Promise<NameIndex> {
  const loaded =
    loadingUnwritten.get(knownOf) ??
    fetchKnown(`${base}known/`, knownOf).catch((): NameIndex => {
      loadingUnwritten.delete(knownOf);
      // What has an entry is answered without it.
      return { languages: [], entries: [] };
    });
  loadingUnwritten.set(knownOf, loaded);
  return loaded;
}

/** Known errors without an entry, of a language or of `all`; `folder` is where their indexes are. */
export function fetchKnown(folder: string, knownOf: string): Promise<NameIndex> {
  return fetchAs(`${folder}${knownOf}.json`, isNameIndex);
}

function writeAddress(base: string, { id, name }: NameMatch): string {
  const [language = ''] = id.split('/');
  return `${base}contribute/?${new URLSearchParams({ write: `${language}/${name}` }).toString()}`;
}
