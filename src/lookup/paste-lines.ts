/**
 * Makes the lines of a paste ready to be searched: what terminals, log shippers and web pages put around a message is taken
 * away, and what they change in it is changed back. Work is in proportion to the length of the paste, whatever is in it.
 */
import { fold } from './fold.ts';

export interface PasteLine {
  /** Its number in the paste, from 1; one line of a log may hold several. */
  readonly number: number;
  readonly text: string;
  /** The same, letter for letter, as it is compared: small letters, one kind of quote. */
  readonly folded: string;
}

/** Longer pastes lose their middle: what fails is said at an end. In characters. */
const MAX_PASTE = 2_000_000;
/** Longer lines are cut into pieces that overlap, so that no search runs far. In characters. */
const MAX_LINE = 2000;
const OVERLAP = 300;

/** The lines of `paste` that have text, in order. */
export function readPaste(paste: string): PasteLine[] {
  const whole =
    paste.length <= MAX_PASTE
      ? paste
      : `${paste.slice(0, MAX_PASTE / 2)}\n${paste.slice(paste.length - MAX_PASTE / 2)}`;
  const lines: PasteLine[] = [];
  for (const [index, raw] of whole.split(/\r\n|[\n\r\u2028\u2029]/).entries()) {
    if (raw === '') continue;
    for (const piece of cut(raw)) {
      // A string within JSON, or one that was printed with its escapes, holds lines itself.
      for (const part of piece.includes('\\n') ? [...piece.split(/(?:\\r)?\\n/), piece] : [piece]) {
        const text = clean(part);
        if (text !== '') lines.push({ number: index + 1, text, folded: fold(text) });
      }
    }
  }
  return lines;
}

function* cut(line: string): Generator<string> {
  for (let start = 0; start === 0 || start < line.length; start += MAX_LINE - OVERLAP) {
    yield line.slice(start, start + MAX_LINE);
    if (start + MAX_LINE >= line.length) return;
  }
}

/** Orders to a terminal, colors among them; also where they were printed as text, or lost their first character. */
const TERMINAL_ORDERS =
  // eslint-disable-next-line no-control-regex -- these are what it is about
  /[\u001B\u009B]\[?[\d;?]*[A-Za-z]|\u001B\][^\u0007\u001B]*\u0007?|(?:\\u001[bB]|\\x1[bB]|\\0?33|\^\[|[\u241B\u2190])\[[\d;]*[A-Za-z]|\[\d{1,3}(?:;\d{1,3})*m/g;
const INVISIBLE = /[\u00AD\u200B-\u200F\u2060\uFEFF]/g;
/** A quote as a web page writes it. */
const QUOTE_ENTITY = /&(?:quot|#39|#x27);/g;

function clean(line: string): string {
  return (
    line
      .replace(TERMINAL_ORDERS, '')
      .replace(INVISIBLE, '')
      .replace(QUOTE_ENTITY, "'")
      .replace(/^(?:\\t)+/, '')
      .replace(/\\(["'])/g, '$1')
      // eslint-disable-next-line no-control-regex -- a stray one separates words as a blank does
      .replace(/[\s\u0000-\u001F\u007F]+/g, ' ')
      .trim()
  );
}
