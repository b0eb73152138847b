/**
 * Looks for the messages and names of an index in the lines of a paste. A template is tried where its rarest word
 * stands, and holds where its literal parts follow each other in order: no regular expression comes from data, and no line is
 * searched more often than there are templates with a word of it.
 */
import type { CompiledMessages, Pattern } from './compile-messages.ts';
import { wordsOf } from './fold.ts';
import type { PasteLine } from './paste-lines.ts';

/** A message or a name of an entry, found in a paste. */
export interface Hit {
  /** Index of the entry. */
  readonly entry: number;
  /** The template, or the name that stands alone. */
  readonly by: string;
  /** Index of the first line, and how many lines it takes. */
  readonly line: number;
  readonly height: number;
  /** Where it starts in the text of those lines, and where its last literal part ends. */
  readonly start: number;
  readonly end: number;
  /** How sure it is, by the words it has. */
  readonly strength: number;
  /** Whether the line may only speak of it: then it holds where its language prints what is around it. */
  readonly isMentioned: boolean;
  /** What stands for each placeholder. */
  readonly values: Readonly<Record<string, string>>;
}

/** A line that is printed again and again is searched this often. */
const MAX_REPEATS = 3;
/** Hits of one message beyond which it is looked for only where its words stand last: what ended the program is told there. */
const MAX_HITS = 8;
/** How far apart two parts of a message may be, which is how long a value may be. In characters. */
const MAX_VALUE = 400;
/** A line longer than any terminal is wide was not wrapped by one. In characters. */
const MAX_WRAPPED = 300;
/** Places at which a message is tried within one line. */
const MAX_TRIES = 4;

/** Below this, a message without its head must be all that the line reports; below the other, it may only be mentioned. */
const SURE = 8;
const VERY_SURE = 14;
/** What remains of a message whose head is another or none. */
const WITHOUT_HEAD = 0.85;
/** What a message that is not sure loses with its head: then only what is around it can tell that it is one. */
const DOUBT = 3;
/** The share of a message's words that must be there where its parts are not, and what remains of its strength. */
const MIN_COVERAGE = 0.8;
const INEXACT = 0.7;
/** Less is found in order by chance. */
const MIN_INEXACT = 11;
/** The strength of a name alone, and what it loses where it is not the entry's first name. */
const NAME = 5;
const OTHER_NAME = 2;

export function* findHits(compiled: CompiledMessages, lines: readonly PasteLine[]): Generator<Hit> {
  const repeats = new Map<string, number>();
  const found = new Map<Pattern, number>();
  /** The line at which each was tried last, and for those found often enough the line at which they are to be tried at the end. */
  const tried = new Map<Pattern, number>();
  const last = new Map<Pattern, number>();
  for (const [at, { folded, text }] of lines.entries()) {
    if (count(repeats, folded) > MAX_REPEATS) continue;
    const around = surroundingsOf(lines, at);
    for (const word of around.words) {
      for (const pattern of compiled.byWord.get(word) ?? []) {
        if (last.has(pattern)) last.set(pattern, at);
        else if ((tried.get(pattern) ?? -1) < at) {
          tried.set(pattern, at);
          const hit = findPattern(compiled, pattern, around);
          if (hit) yield hit;
          if (hit && count(found, pattern) === MAX_HITS) last.set(pattern, at);
        }
      }
    }
    for (const { 0: mark, index: start } of text.matchAll(/[\w$]+/g)) {
      const entries = compiled.byMark.get(mark);
      if (!entries || !isNamed(text, start, mark)) continue;
      for (const entry of entries) {
        const isFirst = compiled.index.entries[entry]?.[2].endsWith(mark) === true;
        const strength = isFirst ? NAME : NAME - OTHER_NAME;
        yield {
          entry,
          by: mark,
          line: at,
          height: 1,
          start,
          end: start + mark.length,
          strength,
          isMentioned: false,
          values: {},
        };
      }
    }
  }
  for (const [pattern, at] of last) {
    const hit = findPattern(compiled, pattern, surroundingsOf(lines, at));
    if (hit) yield hit;
  }
}

/** One more of `key`; returns how many there are. */
function count<Key>(counts: Map<Key, number>, key: Key): number {
  const times = (counts.get(key) ?? 0) + 1;
  counts.set(key, times);
  return times;
}

/** Lines as one text. */
interface Block {
  readonly line: number;
  readonly height: number;
  /** Length of the first of them. */
  readonly first: number;
  readonly text: string;
  readonly folded: string;
}

/** A line, and what a message that reaches beyond it is looked for in. */
interface Surroundings {
  readonly lines: readonly PasteLine[];
  readonly line: Block;
  readonly words: readonly string[];
  /** The line before, the line, and the next two. */
  readonly near: string;
}

function surroundingsOf(lines: readonly PasteLine[], at: number): Surroundings {
  const { text = '', folded = '' } = lines[at] ?? {};
  let near: string | undefined;
  return {
    lines,
    line: { line: at, height: 1, first: text.length, text, folded },
    words: wordsOf(folded),
    get near() {
      return (near ??= joinLines(lines, at - 1, 4, ' ').folded);
    },
  };
}

function joinLines(lines: readonly PasteLine[], from: number, height: number, glue: string): Block {
  const line = Math.max(from, 0);
  const block = lines.slice(line, line + height);
  return {
    line,
    height,
    first: block[0]?.text.length ?? 0,
    text: block.map(({ text }) => text).join(glue),
    folded: block.map(({ folded }) => folded).join(glue),
  };
}

function findPattern(compiled: CompiledMessages, pattern: Pattern, around: Surroundings): Hit | undefined {
  const { line, lines } = around;
  const place = locate(pattern, line.folded);
  if (place) return toHit(pattern, line, place);
  // Where a message was wrapped, all of its words but one, which may be broken, are near; most are ruled out here.
  if (line.first <= MAX_WRAPPED && pattern.words.length > 2 && isNear(pattern.words, around.near)) {
    for (const glue of [' ', '']) {
      for (const [from, height] of [
        [line.line, 2],
        [line.line - 1, 2],
        [line.line, 3],
      ] as const) {
        const block = joinLines(lines, from, height, glue);
        const across = locate(pattern, block.folded);
        // What lies in one of the lines alone is found there.
        if (across && across.start < block.first && across.end > block.first) return toHit(pattern, block, across);
      }
    }
  }
  return findWords(compiled, pattern, around);
}

function isNear(words: readonly string[], near: string): boolean {
  let missing = 0;
  return words.every((word) => near.includes(word) || ++missing < 2);
}

interface Place {
  readonly start: number;
  readonly end: number;
  /** Where each literal part starts. */
  readonly starts: readonly number[];
}

/** Where the parts of `pattern` stand in `text`: the most telling first, the others as near to it as can be. */
function locate({ parts, pivot }: Pattern, text: string): Place | undefined {
  const middle = parts[pivot] ?? '';
  for (let from = 0, tries = 0; tries < MAX_TRIES; tries += 1) {
    const at = text.indexOf(middle, from);
    if (at === -1) return undefined;
    const place = extend(parts, pivot, at, text);
    if (place) return place;
    from = at + 1;
  }
  return undefined;
}

function extend(parts: readonly string[], pivot: number, at: number, text: string): Place | undefined {
  const starts: number[] = [];
  starts[pivot] = at;
  for (let index = pivot - 1, behind = at; index >= 0; index -= 1) {
    const part = parts[index] ?? '';
    const start = behind < part.length ? -1 : text.lastIndexOf(part, behind - part.length);
    if (start === -1 || behind - start - part.length > MAX_VALUE) return undefined;
    starts[index] = start;
    behind = start;
  }
  let end = at + (parts[pivot] ?? '').length;
  for (let index = pivot + 1; index < parts.length; index += 1) {
    const part = parts[index] ?? '';
    let start = text.indexOf(part, end);
    // A closing quote or bracket may have been cut off with the rest of the line.
    if (start === -1 && index === parts.length - 1 && wordsOf(part).length === 0) start = text.length;
    if (start === -1 || start - end > MAX_VALUE) return undefined;
    starts[index] = start;
    end = Math.min(start + part.length, text.length);
  }
  const start = starts[0] ?? at;
  const splitsWord =
    (isWordLetter(parts[0]?.[0]) && isWordLetter(text[start - 1])) ||
    (isWordLetter(parts.at(-1)?.at(-1)) && isWordLetter(text[end]));
  return splitsWord ? undefined : { start, end, starts };
}

function isWordLetter(letter = ''): boolean {
  return wordsOf(letter).length > 0;
}

function toHit(pattern: Pattern, { line, height, text, folded }: Block, place: Place): Hit | undefined {
  const { entry, template, head, parts, weight, headWeight } = pattern;
  const opensWithValue = parts[0] === '';
  const headAt = findHead(head, folded, place.start, opensWithValue);
  const start = headAt !== -1 ? headAt : opensWithValue ? folded.lastIndexOf(' ', place.start - 1) + 1 : place.start;
  let strength = weight;
  if (headAt !== -1) strength = weight + headWeight;
  // A level or a class may stand further in front: `[ERROR] App.java:[3,5] cannot find symbol`.
  else if (!folded.slice(0, place.start).includes(head.slice(0, -2))) {
    strength = weight * WITHOUT_HEAD - (weight * WITHOUT_HEAD < SURE ? DOUBT : 0);
  }
  if (isCode(folded, start)) return undefined;
  const isIntroduced = headAt !== -1 || isReported(folded, start);
  if (headAt === -1 && strength < SURE) {
    if (!isIntroduced || (parts.at(-1) !== '' && !endsReport(folded, place.end))) return undefined;
  }
  const values = readValues(pattern, text, place, headAt === -1 ? start : headAt + head.length);
  // A value in front may be several words, which nothing introduces.
  const isMentioned = !isIntroduced && !opensWithValue && strength < VERY_SURE;
  return { entry, by: template, line, height, start, end: place.end, strength, isMentioned, values };
}

/** Where the head of a message stands that starts at `start`, right before it or before the value that it opens with; -1 where it does not. */
function findHead(head: string, folded: string, start: number, opensWithValue: boolean): number {
  const at = head === '' ? -1 : folded.lastIndexOf(head, start - head.length);
  const gap = start - at - head.length;
  const isNear = gap >= 0 && gap <= (opensWithValue ? MAX_VALUE : MAX_GAP);
  return isNear && !isWordLetter(folded[at - 1]) ? at : -1;
}

/** How far before a place and behind it is looked. In characters. */
const CONTEXT = 40;

/** A word that another version puts between the head and the message. In characters. */
const MAX_GAP = 16;

/** Whether what starts there is reported, not mentioned: the line starts there, or what came before introduces it. */
function isReported(folded: string, start: number): boolean {
  return /(?:^|[:\])}|>*!=#,-]|\dz?|\b(?:e|at))[\s'([{]*$/.test(folded.slice(Math.max(0, start - CONTEXT), start));
}

/** Whether the report ends there, or goes on to where it happened. */
function endsReport(folded: string, end: number): boolean {
  return /^[\s.!,;:)\]}'"]*(?:$|[(|-]|(?:at|in|on|thrown)\b)/.test(folded.slice(end, end + CONTEXT));
}

/** Whether the program is quoted there and not what it printed: `raise KeyError`, `new Error(`. */
function isCode(text: string, start: number): boolean {
  return /(?:\b(?:raise|except|throws?|catch|new|import|from|class|extends|rescue|instanceof)\b[^:'"]{0,30}|(?<!error|exception|warning|\W)\()['"`]?$/i.test(
    text.slice(Math.max(0, start - CONTEXT), start),
  );
}

/** The text for each placeholder, as it was pasted; a value before the first part is one word, unless a head bounds it. */
function readValues(
  { parts, placeholders }: Pattern,
  text: string,
  { starts, end }: Place,
  from: number,
): Readonly<Record<string, string>> {
  const values: Record<string, string> = {};
  for (const [index, name] of placeholders.entries()) {
    const start = index === 0 && parts[0] === '' ? from : (starts[index] ?? 0) + (parts[index] ?? '').length;
    const isLast = index === parts.length - 2 && parts.at(-1) === '';
    const value = text.slice(start, isLast ? text.length : (starts[index + 1] ?? end)).trim();
    values[name] ??= value.slice(0, MAX_VALUE);
  }
  return values;
}

/** The words of a message, in order and nearly all: it was cut off, or another version words it a little differently. */
function findWords(
  { weightOf }: CompiledMessages,
  { entry, words, weight, template }: Pattern,
  { words: here, line: { line, folded } }: Surroundings,
): Hit | undefined {
  let from = 0;
  let found = 0;
  let start = -1;
  for (const word of words) {
    const place = here.indexOf(word, from);
    if (place === -1) continue;
    if (start === -1) start = folded.indexOf(word);
    found += weightOf(word);
    from = place + 1;
  }
  const coverage = found / weight;
  if (coverage < MIN_COVERAGE || found < MIN_INEXACT || !isReported(folded, start)) return undefined;
  const strength = found * coverage * coverage * INEXACT;
  return { entry, by: template, line, height: 1, start, end: folded.length, strength, isMentioned: true, values: {} };
}

/** What introduces a code that is reported, not mentioned. */
const CODE_BEFORE =
  /(?:^\W{0,3}|[^=][:=]|[,([{|]|\b(?:error|err!|code|errno|fatal|signal|received|got|by|with)\W?) *['"`]?$/i;

/** Whether a name is the report of an error there: a class before its message or alone, a code anywhere, a number behind what it is. */
function isNamed(text: string, start: number, mark: string): boolean {
  const before = text.slice(Math.max(0, start - CONTEXT), start);
  const behind = text.slice(start + mark.length, start + mark.length + CONTEXT);
  if (/^\d+$/.test(mark)) return /(?:state|code|errno|error)\W{0,4}$/i.test(before);
  if (isCode(text, start)) return false;
  if (/^[A-Z\d_]+$/.test(mark))
    return CODE_BEFORE.test(start > CONTEXT ? `…${before}` : before) || behind.startsWith(':');
  return /(?:^|[\s.:([{'"<|>])$/.test(before) && /^(?::| ?$| ?\(| ?\[|['")]\W*$)/.test(behind);
}
