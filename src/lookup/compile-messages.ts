/** The index of messages made ready to be searched: each template in pieces, and found by its rarest words. */
import { literalParts, splitTemplate } from '../catalog/message-template.ts';
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
  /** Rare word to the patterns that are looked at where it occurs. */
  readonly byWord: ReadonlyMap<string, readonly Pattern[]>;
  /** Name that a log may print alone, to its entries. */
  readonly byMark: ReadonlyMap<string, readonly number[]>;
  /** Of each language what only its output has, folded. */
  readonly clues: readonly (readonly string[])[];
  /** Whether an entry is a face of another: `type-error-not-callable` of `type-error`. */
  readonly isFace: readonly boolean[];
}

/** Weights are what they are in a catalog of so many entries, so that those of a small and of a large one can be compared. */
const USUAL_ENTRIES = 400;
/** A number tells little, however rare it is. */
const MAX_NUMBER_WEIGHT = 2.5;
/** What a message must weigh to be known without its head. */
const MIN_HEADLESS_WEIGHT = 4;
/** By how many words a pattern is found; two, so that a line break within one does not hide it. */
const ANCHORS = 2;
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
  const rows = index.entries.map(([, , , messages, marks]) => ({
    // Several words are looked for as a message is, one as a word.
    templates: [...messages, ...marks.filter((mark) => mark.includes(' '))],
    marks: marks.filter((mark) => !mark.includes(' ')),
  }));
  const weightOf = weigh(rows.map(({ templates }) => templates));
  const byWord = new Map<string, Pattern[]>();
  const byMark = new Map<string, number[]>();
  for (const [entry, { templates, marks }] of rows.entries()) {
    for (const template of templates) {
      const pattern = toPattern(entry, template, weightOf);
      for (const word of anchorsOf(pattern, weightOf)) add(byWord, word, pattern);
    }
    for (const mark of marks) add(byMark, mark, entry);
  }
  return {
    index,
    weightOf,
    byWord,
    byMark,
    clues: index.languages.map(([, , clues]) => clues.map(fold)),
    isFace: index.entries.map(([language, slug]) =>
      index.entries.some(([other, general]) => other === language && slug.startsWith(`${general}-`)),
    ),
  };
}

function weigh(templates: readonly (readonly string[])[]): (word: string) => number {
  const entries = new Map<string, number>();
  for (const own of templates) {
    const words = new Set(own.flatMap((template) => literalParts(fold(template)).flatMap(wordsOf)));
    for (const word of words) entries.set(word, (entries.get(word) ?? 0) + 1);
  }
  return (word) => {
    const share = (entries.get(word) ?? 1) / Math.max(templates.length, USUAL_ENTRIES);
    const weight = Math.min(-Math.log(share), Math.log(USUAL_ENTRIES));
    return /^\d+$/.test(word) ? Math.min(weight, MAX_NUMBER_WEIGHT) : weight;
  };
}

function toPattern(entry: number, template: string, weightOf: (word: string) => number): Pattern {
  const folded = fold(template.replace(/\s+/g, ' ').trim());
  const literals = literalParts(folded);
  const sum = (text: string): number => wordsOf(text).reduce((total, word) => total + weightOf(word), 0);
  const before = HEAD.exec(literals[0] ?? '')?.[0] ?? '';
  const rest = [(literals[0] ?? '').slice(before.length), ...literals.slice(1)];
  // A class with little but its detail is known by the class alone.
  const head = sum(rest.join(' ')) >= MIN_HEADLESS_WEIGHT ? before : '';
  const parts = head === '' ? literals : rest;
  const weights = parts.map(sum);
  return {
    entry,
    template,
    head,
    parts,
    placeholders: splitTemplate(folded).flatMap(({ text, isPlaceholder }) => (isPlaceholder ? text : [])),
    pivot: weights.indexOf(Math.max(...weights)),
    words: parts.flatMap(wordsOf),
    headWeight: sum(head),
    weight: weights.reduce((total, weight) => total + weight, 0),
  };
}

function anchorsOf({ words }: Pattern, weightOf: (word: string) => number): string[] {
  return [...new Set(words)].sort((a, b) => weightOf(b) - weightOf(a) || b.length - a.length).slice(0, ANCHORS);
}

function add<Value>(map: Map<string, Value[]>, key: string, value: Value): void {
  const values = map.get(key);
  if (values) values.push(value);
  else map.set(key, [value]);
}
