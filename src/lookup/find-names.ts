/**
 * Finds entries by what someone types: a name, a code, an alias, a part of one, words in any order, with a typing error or
 * two, with or without the language beside it. Pure; the browser and the command line ask the same code.
 */
import { editDistance } from '../catalog/names.ts';
import type { NameIndex, NameRow } from './name-index.ts';

export interface NameMatch {
  /** Id of the entry: `python/key-error`. */
  readonly id: string;
  readonly name: string;
  readonly title: string;
  /** Name of the language. */
  readonly language: string;
  /** Alias that matched better than the name, where one did. */
  readonly alias: string | undefined;
  /** From 0 to 1; 1 is the very name. */
  readonly score: number;
}

/** A query longer than this is no name. In characters. */
const MAX_QUERY = 120;

/** The ways to match, best first; the lists of results follow this order and, within one way, {@link share}. */
const EXACT = 1;
/** The name starts with the query. */
const PREFIX = 0.9;
/** A later word of the name starts with the query: `JSONDecodeError` in `json.JSONDecodeError`. */
const WORD_START = 0.8;
/** Every word of the query starts a word of the name, in any order. */
const WORDS = 0.7;
/** The query is somewhere in the name: `refused` in `ECONNREFUSED`. */
const PART = 0.6;
/** Every word of the query starts a word of the name or the title. */
const TITLE = 0.5;
/** Nothing but the language was asked for. */
const LANGUAGE = 0.4;
/** The start of a word of the name is a typing error or two away; asked only where nothing else was found. */
const TYPO = 0.3;

/** What {@link share} can add; less than from one way to the next. */
const SHARE = 0.09;
/** What another name is behind the name itself. */
const ALIAS = 0.005;

/** Words that name no error; left out where the whole query finds nothing: "error 23505", "a KeyError in Python". */
const NOISE = /^(an?|the|in|on|of|is|error|exception|code)$/;

/** Text made ready to be compared. */
interface Spelling {
  readonly text: string;
  readonly words: readonly string[];
  /** The words without anything between: `ERR_MODULE_NOT_FOUND` and `ErrModuleNotFound` are one. */
  readonly joined: string;
  /** Which letters there are, one bit each; most comparisons end here. */
  readonly letters: number;
}

interface Candidate {
  readonly row: NameRow;
  /** Name, aliases, id. */
  readonly spellings: readonly Spelling[];
  /** The words of all spellings and of the title. */
  readonly known: readonly string[];
}

/** What was made of each index; a keystroke must not do it again. */
const candidatesOf = new WeakMap<NameIndex, readonly Candidate[]>();

/** The entries that match `query`, best first, at most `limit`. */
export function findNames(index: NameIndex, query: string, limit = 8): NameMatch[] {
  const typed = query.trim();
  const words = typed.length > MAX_QUERY ? [] : toWords(typed);
  const readings = [
    words,
    // `java.lang.NullPointerException`: the last part is the name, what is before says where it lives.
    /\s/.test(typed) ? [] : toWords(typed.split(/[.:/]/).at(-1) ?? ''),
    words.filter((word) => !NOISE.test(word)),
  ].filter((reading) => reading.length > 0);
  for (const compare of [scoreName, scoreTypo]) {
    for (const reading of readings) {
      const matches = search(index, reading, compare);
      if (matches.length > 0) return matches.slice(0, limit);
    }
  }
  return [];
}

type Compare = (query: Spelling, name: Spelling) => number;

function search(index: NameIndex, words: readonly string[], compare: Compare): NameMatch[] {
  const queries = index.languages.map((language) => queriesFor(language, words));
  const matches: NameMatch[] = [];
  for (const { row, spellings, known } of prepare(index)) {
    const [languageIndex, slug, name, title, aliases] = row;
    const [languageId, language] = index.languages[languageIndex] ?? ['', ''];
    let score = 0;
    let best = name;
    for (const query of queries[languageIndex] ?? []) {
      for (const spelling of spellings) {
        const found = compare(query, spelling) - (spelling.text === name ? 0 : ALIAS);
        if (found > score) [score, best] = [found, spelling.text];
      }
      if (compare === scoreName && score < TITLE) {
        const found = query.joined === '' ? LANGUAGE : startAll(query, known) ? TITLE + share(query, title.length) : 0;
        if (found > score) [score, best] = [found, name];
      }
    }
    if (score <= 0) continue;
    const alias = best !== name && aliases.includes(best) ? best : undefined;
    matches.push({ id: `${languageId}/${slug}`, name, title, language, alias, score });
  }
  return matches.sort((a, b) => b.score - a.score || (a.id < b.id ? -1 : 1));
}

/** What to look for in one language: "type error python" is `type error` in Python and all three words elsewhere. */
function queriesFor([id, name, aliases]: NameIndex['languages'][number], words: readonly string[]): Spelling[] {
  const whole = ` ${words.join(' ')} `;
  const names = [id, name, ...aliases].map((each) => ` ${toWords(each).join(' ')} `);
  // The longest first: of "node.js" no "js" may be left.
  const named = names.sort((a, b) => b.length - a.length).find((each) => whole.includes(each));
  return [words, ...(named === undefined ? [] : [toWords(whole.replace(named, ' '))])].map((each) =>
    toSpelling(whole, each),
  );
}

function prepare(index: NameIndex): readonly Candidate[] {
  let candidates = candidatesOf.get(index);
  if (!candidates) {
    candidates = index.entries.map((row) => {
      const [, slug, name, title, aliases] = row;
      const spellings = [name, ...aliases, slug].map((text) => toSpelling(text, toWords(text)));
      return {
        row,
        spellings,
        known: [...toWords(title), ...spellings.flatMap(({ joined, words }) => [joined, ...words])],
      };
    });
    candidatesOf.set(index, candidates);
  }
  return candidates;
}

function scoreName(query: Spelling, name: Spelling): number {
  if (query.joined === '' || (query.letters & ~name.letters) !== 0 || query.joined.length > name.joined.length)
    return 0;
  if (name.joined === query.joined) return EXACT;
  const way = name.joined.startsWith(query.joined)
    ? PREFIX
    : tailsOf(name).some((tail) => tail.startsWith(query.joined))
      ? WORD_START
      : startAll(query, name.words)
        ? WORDS
        : query.joined.length > 1 && name.joined.includes(query.joined)
          ? PART
          : 0;
  return way === 0 ? 0 : way + share(query, name.joined.length);
}

function scoreTypo(query: Spelling, name: Spelling): number {
  const { length } = query.joined;
  const allowed = length < 4 ? 0 : length < 8 ? 1 : length < 14 ? 2 : 3;
  // Another number is another error, not a typing error.
  if (countBits(query.letters & ~name.letters) > allowed || digitsOf(query.joined) !== digitsOf(name.joined)) return 0;
  let least = allowed + 1;
  for (const tail of tailsOf(name)) {
    // Letters that are missing from the query make the start that it stands for longer, and the other way round.
    for (const start of new Set([tail, ...[-1, 0, 1].map((more) => tail.slice(0, length + more))])) {
      const differing = lettersOf(start) ^ query.letters;
      if (Math.abs(start.length - length) > allowed || countBits(differing) > 2 * allowed) continue;
      // The whole name is a better guess than one that only starts so.
      least = Math.min(least, editDistance(query.joined, start) + (start === name.joined ? 0 : 0.5));
    }
  }
  return TYPO * Math.max(0, 1 - least / (allowed + 1));
}

/** Whether each word of the query starts one of `words`. */
function startAll(query: Spelling, words: readonly string[]): boolean {
  return query.words.every((word) => words.some((each) => each.startsWith(word)));
}

/** How much of a name of so many letters was typed: of names that match in one way, the shortest is the nearest. */
function share(query: Spelling, length: number): number {
  return SHARE * Math.min(1, query.joined.length / length);
}

/** The name from each of its words on. */
function tailsOf({ words }: Spelling): string[] {
  return words.map((_, index) => words.slice(index).join(''));
}

function toSpelling(text: string, words: readonly string[]): Spelling {
  const joined = words.join('');
  return { text, words, joined, letters: lettersOf(joined) };
}

/** The words of a name or a query: `JSONDecodeError` -> json, decode, error. */
function toWords(text: string): string[] {
  return text
    .replace(/([\p{Ll}\p{N}])(\p{Lu})/gu, '$1 $2')
    .replace(/(\p{Lu})(\p{Lu}\p{Ll})/gu, '$1 $2')
    .toLowerCase()
    .split(/[^\p{L}\p{N}]+/u)
    .filter((word) => word !== '');
}

function digitsOf(text: string): string {
  return text.replace(/\D/g, '');
}

/** One bit for each letter that occurs; letters may share one, so that equal bits prove nothing and missing ones do. */
function lettersOf(text: string): number {
  let letters = 0;
  for (let index = 0; index < text.length; index += 1) letters |= 1 << (text.charCodeAt(index) & 31);
  return letters;
}

function countBits(bits: number): number {
  let count = 0;
  for (let rest = bits; rest !== 0; rest &= rest - 1) count += 1;
  return count;
}
