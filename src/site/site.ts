/** What pages ask of the catalog: the one door to astro:content, with the links between entries worked out. */
import { getCollection } from 'astro:content';
import { computeCoverage, type Coverage } from '../catalog/coverage.ts';
import { addressesOf } from '../catalog/names.ts';
import { CATEGORIES, type Category } from '../catalog/schema.ts';
import type { ConceptRecord, EntryRecord, LanguageRecord, ProgramRecord } from './loader.ts';

export type { Wording } from '../verify/wordings.ts';
export type { ConceptRecord, EntryRecord, LanguageRecord, ProgramRecord } from './loader.ts';

export interface LanguageListing extends LanguageRecord {
  readonly entries: readonly EntryRecord[];
  /** What of its official list has an entry; `undefined` where it has no list. */
  readonly coverage: Coverage<EntryRecord> | undefined;
}

export interface ConceptListing extends ConceptRecord {
  /** Ordered by language. */
  readonly entries: readonly EntryRecord[];
  /** Names of the languages it compares, in that order. */
  readonly languageNames: readonly string[];
}

export interface Site {
  readonly languages: readonly LanguageListing[];
  readonly entries: readonly EntryRecord[];
  /** Those that compare most languages first. */
  readonly concepts: readonly ConceptListing[];
  /** Addresses, within a language, of names that are not ids: `python/ioerror` to its entry. */
  readonly aliases: ReadonlyMap<string, EntryRecord>;
  language(id: string): LanguageRecord;
  /** Entries worth reading next. */
  related(entry: EntryRecord): readonly EntryRecord[];
  /** Entries of other languages that share a concept, by concept. */
  counterparts(entry: EntryRecord): readonly { concept: ConceptListing; entries: readonly EntryRecord[] }[];
}

let built: Promise<Site> | undefined;

/** The whole site; built once for a build, and for each request while someone is editing. */
export function getSite(): Promise<Site> {
  if (import.meta.env.DEV) return buildSite();
  built ??= buildSite();
  return built;
}

async function buildSite(): Promise<Site> {
  const byId = (a: { id: string }, b: { id: string }): number => a.id.localeCompare(b.id, 'en');
  const languageRecords = (await getCollection('languages')).map(({ data }) => data);
  const conceptRecords = (await getCollection('concepts')).map(({ data }) => data);
  const languageById = new Map(languageRecords.map((language) => [language.id, language]));
  // While someone is editing, an entry may be there without its language; in a build each has its own.
  const entries = (await getCollection('entries'))
    .map(({ data }) => data)
    .filter((entry) => languageById.has(entry.language))
    .sort(byId);
  const entryById = new Map(entries.map((entry) => [entry.id, entry]));

  const language = (id: string): LanguageRecord => {
    const found = languageById.get(id);
    if (!found) throw new Error(`no language ${JSON.stringify(id)} in the catalog`);
    return found;
  };
  const byLanguageName = (a: EntryRecord, b: EntryRecord): number =>
    language(a.language).name.localeCompare(language(b.language).name, 'en') || byId(a, b);

  const languageNamesOf = (ordered: readonly EntryRecord[]): string[] => [
    ...new Set(ordered.map((entry) => language(entry.language).name)),
  ];

  const languages = languageRecords
    .map((record) => {
      const own = entries.filter((entry) => entry.language === record.id);
      return { ...record, entries: own, coverage: record.listed && computeCoverage(record.listed.names, own) };
    })
    .filter((listing) => listing.entries.length > 0)
    .sort((a, b) => a.name.localeCompare(b.name, 'en'));
  const concepts = conceptRecords
    .map((record) => {
      const sharing = entries.filter((entry) => entry.concepts.includes(record.id)).sort(byLanguageName);
      return { ...record, entries: sharing, languageNames: languageNamesOf(sharing) };
    })
    .sort((a, b) => b.languageNames.length - a.languageNames.length || byId(a, b));
  const conceptById = new Map(concepts.map((concept) => [concept.id, concept]));

  return {
    languages,
    entries,
    concepts,
    aliases: collectAliases(entries, entryById),
    language,
    related: (entry) => entry.related.flatMap((id) => entryById.get(id) ?? []),
    counterparts: (entry) =>
      entry.concepts.flatMap((id) => {
        const concept = conceptById.get(id);
        const others = concept?.entries.filter((other) => other.language !== entry.language) ?? [];
        return concept && others.length > 0 ? [{ concept, entries: others }] : [];
      }),
  };
}

/** Every guess at an address that is not an id itself: the name and each alias, as typed and in kebab case. */
function collectAliases(
  entries: readonly EntryRecord[],
  entryById: ReadonlyMap<string, EntryRecord>,
): Map<string, EntryRecord> {
  const aliases = new Map<string, EntryRecord>();
  for (const entry of entries) {
    for (const name of [entry.name, ...entry.aliases]) {
      for (const segment of addressesOf(name)) {
        const address = `${entry.language}/${segment}`;
        if (!entryById.has(address) && !aliases.has(address)) aliases.set(address, entry);
      }
    }
  }
  return aliases;
}

/** Entries by category, in the order of the schema; categories without entries are left out. */
export function groupByCategory(entries: readonly EntryRecord[]): { category: Category; entries: EntryRecord[] }[] {
  return CATEGORIES.map((category) => ({
    category,
    entries: entries.filter((entry) => entry.category === category),
  })).filter((group) => group.entries.length > 0);
}

/** A word of the schema as a reader would write it: `null-reference` -> `null reference`. */
export function inWords(word: string): string {
  return word.replaceAll('-', ' ');
}

/** What the site keeps of a program of `entry` beside its data. */
export function programRecord(entry: EntryRecord, key: string): ProgramRecord {
  const record = entry.programs[key];
  if (!record) throw new Error(`${entry.id} has no program ${key}`);
  return record;
}

/** Runtime and newest version on which a program did what it declares: `CPython 3.13.0`; `undefined` where on none. */
export function provenOn(entry: EntryRecord, key: string): string | undefined {
  const newest = entry.confidence.proofs[key]?.versions.at(-1);
  return newest && `${newest.runtime} ${newest.version}`;
}
