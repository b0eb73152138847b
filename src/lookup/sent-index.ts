/**
 * The indexes as a browser asks for them. What answers a name comes first and is small; the rest of an entry is told by its
 * place there, each part in a file of its own, asked when it is needed.
 */
import { toKebab } from '../catalog/names.ts';
import { marksOf, type MessageIndex } from './message-index.ts';
import { hasLists, idsOf, type NameIndex } from './name-index.ts';

/** Asked first: enough to answer by name and to lead to the entry. */
export interface SentNames {
  readonly languages: NameIndex['languages'];
  /** The id within the language stands only where it is not the name in kebab case. */
  readonly entries: readonly (readonly [language: number, name: string, slug?: string])[];
}

/** Told by the place of an entry in {@link SentNames}. */
interface ByPlace<Row> {
  /** {@link stampOf} the entries that it tells of. */
  readonly of: number;
  readonly rows: readonly Row[];
}

/** Asked right after the names, for names that only entries have beside their own. */
export type SentMore = ByPlace<readonly [title: string, ...aliases: string[]]>;

/** What is only shown of an explained error: its title, and the title and the `when` of its first fix, in Markdown. */
export type SentBriefs = ByPlace<readonly [title: string, fix: string, when: string]>;

/**
 * A {@link MessageIndex} without what the names tell already: the templates of an entry, one a line, and the
 * marks that its name does not give; the clues of each language.
 */
export interface SentMessages extends ByPlace<readonly [messages: string, ...marks: string[]]> {
  readonly languages: readonly (readonly string[])[];
}

export function sendNames({ languages, entries }: NameIndex): SentNames {
  return {
    languages,
    entries: entries.map(([language, slug, name]) =>
      slug === toKebab(name) ? [language, name] : [language, name, slug],
    ),
  };
}

export function sendMore(index: NameIndex): SentMore {
  return { of: stampOf(index), rows: index.entries.map(([, , , title, aliases]) => [title, ...aliases]) };
}

export function sendBriefs(index: NameIndex, rows: SentBriefs['rows']): SentBriefs {
  return { of: stampOf(index), rows };
}

export function sendMessages(index: MessageIndex): SentMessages {
  return {
    of: stampOf(index),
    languages: index.languages.map(([, , clues]) => clues),
    rows: index.entries.map(([, , name, messages, marks]) => {
      const named = marksOf([name]);
      return [messages.join('\n'), ...marks.filter((mark) => !named.includes(mark))];
    }),
  };
}

/** The names alone: no entry has a title or another name yet. */
export function receiveNames({ languages, entries }: SentNames): NameIndex {
  return {
    languages,
    entries: entries.map(([language, name, slug]) => [language, slug ?? toKebab(name), name, '', []]),
  };
}

/** The whole index. Throws where `more` tells of other entries than `names` has. */
export function addMore(names: NameIndex, more: SentMore): NameIndex {
  const rows = rowsFor(names, more);
  return {
    languages: names.languages,
    entries: names.entries.map(([language, slug, name], place) => {
      const [title = '', ...aliases] = rows[place] ?? [];
      return [language, slug, name, title, aliases];
    }),
  };
}

/** The index of messages. Throws where `sent` tells of other entries than `names` has. */
export function receiveMessages(names: NameIndex, sent: SentMessages): MessageIndex {
  const rows = rowsFor(names, sent);
  return {
    languages: names.languages.flatMap(([id, name], place) => {
      const clues = sent.languages[place];
      return clues ? [[id, name, clues] as const] : [];
    }),
    entries: names.entries.map(([language, slug, name], place) => {
      const [messages = '', ...marks] = rows[place] ?? [];
      return [language, slug, name, messages.split('\n'), [...marksOf([name]), ...marks]];
    }),
  };
}

/** What is shown of each entry, by id. Throws where `briefs` tell of other entries than `names` has. */
export function receiveBriefs(names: NameIndex, briefs: SentBriefs): Map<string, SentBriefs['rows'][number]> {
  const ids = idsOf(names);
  return new Map(rowsFor(names, briefs).map((row, place) => [ids[place] ?? '', row]));
}

/** Whether what came over the network are names; rows are our own and are taken as they are, here and below. */
export function isSentNames(value: unknown): value is SentNames {
  return hasLists(value, 'languages', 'entries');
}

export function isSentMore(value: unknown): value is SentMore {
  return hasLists(value, 'rows');
}

export function isSentBriefs(value: unknown): value is SentBriefs {
  return hasLists(value, 'rows');
}

export function isSentMessages(value: unknown): value is SentMessages {
  return hasLists(value, 'languages', 'rows');
}

/** A browser may have kept one file of an earlier build: its rows would stand under wrong names. */
function rowsFor<Row>(names: NameIndex, { of, rows }: ByPlace<Row>): readonly Row[] {
  if (of !== stampOf(names)) throw new Error('the parts of the index are of different builds; load them anew');
  return rows;
}

/** Tells one list of entries from another: a hash (FNV-1a, 32 bits) of their ids in order. */
function stampOf(index: NameIndex | MessageIndex): number {
  let hash = 0x811c9dc5;
  for (const character of idsOf(index).join('\n')) hash = Math.imul(hash ^ (character.codePointAt(0) ?? 0), 0x01000193);
  return hash >>> 0;
}
