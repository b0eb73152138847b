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

/** Builds the index; a language without entries is left out. */
export function buildNameIndex(languages: readonly NamedLanguage[], entries: readonly NamedEntry[]): NameIndex {
  const used = languages.filter(({ id }) => entries.some((entry) => entry.language === id));
  return {
    languages: used.map(({ id, name, aliases }) => [id, name, aliases]),
    entries: entries.map(({ language, slug, name, title, aliases }) => [
      used.findIndex(({ id }) => id === language),
      slug,
      name,
      title,
      aliases,
    ]),
  };
}

/** Whether what came over the network is an index; its rows are our own and are taken as they are. */
export function isNameIndex(value: unknown): value is NameIndex {
  return (
    typeof value === 'object' &&
    value !== null &&
    'languages' in value &&
    Array.isArray(value.languages) &&
    'entries' in value &&
    Array.isArray(value.entries)
  );
}
