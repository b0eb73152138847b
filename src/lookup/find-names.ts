/**
 * Finds entries by what someone types: a name, a code, an alias, a part of one, words in any order, with a typing error or
 * two, with or without the language beside it. Pure; the browser and the command line ask the same code.
 */
import { MAX_QUERY, type NameIndex } from './name-index.ts';

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

/** The ways to match, best first; the list of results follows this order and, within one way, {@link share}. */
const EXACT = 1;
/** The name starts with the query. */
const PREFIX = 0.9;
/** A later word of the name starts with the query: `JSONDecodeError` in `json.JSONDecodeError`. */
const WORD_START = 0.8;
/** Nothing but the language was asked for. */
const LANGUAGE = 0.7;
/** Every word of the query starts a word of the name, in any order. */
const WORDS = 0.6;
/** The name stands in the query, which goes on: `KeyError: 'coupon'`. */
const QUOTED = 0.5;
/** The query is somewhere in the name: `refused` in `ECONNREFUSED`. */
const PART = 0.4;
/** Every word of the query starts a word of the name or the title. */
const TITLE = 0.3;
/** A word of the name starts with the query but for a typing error or two; asked only where nothing else was found. */
const TYPO = 0.2;

/** A shorter name may stand in any sentence. In letters. */
const MIN_QUOTED = 5;

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
  /** Where in {@link joined} each word starts. */
  readonly starts: readonly number[];
  /** Which letters there are, one bit each; most comparisons end here. */
  readonly letters: number;
  readonly digits: string;
}

interface Candidate {
  readonly match: Omit<NameMatch, 'alias' | 'score'>;
  /** Its place in the index. */
  readonly language: number;
  readonly aliases: readonly string[];
  /** Name, aliases, id within the language. */
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
  // `java.lang.NullPointerException`: the last part is the name, what is before says where it lives.
  const last = /\s/.test(typed) ? words : toWords(typed.split(/[.:/]/).at(-1) ?? '');
  const telling = words.filter((word) => !NOISE.test(word));
  for (const compare of [scoreName, scoreTypo]) {
    for (const reading of [words, last, telling]) {
      const matches = reading.length > 0 ? search(index, reading, compare) : [];
      if (matches.length > 0) return matches.slice(0, limit);
    }
  }
  return [];
}

type Compare = (query: Spelling, name: Spelling) => number;

function search(index: NameIndex, words: readonly string[], compare: Compare): NameMatch[] {
  const queries = index.languages.map((language) => queriesFor(language, words));
  const matches: NameMatch[] = [];
  for (const { match, language, aliases, spellings, known } of prepare(index)) {
    let score = 0;
    let best = match.name;
    for (const query of queries[language] ?? []) {
      for (const spelling of spellings) {
        const found = compare(query, spelling) - (spelling.text === match.name ? 0 : ALIAS);
        if (found > score) [score, best] = [found, spelling.text];
      }
      if (compare === scoreName && score < LANGUAGE && query.joined === '') [score, best] = [LANGUAGE, match.name];
      if (compare === scoreName && score < TITLE && startAll(query, known)) {
        [score, best] = [TITLE + share(query, match.title.length), match.name];
      }
    }
    if (score > 0) matches.push({ ...match, alias: aliases.find((alias) => alias === best), score });
  }
  return matches.sort((a, b) => b.score - a.score || (a.id < b.id ? -1 : 1));
}

/** What to look for in one language: "type error python" is `type error` in Python and all three words elsewhere. */
function queriesFor([id, name, aliases]: NameIndex['languages'][number], words: readonly string[]): Spelling[] {
  const whole = ` ${words.join(' ')} `;
  const names = [id, name, ...aliases].map((each) => ` ${toWords(each).join(' ')} `);
  // The longest first: of "node.js" no "js" may be left.
  const named = names.sort((a, b) => b.length - a.length).find((each) => whole.includes(each));
  return [whole, ...(named === undefined ? [] : [whole.replace(named, ' ')])].map(toSpelling);
}

function prepare(index: NameIndex): readonly Candidate[] {
  let candidates = candidatesOf.get(index);
  if (!candidates) {
    candidates = index.entries.map(([language, slug, name, title, aliases]) => {
      const [languageId, languageName] = index.languages[language] ?? ['', ''];
      const spellings = [name, ...aliases, slug]
        .map(toSpelling)
        .filter(({ joined }, place, all) => all.findIndex((other) => other.joined === joined) === place);
      return {
        match: { id: `${languageId}/${slug}`, name, title, language: languageName },
        language,
        aliases,
        spellings,
        known: [...toWords(title), ...spellings.flatMap(({ joined, words }) => [joined, ...words])],
      };
    });
    candidatesOf.set(index, candidates);
  }
  return candidates;
}

function scoreName(query: Spelling, name: Spelling): number {
  const { joined, words, starts, letters } = name;
  const wanted = query.joined;
  if (wanted.length > joined.length) return scoreQuoted(query, name);
  if (wanted === '' || (query.letters & ~letters) !== 0) return 0;
  if (joined === wanted) return EXACT;
  const way = joined.startsWith(wanted)
    ? PREFIX
    : starts.some((start) => joined.startsWith(wanted, start))
      ? WORD_START
      : startAll(query, words)
        ? WORDS
        : wanted.length > 1 && joined.includes(wanted)
          ? PART
          : 0;
  return way === 0 ? 0 : way + share(query, joined.length);
}

/** The longest name in a line that someone copied whole is the nearest to what failed. */
function scoreQuoted(query: Spelling, { joined, words, letters }: Spelling): number {
  if (joined.length < MIN_QUOTED || (letters & ~query.letters) !== 0) return 0;
  if (!` ${query.words.join(' ')} `.includes(` ${words.join(' ')} `)) return 0;
  return QUOTED + Math.min(SHARE, joined.length / 1000) / 2;
}

function scoreTypo(query: Spelling, { joined, starts, letters, digits }: Spelling): number {
  const { length } = query.joined;
  const allowed = length < 4 ? 0 : length < 8 ? 1 : 2;
  // Another number is another error, not a typing error.
  if (allowed === 0 || !digits.startsWith(query.digits) || lacks(letters, query.letters, allowed)) return 0;
  let least = allowed + 1;
  for (const start of starts) {
    const tail = joined.slice(start, start + length + allowed + 1);
    if (tail.length < length - allowed) break;
    // Distances are slow to compute, letters are not: few names come further than this.
    if (lacks(lettersOf(tail), query.letters, allowed)) continue;
    if (lacks(query.letters, lettersOf(tail.slice(0, length - allowed)), allowed)) continue;
    const [whole, beginning] = countTypos(query.joined, tail, allowed);
    // The whole name is a better guess than one that goes on.
    least = Math.min(least, start === 0 ? whole : least, beginning + 0.5);
  }
  return TYPO * (1 - least / (allowed + 1));
}

/**
 * How many letters to add, drop, change or swap with their neighbor to get from `query` to `name`, and to that beginning of
 * `name` which is the nearest; `allowed + 1` stands for all that is over `allowed`. As `editDistance`, but only of those
 * beginnings whose length can do, and no longer than there is hope: this runs for many names at every keystroke.
 */
function countTypos(query: string, name: string, allowed: number): [whole: number, beginning: number] {
  const far = allowed + 1;
  let before: number[] = [];
  // One place for each length of a beginning of `name`, from `allowed` letters below that of the query's to as many above.
  let previous = Array.from({ length: 2 * far }, (_, place) => (place < allowed ? far : place - allowed));
  let nearest = 0;
  for (let row = 1; row <= query.length && nearest <= allowed; row += 1) {
    const current: number[] = [];
    nearest = far;
    for (let place = 0; place <= 2 * allowed; place += 1) {
      const column = row + place - allowed;
      const same = query[row - 1] === name[column - 1];
      const swapped =
        row > 1 && column > 1 && query[row - 1] === name[column - 2] && query[row - 2] === name[column - 1];
      const distance = Math.min(
        column > 0 ? (previous[place] ?? far) + (same ? 0 : 1) : far,
        (previous[place + 1] ?? far) + 1,
        (current[place - 1] ?? far) + 1,
        swapped ? (before[place] ?? far) + 1 : far,
      );
      const bounded = column < 0 || column > name.length ? far : Math.min(distance, far);
      current.push(bounded);
      nearest = Math.min(nearest, bounded);
    }
    [before, previous] = [previous, current];
  }
  return nearest > allowed ? [far, far] : [previous[name.length - query.length + allowed] ?? far, nearest];
}

/** Whether more than `allowed` of the letters of `wanted` are not among `letters`. */
function lacks(letters: number, wanted: number, allowed: number): boolean {
  let count = 0;
  for (let rest = wanted & ~letters; rest !== 0; rest &= rest - 1) count += 1;
  return count > allowed;
}

/** Whether each word of the query starts one of `words`. */
function startAll(query: Spelling, words: readonly string[]): boolean {
  return query.words.every((word) => words.some((each) => each.startsWith(word)));
}

/** How much of a name of so many letters was typed: of names that match in one way, the shortest is the nearest. */
function share(query: Spelling, length: number): number {
  return SHARE * Math.min(1, query.joined.length / length);
}

function toSpelling(text: string): Spelling {
  const words = toWords(text);
  const joined = words.join('');
  let end = 0;
  const starts = words.map(({ length }) => (end += length) - length);
  return { text, words, joined, starts, letters: lettersOf(joined), digits: joined.replace(/\D/g, '') };
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

/** One bit for each letter that occurs; letters may share one, so that equal bits prove nothing and missing ones do. */
function lettersOf(text: string): number {
  let letters = 0;
  for (let index = 0; index < text.length; index += 1) letters |= 1 << (text.charCodeAt(index) & 31);
  return letters;
}
