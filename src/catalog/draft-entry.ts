/** Begins an entry: its id and file from a name, where the catalog has room for it, and what the file says at first. */
import type { Catalog, Entry } from './load.ts';
import { addressesOf, addressesOfEntry, nearest, toKebab } from './names.ts';
import { entrySchema } from './schema.ts';
import { writeSkeleton } from './skeleton.ts';

export interface Draft {
  /** Id of the entry: `python/exception-group`. */
  readonly id: string;
  /** Path from the catalog's root, with slashes. */
  readonly file: string;
  readonly text: string;
}

/**
 * The draft of an entry for the error `typed` of `language`. Where there is no such language, or where the name is taken or
 * is none, it throws an error that says what to do; `prefix` is the catalog's folder as the reader would type it.
 */
export function draftEntry(catalog: Catalog, language: string, typed: string, prefix: string): Draft {
  if (!catalog.languages.has(language)) throw new Error(explainLanguage(catalog, language, prefix));
  const { data: name, error } = entrySchema.shape.name.safeParse(typed);
  if (error) throw new Error(`The name ${JSON.stringify(typed)} ${error.issues[0]?.message ?? ''}.`);
  const slug = toKebab(name);
  if (slug === '') {
    throw new Error(`The name ${JSON.stringify(name)} has no letter or digit of ASCII, for which its file is named.`);
  }
  const id = `${language}/${slug}`;
  const file = `${id}.yaml`;
  if (catalog.unreadable.has(id)) {
    throw new Error(`${prefix}/${file} is there already and cannot be read: npm run check says why.`);
  }
  const neighbors = [...catalog.entries.values()].filter((entry) => entry.language === language);
  const taken = findClaim(neighbors, new Set([slug, ...addressesOf(name)]));
  if (taken) {
    throw new Error(
      `The name ${JSON.stringify(name)} leads to ${prefix}/${taken.source.file} already.\n` +
        'Add to that entry; or, for another face of the error, say in the name which: "TypeError: not callable".',
    );
  }
  return { id, file, text: writeSkeleton(name, neighbors) };
}

/** What to do about a language that the catalog does not have. */
function explainLanguage({ languages, unreadable }: Catalog, language: string, prefix: string): string {
  if (unreadable.has(language)) return `${prefix}/${language}/_language.yaml cannot be read: npm run check says why.`;
  const words = new Map<string, string>();
  for (const { id, name, aliases } of languages.values())
    for (const word of [id, name, ...aliases]) words.set(word, id);
  const meant = words.get(nearest(language, words.keys()) ?? '');
  const ids = [...languages.keys()];
  const template = ids[0] === undefined ? '' : `; ${prefix}/${ids[0]}/_language.yaml shows how`;
  return (
    `There is no language ${JSON.stringify(language)}${meant === undefined ? '.' : `; did you mean ${meant}?`}\n` +
    `Languages: ${ids.join(', ') || 'none yet'}.\n` +
    `To add one, write ${prefix}/${toKebab(language) || '<language>'}/_language.yaml${template}.`
  );
}

/** The entry that one of `addresses` leads to. */
function findClaim(entries: readonly Entry[], addresses: ReadonlySet<string>): Entry | undefined {
  return entries.find((entry) => addressesOfEntry(entry).some((address) => addresses.has(address)));
}
