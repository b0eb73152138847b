/** What is written to: its width, whether it shows colors, and text made safe to be shown on it. */
import { inspect, stripVTControlCharacters } from 'node:util';

export type Style = 'bold' | 'dim' | 'underline' | 'red' | 'green' | 'yellow' | 'cyan';

export interface Screen {
  readonly isTerminal: boolean;
  readonly hasColor: boolean;
  /** Width of text, at most {@link MAX_WIDTH}. In columns. */
  readonly width: number;
  /** Whole width, of lines that are cut and not wrapped. In columns. */
  readonly columns: number;
  /** In lines. */
  readonly rows: number;
  /** `text` in `styles`; as it is where there are no colors. */
  readonly paint: (text: string, ...styles: readonly Style[]) => string;
}

/** What of a stream decides how it is written to. */
export interface Output {
  readonly isTTY?: boolean;
  readonly columns?: number;
  readonly rows?: number;
}

export type Environment = Readonly<Record<string, string | undefined>>;

/** Longer lines are hard to read. In columns. */
const MAX_WIDTH = 100;
/** Of what says no width of its own: a file, a pipe. */
const DEFAULT_COLUMNS = 80;
const DEFAULT_ROWS = 24;
/** Narrower screens are not laid out for. In columns. */
const MIN_COLUMNS = 24;

/** The screen behind `output`; no colors where it is no terminal, or where `env` has NO_COLOR (https://no-color.org). */
export function screenOf(output: Output, env: Environment): Screen {
  const isTerminal = output.isTTY === true;
  const hasColor = isTerminal && (env['NO_COLOR'] ?? '') === '' && env['TERM'] !== 'dumb';
  // Some terminals say that they have no width at all.
  const { columns: said = 0, rows = 0 } = isTerminal ? output : {};
  const columns = said > 0 ? Math.max(MIN_COLUMNS, said) : DEFAULT_COLUMNS;
  return {
    isTerminal,
    hasColor,
    columns,
    width: Math.min(columns, MAX_WIDTH),
    rows: rows > 0 ? rows : DEFAULT_ROWS,
    paint: (text, ...styles) => (hasColor && text !== '' ? styles.reduceRight(wrapInCodes, text) : text),
  };
}

function wrapInCodes(text: string, style: Style): string {
  const [start, end] = inspect.colors[style] ?? [0, 0];
  return `\u001B[${start}m${text}\u001B[${end}m`;
}

/** How many columns `text` takes, which holds no escape sequences. */
export function columnsOf(text: string): number {
  let columns = 0;
  for (const character of text.replace(/\p{M}+/gu, '')) columns += WIDE.test(character) ? 2 : 1;
  return columns;
}

const WIDE = /[\p{sc=Han}\p{sc=Hangul}\p{sc=Hiragana}\p{sc=Katakana}\p{Emoji_Presentation}\u3000-\u303F\uFF01-\uFF60]/u;

/** Control characters but tabs and line ends, and those that make a text read in another order than it stands. */
const UNSAFE = /[^\P{Cc}\t\n]|[\u2028-\u202E\u2066-\u2069]/gu;

/** `text` without anything that a terminal would obey. */
export function toPrintable(text: string): string {
  return stripVTControlCharacters(text).replace(UNSAFE, '');
}

/** Whether there is nothing in `text` that a terminal would obey. */
export function isPrintable(text: string): boolean {
  return text.search(UNSAFE) === -1;
}

/** `value` as one line of JSON that can be shown on a terminal, whatever is in it. */
export function toJson(value: unknown): string {
  const escaped = JSON.stringify(value).replace(
    UNSAFE,
    (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
  return `${escaped}\n`;
}
