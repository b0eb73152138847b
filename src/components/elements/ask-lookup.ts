/**
 * Asks the indexes of names. An index and the code that asks it are loaded when they are first needed, never before: that of
 * known errors without an entry only where no entry has the very name that was asked.
 */
import { isNameIndex, type NameIndex } from '../../lookup/name-index.ts';
import type { findNames, NameMatch } from '../../lookup/find-names.ts';

/** An entry, or a known error that has none. */
export interface Answer extends NameMatch {
  /** Where it leads: to the entry, or to where one is begun. */
  readonly href: string;
  readonly isWritten: boolean;
}

interface Ready {
  readonly index: NameIndex;
  readonly find: typeof findNames;
}

/** An entry of that very name is what was meant. */
const EXACT = 0.99;
/** The least that a known name must have of what was asked: it stands in it as a whole. */
const NAMED = 0.5;
/** How many known names are offered beside entries. */
const MAX_UNWRITTEN = 3;

let loading: Promise<Ready> | undefined;
const loadingUnwritten = new Map<string, Promise<NameIndex>>();

/** The index of entries and the query code; one load for all of a page, tried again after a failure. `base` is the site's. */
export function loadLookup(base: string): Promise<Ready> {
  loading ??= Promise.all([fetchIndex(`${base}lookup.json`), import('../../lookup/find-names.ts')]).then(
    ([index, { findNames: find }]) => ({ index, find }),
    (error: unknown) => {
      loading = undefined;
      throw error;
    },
  );
  return loading;
}

/** The entries that answer `query`, best first; rejects where their index does not come. */
export async function findEntries(base: string, query: string, limit?: number): Promise<Answer[]> {
  const { index, find } = await loadLookup(base);
  return find(index, query, limit).map((match) => ({ ...match, href: `${base}${match.id}/`, isWritten: true }));
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
  const [{ find }, known] = await Promise.all([loadLookup(base), loadUnwritten(`${base}known/${knownOf}.json`)]);
  return find(known, query, MAX_UNWRITTEN)
    .filter(({ score }) => score >= NAMED && score > best)
    .map((match) => ({ ...match, href: writeAddress(base, match), isWritten: false }));
}

function loadUnwritten(address: string): Promise<NameIndex> {
  const loaded =
    loadingUnwritten.get(address) ??
    fetchIndex(address).catch((): NameIndex => {
      loadingUnwritten.delete(address);
      // What has an entry is answered without it.
      return { languages: [], entries: [] };
    });
  loadingUnwritten.set(address, loaded);
  return loaded;
}

function writeAddress(base: string, { id, name }: NameMatch): string {
  const [language = ''] = id.split('/');
  return `${base}contribute/?${new URLSearchParams({ write: `${language}/${name}` }).toString()}`;
}

/** An index of names; rejects where there is none. */
export async function fetchIndex(address: string): Promise<NameIndex> {
  const response = await fetch(address);
  if (!response.ok) throw new Error(`${address}: ${String(response.status)}`);
  const index: unknown = await response.json();
  if (!isNameIndex(index)) throw new Error(`${address} is no index of names`);
  return index;
}
