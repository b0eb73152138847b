/** Lays text out in lines: wrapping, indenting, cutting. Styles go on words, so that no style reaches across a line's end. */
import { columnsOf, type Screen, type Style } from './terminal.ts';

/** A piece of a paragraph in one style. */
export interface Span {
  readonly text: string;
  readonly styles: readonly Style[];
}

/** `spans` as lines of at most `width` columns; a longer word, such as an address, stays whole. */
export function wrap(screen: Screen, spans: readonly Span[], width: number): string[] {
  const lines: Span[][] = [];
  let line: Span[] = [];
  let word: Span[] = [];
  const endWord = (): void => {
    if (word.length === 0) return;
    if (line.length > 0 && columnsOfSpans(line) + 1 + columnsOfSpans(word) > width) {
      lines.push(line);
      line = [];
    }
    line = join(line, word);
    word = [];
  };
  for (const { text, styles } of spans) {
    for (const [piece] of text.matchAll(/\s+|\S+/g)) {
      if (piece.trim() === '') endWord();
      else word.push({ text: piece, styles });
    }
  }
  endWord();
  if (line.length > 0) lines.push(line);
  return lines.map((each) => each.map(({ text, styles }) => screen.paint(text, ...styles)).join(''));
}

function columnsOfSpans(spans: readonly Span[]): number {
  return spans.reduce((sum, { text }) => sum + columnsOf(text), 0);
}

/** `line` with `word` behind a blank, which has a style where both sides share it. */
function join(line: readonly Span[], word: readonly Span[]): Span[] {
  const [last, first] = [line.at(-1), word[0]];
  if (last === undefined || first === undefined) return [...line, ...word];
  if (last.styles !== first.styles) return [...line, { text: ' ', styles: [] }, ...word];
  return [...line.slice(0, -1), { text: `${last.text} ${first.text}`, styles: last.styles }, ...word.slice(1)];
}

/** A piece of code within a sentence: colored, or, where there are no colors, in backticks as it was written. */
export function codeSpan(screen: Screen, code: string): Span {
  return screen.hasColor ? { text: code, styles: ['cyan'] } : { text: `\`${code}\``, styles: [] };
}

/** A sentence whose only markup is code in backticks, which is all that titles and conditions have. */
export function sentenceSpans(screen: Screen, sentence: string, ...styles: readonly Style[]): Span[] {
  return sentence
    .split(/`([^`]+)`/)
    .map((text, index) => (index % 2 === 1 ? codeSpan(screen, text) : { text, styles }));
}

/** `lines` behind `columns` blanks; empty lines stay empty. */
export function indent(lines: readonly string[], columns: number): string[] {
  return lines.map((line) => (line === '' ? '' : ' '.repeat(columns) + line));
}

/** `lines` behind `first`, the later ones as far in. */
export function hang(first: string, columns: number, lines: readonly string[]): string[] {
  const [head, ...rest] = lines;
  return head === undefined ? [] : [first + head, ...indent(rest, columns)];
}

/** `text` on one line of at most `width` columns, cut where it is longer. */
export function cut(text: string, width: number): string {
  const line = text.replace(/\s+/g, ' ').trim();
  if (columnsOf(line) <= width) return line;
  let kept = '';
  let columns = 1;
  for (const character of line) {
    columns += columnsOf(character);
    if (columns > width) break;
    kept += character;
  }
  return `${kept}…`;
}
