/**
 * Asks the indexes, the one place where a query is asked. An index and the code that asks it are loaded when they are first
 * needed, never before: the names answer at once; titles and other names come right after, messages only where no name is
 * like what was asked, and known errors without an entry only where no entry has that very name.
 */
import { isNameIndex, type NameIndex } from '../../lookup/name-index.ts';
import type { NameMatch } from '../../lookup/find-names.ts';
import type { MessageIndex } from '../../lookup/message-index.ts';
import { fetchAs, fetchJson } from './fetch-json.ts';

/** An entry, or a known error that has none. */
export interface Answer extends NameMatch {
  /** Where it leads: to the entry, or to where one is begun. */
  readonly href: string;
  readonly isWritten: boolean;
}

type Engine = typeof import('./name-engine.ts');

interface Ready {
  readonly engine: Engine;
  /** Without titles and other names. */
  readonly names: NameIndex;
}

/** An entry of that very name is what was meant. */
const EXACT = 0.99;
/** The least that an answer must have of what was asked to be sure: it stands in it as a whole. */
const NAMED = 0.5;
/** How many known names are offered beside entries. */
const MAX_UNWRITTEN = 3;

let loading: Promise<Ready> | undefined;
let loadingWhole: Promise<NameIndex> | undefined;
let loadingMessages: Promise<MessageIndex> | undefined;
let isWhole = false;
const loadingUnwritten = new Map<string, Promise<NameIndex>>();

/** The names and the code that asks them; one load for all of a page, tried again after a failure. `base` is the site's. */
export function loadLookup(base: string): Promise<Ready> {
  loading ??= loadNames(base).catch((error: unknown) => {
    loading = undefined;
    throw error;
  });
  return loading;
}

async function loadNames(base: string, cache?: RequestCache): Promise<Ready> {
  const [sent, engine] = await Promise.all([fetchJson(`${base}lookup/names.json`, cache), import('./name-engine.ts')]);
  if (!engine.isSentNames(sent)) throw new Error('lookup/names.json holds no names');
  return { engine, names: engine.receiveNames(sent) };
}

/** The whole index; the names alone where the rest does not come. Rejects where they do not come either. */
function loadWhole(base: string): Promise<NameIndex> {
  loadingWhole ??= loadLookup(base)
    .then(async (ready) => {
      try {
        return await addRest(base, ready);
      } catch {
        // What the browser kept may be of an earlier build.
        const anew = await loadNames(base, 'reload');
        return await addRest(base, anew, 'reload').catch(() => anew.names);
      }
    })
    .then(
      (index) => {
        isWhole = true;
        return index;
      },
      (error: unknown) => {
        loadingWhole = undefined;
        throw error;
      },
    );
  return loadingWhole;
}

async function addRest(base: string, { engine, names }: Ready, cache?: RequestCache): Promise<NameIndex> {
  return engine.addMore(names, await fetchAs(`${base}lookup/more.json`, engine.isSentMore, cache));
}

/**
 * What answers `query`, best first, and again whenever more is known: the last answer alone may be empty. Rejects where the
 * names do not come.
 */
export async function* askLookup(base: string, query: string, limit?: number): AsyncGenerator<readonly Answer[]> {
  if (!isWhole) {
    const early = await findByName(base, query, limit);
    // What is only near could be another name of an entry.
    if ((early[0]?.score ?? 0) >= NAMED) yield early;
  }
  const [{ engine }, index] = await Promise.all([loadLookup(base), loadWhole(base)]);
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
  const { engine, names } = await loadLookup(base);
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
    loadingMessages ??= fetchAs(`${base}lookup/messages.json`, engine.isSentMessages).then((sent) =>
      engine.receiveMessages(index, sent),
    );
    return engine.findEntries(index, await loadingMessages, query, limit).map((match) => toEntry(base, match));
  } catch {
    loadingMessages = undefined;
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
  if (query.trim() === '' || best >= EXACT) return [];
  const [{ engine }, known] = await Promise.all([loadLookup(base), loadUnwritten(base, knownOf)]);
  return engine
    .findNames(known, query, MAX_UNWRITTEN)
    .filter(({ score }) => score >= NAMED && score > best)
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
