/** The index of messages made ready to be searched: each template in pieces, and found by its rarest word. */
import { readTemplate } from '../catalog/message-template.ts';
import { fold, wordsOf } from './fold.ts';
import type { MessageIndex } from './message-index.ts';

/** A message template, folded and taken to pieces. */
export interface Pattern {
  /** Index of the entry. */
  readonly entry: number;
  readonly template: string;
  /** What stands before the message and may be missing or another: `typeerror: `, `error: `. */
  readonly head: string;
  /** Literal parts of the rest, in order, and the placeholder behind each. */
  readonly parts: readonly string[];
  readonly placeholders: readonly string[];
  /** Index of the part with the most telling words. */
  readonly pivot: number;
  /** The words of the parts, in order. */
  readonly words: readonly string[];
  /** How telling the head is, and how telling the rest: the sum over their words. */
  readonly headWeight: number;
  readonly weight: number;
}

export interface CompiledMessages {
  readonly index: MessageIndex;
  /** How telling a word is: the fewer entries have it, the more. */
  readonly weightOf: (word: string) => number;
  /** Rarest word to the patterns that are looked at where it occurs. */
  readonly byWord: ReadonlyMap<string, readonly Pattern[]>;
  /** Name that a log may print alone, to its entries. */
  readonly byMark: ReadonlyMap<string, readonly number[]>;
  /** Of each language what only its output has. */
  readonly clues: readonly (readonly string[])[];
}

/** Weights are what they are in a catalog of so many entries, so that those of a small and of a large one can be compared. */
const USUAL_ENTRIES = 400;
/** A number tells little, however rare it is. */
const MAX_NUMBER_WEIGHT = 2.5;
/** What a message must weigh to be known without its head. */
const MIN_HEADLESS_WEIGHT = 4;
const MIN_HEADLESS_WORDS = 2;
/** A class or a level, and where it lives: `java.lang.NullPointerException: `, `TypeError [ERR_INVALID_ARG_TYPE]: `, `error: `. */
const HEAD = /^[\w.$:]+(?: \[\w+\])?: /;

/** What was made of each index. */
const compiledOf = new WeakMap<MessageIndex, CompiledMessages>();

/** The index, made ready; once for each. */
export function compileMessages(index: MessageIndex): CompiledMessages {
  const compiled = compiledOf.get(index) ?? compile(index);
  compiledOf.set(index, compiled);
  return compiled;
}

function compile(index: MessageIndex): CompiledMessages {
  // Several words are looked for as a message is, one as a word.
  const templates = index.entries.map(([, , , messages, marks]) =>
    [...messages, ...marks.filter((mark) => mark.includes(' ')).map(fold)].map(readWords),
  );
  const weightOf = weigh(templates);
  const byWord = new Map<string, Pattern[]>();
  const byMark = new Map<string, number[]>();
  for (const [entry, [, , , , marks]] of index.entries.entries()) {
    for (const template of templates[entry] ?? []) {
      const pattern = toPattern(entry, template, weightOf);
      if (pattern.words.length > 0) add(byWord, anchorOf(pattern, weightOf), pattern);
    }
    for (const mark of marks) if (!mark.includes(' ')) add(byMark, mark, entry);
  }
  return { index, weightOf, byWord, byMark, clues: index.languages.map(([, , clues]) => clues) };
}

interface Template {
  readonly template: string;
  /** Literal parts, folded, and the words of each. */
  readonly literals: readonly string[];
  readonly words: readonly (readonly string[])[];
  readonly placeholders: readonly string[];
}

function readWords(template: string): Template {
  const { literals, placeholders } = readTemplate(template);
  return { template, literals, placeholders, words: literals.map(wordsOf) };
}

function weigh(entries: readonly (readonly Template[])[]): (word: string) => number {
  const counts = new Map<string, number>();
  for (const templates of entries) {
    for (const word of new Set(templates.flatMap(({ words }) => words.flat()))) {
      counts.set(word, (counts.get(word) ?? 0) + 1);
    }
  }
  const weights = new Map<string, number>();
  for (const [word, count] of counts) {
    const weight = Math.min(-Math.log(count / Math.max(entries.length, USUAL_ENTRIES)), Math.log(USUAL_ENTRIES));
    weights.set(word, /^\d+$/.test(word) ? Math.min(weight, MAX_NUMBER_WEIGHT) : weight);
  }
  return (word) => weights.get(word) ?? 0;
}

function toPattern(
  entry: number,
  { template, literals, placeholders, words }: Template,
  weightOf: (word: string) => number,
): Pattern {
  const sum = (own: readonly string[]): number => own.reduce((total, word) => total + weightOf(word), 0);
  const [first = '', ...others] = literals;
  const [firstWords = [], ...otherWords] = words;
  const before = HEAD.exec(first)?.[0] ?? '';
  const headWords = wordsOf(before);
  const rest = [firstWords.slice(headWords.length), ...otherWords];
  // A class with little but its detail is known by the class alone.
  const message = rest.flat();
  const hasHead = message.length >= MIN_HEADLESS_WORDS && sum(message) >= MIN_HEADLESS_WEIGHT;
  const partWords = hasHead ? rest : words;
  const weights = partWords.map(sum);
  return {
    entry,
    template,
    head: hasHead ? before : '',
    parts: hasHead ? [first.slice(before.length), ...others] : literals,
    placeholders,
    pivot: weights.indexOf(Math.max(...weights)),
    words: partWords.flat(),
    headWeight: hasHead ? sum(headWords) : 0,
    weight: weights.reduce((total, weight) => total + weight, 0),
  };
}

/** The rarest word of a pattern, by which it is found; of equals the longest. */
function anchorOf({ words }: Pattern, weightOf: (word: string) => number): string {
  return words.reduce((best, word) =>
    (weightOf(word) - weightOf(best) || word.length - best.length) > 0 ? word : best,
  );
}

/** Adds `value` to the list that `map` has for `key`. */
export function add<Key, Value>(map: Map<Key, Value[]>, key: Key, value: Value): void {
  const values = map.get(key);
  if (values) values.push(value);
  else map.set(key, [value]);
}
