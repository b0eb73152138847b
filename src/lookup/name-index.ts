/** The names of a catalog in the form that is sent to a browser: small, and ready to be asked. */

/** One entry: language, id within the language, name, title, other names. */
export type NameRow = readonly [
  language: number,
  slug: string,
  name: string,
  title: string,
  aliases: readonly string[],
];

export interface NameIndex {
  /** Id, name and other names of each language. */
  readonly languages: readonly (readonly [id: string, name: string, aliases: readonly string[]])[];
  readonly entries: readonly NameRow[];
}

interface NamedLanguage {
  readonly id: string;
  readonly name: string;
  readonly aliases: readonly string[];
}

interface NamedEntry {
  readonly slug: string;
  readonly language: string;
  readonly name: string;
  readonly title: string;
  readonly aliases: readonly string[];
}

/** A query longer than this is no name. In characters. */
export const MAX_QUERY = 120;
/** From here up, the score of a match says that the query is the name itself, or another name of the same error. */
export const VERY_NAME = 0.99;

/** The languages that have entries, which an index keeps, and the place of each among them. */
export function placeLanguages<Language extends { readonly id: string }>(
  languages: readonly Language[],
  entries: readonly { readonly language: string }[],
): { used: Language[]; placeOf: (id: string) => number } {
  const used = languages.filter(({ id }) => entries.some((entry) => entry.language === id));
  return { used, placeOf: (id) => used.findIndex((language) => language.id === id) };
}

/** Builds the index; a language without entries is left out. */
export function buildNameIndex(languages: readonly NamedLanguage[], entries: readonly NamedEntry[]): NameIndex {
  const { used, placeOf } = placeLanguages(languages, entries);
  return {
    languages: used.map(({ id, name, aliases }) => [id, name, aliases]),
    entries: entries.map(({ language, slug, name, title, aliases }) => [placeOf(language), slug, name, title, aliases]),
  };
}

/** The ids of all entries of an index, in its order: `python/key-error`. */
export function idsOf(index: {
  readonly languages: readonly (readonly [id: string, ...others: readonly unknown[]])[];
  readonly entries: readonly (readonly [language: number, slug: string, ...others: readonly unknown[]])[];
}): string[] {
  return index.entries.map(([language, slug]) => `${index.languages[language]?.[0] ?? ''}/${slug}`);
}

/** Whether what came over the network is an index; its rows are our own and are taken as they are. */
export function isNameIndex(value: unknown): value is NameIndex {
  return hasLists(value, 'languages', 'entries');
}

/** Whether `value` is an object with a list in each of `fields`. */
export function hasLists(value: unknown, ...fields: readonly string[]): boolean {
  return (
    typeof value === 'object' &&
    value !== null &&
    fields.every((field) => Array.isArray(Object.getOwnPropertyDescriptor(value, field)?.value))
  );
}
