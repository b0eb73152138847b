/** Finds the errors in a paste, with what a page shows of each. The index is loaded when the first paste comes. */
import type { NameIndex } from '../../lookup/name-index.ts';
import { splitLines } from '../../lookup/paste-lines.ts';
import { startEngine } from './explain-engine.ts';
import { loadPart, once } from './load-part.ts';
import { isSentBriefs, isSentMessages, receiveBriefs, receiveMessages, type SentBriefs } from './name-engine.ts';

export interface FoundError {
  /** Id of the entry: `python/key-error`. */
  readonly id: string;
  readonly name: string;
  /** Name of the language. */
  readonly language: string;
  /** Numbers of the lines that it matched, from 1. */
  readonly lines: readonly number[];
  /** What the paste has for each placeholder. */
  readonly values: readonly (readonly [placeholder: string, value: string])[];
  /** Those lines and what stands around them. */
  readonly excerpt: readonly ExcerptLine[];
}

export interface ExcerptLine {
  readonly number: number;
  readonly text: string;
  readonly isMatch: boolean;
}

/** Of each entry its title, the title of its first fix, and when that applies, in Markdown; by id. */
export type Briefs = ReadonlyMap<string, SentBriefs['rows'][number]>;

/** What of a longer line is shown, and where in it that begins before what was found. In characters. */
const MAX_SHOWN = 300;
const SHOWN_BEFORE = 80;
/** Lines that are shown around those that matched. */
const LINES_BEFORE = 2;
const LINES_BEHIND = 1;

interface Ready {
  readonly names: NameIndex;
  readonly explain: ReturnType<typeof startEngine>;
}

const load = once((base) =>
  loadPart(base, 'messages', isSentMessages, (names, sent): Ready => {
    return { names, explain: startEngine(receiveMessages(names, sent)) };
  }),
);

/**
 * The errors in `paste`, the one that matters first; none where none is known. Takes one at a time. Rejects where the index
 * does not come.
 */
export async function answerPaste(base: string, paste: string): Promise<FoundError[]> {
  const { names, explain } = await load(base);
  const found = await explain(paste);
  const lines = splitLines(paste);
  const languages = new Map(names.languages.map(([id, name]) => [id, name]));
  return found.map(({ id, name, language, lines: numbers, placeholders }) => {
    const values = Object.entries(placeholders).filter(([, value]) => value !== '');
    const excerpt = quote(lines, numbers, [...values.map(([, value]) => value), name]);
    return { id, name, language: languages.get(language) ?? language, lines: numbers, values, excerpt };
  });
}

/** What is only shown of errors. Rejects where it does not come. */
export function loadBriefs(base: string): Promise<Briefs> {
  return loadPart(base, 'briefs', isSentBriefs, receiveBriefs);
}

/** The lines `numbers` and some around them; what is shown of a long one has one of `hints`, if it can. */
function quote(lines: readonly string[], numbers: readonly number[], hints: readonly string[]): ExcerptLine[] {
  const from = Math.max(0, Math.min(...numbers) - 1 - LINES_BEFORE);
  return lines
    .slice(from, Math.max(...numbers) + LINES_BEHIND)
    .map((line, index) => ({ number: from + index + 1, line }))
    .map(({ number, line }) => ({ number, text: shorten(line, hints), isMatch: numbers.includes(number) }))
    .filter(({ text, isMatch }) => isMatch || text.trim() !== '');
}

function shorten(line: string, hints: readonly string[]): string {
  // Colors, and what else a terminal does not show.
  // eslint-disable-next-line no-control-regex -- these are what it is about
  const text = line.replace(/\u001B\[[\d;?]*[A-Za-z]/g, '').replace(/[\u0000-\u0008\u000B-\u001F\u007F]/g, '');
  if (text.length <= MAX_SHOWN) return text.trimEnd();
  const at = hints.map((hint) => text.indexOf(hint)).find((place) => place >= 0) ?? 0;
  const start = Math.max(0, Math.min(at - SHOWN_BEFORE, text.length - MAX_SHOWN));
  const end = start + MAX_SHOWN;
  return `${start > 0 ? '…' : ''}${text.slice(start, end)}${end < text.length ? '…' : ''}`;
}
