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
const MAX_PASTE = 4_000_000;
/** Longer lines are cut into pieces that overlap, so that no search runs far. In characters. */
const MAX_LINE = 2000;
const OVERLAP = 300;

/** The lines of a text; all numbers of lines are places among these, from 1. */
export function splitLines(text: string): string[] {
  return text.split(/\r\n|[\n\r\u2028\u2029]/);
}

/** The lines of `paste` that have text, in order. */
export function readPaste(paste: string): PasteLine[] {
  const lines: PasteLine[] = [];
  const all = splitLines(paste);
  let place = 0;
  for (const [index, raw] of all.entries()) {
    place += raw.length + 1;
    if (raw === '' || (place > MAX_PASTE / 2 && place < paste.length - MAX_PASTE / 2)) continue;
    const end = Math.min(raw.length, MAX_PASTE);
    for (let start = 0; start === 0 || start + OVERLAP < end; start += MAX_LINE - OVERLAP) {
      const piece = raw.slice(start, start + MAX_LINE);
      // A string within JSON, or one that was printed with its escapes, holds lines itself.
      for (const part of piece.includes('\\n') ? [...piece.split(/(?:\\r)?\\n/), piece] : [piece]) {
        const text = clean(part);
        if (text !== '') lines.push({ number: index + 1, text, folded: fold(text) });
      }
    }
  }
  return lines;
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
