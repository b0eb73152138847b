/** Loads the parts of the index, each when it is first needed: the names, and what is told of them by their place. */
import type { NameIndex } from '../../lookup/name-index.ts';
import { fetchAs, fetchJson } from './fetch-json.ts';

export interface Ready {
  readonly engine: typeof import('./name-engine.ts');
  /** Without titles and other names. */
  readonly names: NameIndex;
}

let newest: Ready | undefined;

/** Has `load` run once for all of a page, and again after a failure. */
export function once<Value>(load: (base: string) => Promise<Value>): (base: string) => Promise<Value> {
  let loading: Promise<Value> | undefined;
  return (base) => {
    loading ??= load(base).catch((error: unknown) => {
      loading = undefined;
      throw error;
    });
    return loading;
  };
}

const loadFirst = once((base) => orAnew((cache) => fetchNames(base, cache)));

/** The names and the code that asks them; rejects where they do not come. `base` is the site's. */
export function loadNames(base: string): Promise<Ready> {
  return newest ? Promise.resolve(newest) : loadFirst(base);
}

async function fetchNames(base: string, cache?: RequestCache): Promise<Ready> {
  const [sent, engine] = await Promise.all([fetchJson(`${base}lookup/names.json`, cache), import('./name-engine.ts')]);
  if (!engine.isSentNames(sent)) throw new Error('lookup/names.json holds no names');
  newest = { engine, names: engine.receiveNames(sent) };
  return newest;
}

/**
 * What `join` makes of the names and of the file `lookup/<file>.json`. Rejects where that does not come, is not what `isSent` asks
 * for, or does not fit the names, and that is so of both when they are asked anew.
 */
export function loadPart<Sent, Part>(
  base: string,
  file: string,
  isSent: (value: unknown) => value is Sent,
  join: (names: NameIndex, sent: Sent) => Part,
): Promise<Part> {
  return orAnew(async (cache) => {
    const coming = fetchAs(`${base}lookup/${file}.json`, isSent, cache);
    // Without the network nothing is gained by names of a later build: they wait for the file.
    const fitting = cache === undefined ? loadNames(base) : coming.then(() => fetchNames(base, cache));
    const [sent, { names }] = await Promise.all([coming, fitting]);
    return join(names, sent);
  });
}

/** What `load` gives, if need be past what the browser kept, which may be of an earlier build. */
async function orAnew<Value>(load: (cache?: RequestCache) => Promise<Value>): Promise<Value> {
  try {
    return await load();
  } catch {
    return load('reload');
  }
}
