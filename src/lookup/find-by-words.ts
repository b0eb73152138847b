/**
 * Finds entries by words about them, where no name is like what was typed: each word of the query counts by how few entries
 * have it, in their names, titles or messages, and a word with a typing error or two counts less.
 */
import { literalParts } from '../catalog/message-template.ts';
import { editDistance } from '../catalog/names.ts';
import { fold, wordsOf } from './fold.ts';
import type { MessageIndex } from './message-index.ts';
import { idsOf, type NameIndex } from './name-index.ts';

export interface WordsMatch {
  readonly id: string;
  /** What the found words are of the query, by weight; from {@link MIN_SHARE} to 1. */
  readonly share: number;
}

/** So much of the query must be found. */
const MIN_SHARE = 0.7;
/** What a word counts that only starts with what was typed, and one that has a typing error. */
const STARTS = 0.8;
const MISTYPED = 0.6;
/** What a word weighs that no entry has, beside one that a single entry has. */
const UNKNOWN = 0.4;
/** Shorter words start too many others, or are a typing error away from them. In letters. */
const MIN_START = 4;
const MIN_TYPO = 5;
/** Longer queries are no words about an error. In words. */
const MAX_WORDS = 20;

/** Words of a question that tell nothing of the error. */
const NOISE =
  /^(?:an?|the|in|on|of|is|are|was|my|i|do|does|how|to|fix|solve|why|what|when|with|and|for|get|getting|error|err)$/;

interface Document {
  readonly id: string;
  readonly language: number;
  readonly words: ReadonlySet<string>;
}

interface Words {
  readonly documents: readonly Document[];
  /** Word to how many entries have it. */
  readonly frequency: ReadonlyMap<string, number>;
}

/** What was made of each index. */
const wordsOfIndex = new WeakMap<NameIndex, Words>();

/** The entries whose words answer `query`, best first. */
export function findByWords(names: NameIndex, messages: MessageIndex, query: string): WordsMatch[] {
  const { documents, frequency } = readWords(names, messages);
  const typed = [...new Set(wordsOf(fold(query)))].slice(0, MAX_WORDS).filter((word) => !NOISE.test(word));
  const weightOf = (word: string): number => Math.log((documents.length + 1) / (frequency.get(word) ?? 1));
  const spellings = new Map(typed.map((word) => [word, spell(word, frequency)]));
  const matches: WordsMatch[] = [];
  const named = names.languages.map(([id, name, aliases]) => new Set([id, name, ...aliases].map(fold)));
  const asksLanguage = typed.some((word) => named.some((own) => own.has(word)));
  for (const { id, language, words } of documents) {
    const about = typed.filter((word) => named[language]?.has(word) !== true);
    if (about.length === 0 || (asksLanguage && about.length === typed.length)) continue;
    let found = 0;
    let whole = 0;
    for (const word of about) {
      const best = (spellings.get(word) ?? [])
        .filter(([spelling]) => words.has(spelling))
        .reduce((most, [spelling, share]) => Math.max(most, weightOf(spelling) * share), 0);
      found += best;
      whole += Math.max(best, frequency.has(word) ? weightOf(word) : weightOf('') * UNKNOWN);
    }
    const share = found / whole;
    if (share >= MIN_SHARE) matches.push({ id, share });
  }
  return matches.sort((a, b) => b.share - a.share || (a.id < b.id ? -1 : 1));
}

/** The known words that `word` may stand for, and what each counts. */
function spell(word: string, frequency: ReadonlyMap<string, number>): [spelling: string, share: number][] {
  if (frequency.has(word)) return [[word, 1]];
  const starting = word.length < MIN_START ? [] : [...frequency.keys()].filter((known) => known.startsWith(word));
  if (starting.length > 0) return starting.map((known) => [known, STARTS]);
  if (word.length < MIN_TYPO) return [];
  const allowed = word.length < 8 ? 1 : 2;
  return [...frequency.keys()]
    .filter((known) => Math.abs(known.length - word.length) <= allowed && editDistance(word, known) <= allowed)
    .map((known) => [known, MISTYPED]);
}

function readWords(names: NameIndex, messages: MessageIndex): Words {
  const known = wordsOfIndex.get(names);
  if (known) return known;
  const nameIds = idsOf(names);
  const named = new Map(
    names.entries.map(([, , name, title, aliases], place) => [nameIds[place] ?? '', [name, title, ...aliases]]),
  );
  const ids = idsOf(messages);
  const documents = messages.entries.map(([language, , name, templates], place) => {
    const id = ids[place] ?? '';
    const texts = [name, ...(named.get(id) ?? []), ...templates.flatMap(literalParts)];
    return { id, language, words: new Set(texts.flatMap((text) => wordsOf(fold(text)))) };
  });
  const frequency = new Map<string, number>();
  for (const { words } of documents) for (const word of words) frequency.set(word, (frequency.get(word) ?? 0) + 1);
  const read = { documents, frequency };
  wordsOfIndex.set(names, read);
  return read;
}
