/** What was found in a log, in words; `explain` and `run` say it alike. */
import { readTemplate } from '../catalog/message-template.ts';
import type { Explanation } from '../lookup/explain.ts';
import { fold } from '../lookup/fold.ts';
import { splitLines } from '../lookup/paste-lines.ts';
import { contributeUrl, pageUrl } from './catalog-data.ts';
import type { Context } from './command.ts';
import { cut, hang, indent, sentenceSpans, wrap } from './layout.ts';
import { toPrintable, type Screen } from './terminal.ts';

/**
 * The first of `matches` in full, one line for each of the others. `text` is what they were found in; its lines are numbered
 * where the reader has it at hand.
 */
export async function describeExplanations(
  [first, ...others]: readonly [Explanation, ...Explanation[]],
  text: string,
  isNumbered: boolean,
  screen: Screen,
  { data }: Context,
): Promise<string> {
  const about = await data.about();
  const { title, languageName, fixes } = await data.entry(first.id);
  const [fix] = fixes;
  const { paint, width } = screen;
  const when = sentenceSpans(screen, fix?.when ?? '');
  const lines = [
    `${paint(first.name, 'bold', 'red')} ${paint(`· ${languageName}`, 'dim')}`,
    ...wrap(screen, sentenceSpans(screen, title), width),
    '',
    ...quoteLines(first, text, isNumbered, screen),
    ...Object.entries(first.placeholders)
      .filter(([, value]) => value !== '')
      .map(([name, value]) => `  ${paint(`${name}:`, 'dim')} ${cut(toPrintable(value), width - name.length - 4)}`),
    '',
    ...hang(`${paint('Fix:', 'bold', 'green')} `, 5, wrap(screen, sentenceSpans(screen, fix?.title ?? ''), width - 5)),
    ...indent(wrap(screen, [{ text: 'When: ', styles: ['dim'] }, ...when], width - 5), 5),
    '',
    paint(`errdex show ${first.id}`, 'cyan'),
    paint(pageUrl(about, first.id), 'underline'),
  ];
  if (others.length > 0) lines.push('', paint('Also in it:', 'bold'));
  for (const { id, name, lines: places } of others) {
    const place = isNumbered ? `  line ${places.join(', ')}` : '';
    lines.push(`  ${paint(name, 'bold')}${paint(place, 'dim')}  errdex show ${id}`);
  }
  return `${lines.join('\n')}\n`;
}

/** How many lines of a long message are quoted. */
const MAX_QUOTED = 5;

function quoteLines(match: Explanation, text: string, isNumbered: boolean, screen: Screen): string[] {
  const all = splitLines(text);
  return match.lines
    .slice(0, MAX_QUOTED)
    .map((number) => quoteLine(number, all[number - 1] ?? '', (line) => placeOf(match, line), isNumbered, screen));
}

/** One line with its number; of a long one, what is around the place that `find` says of it. */
function quoteLine(
  number: number,
  text: string,
  find: (line: string) => Place | undefined,
  isNumbered: boolean,
  { paint, width }: Screen,
): string {
  const head = isNumbered ? `${String(number).padStart(5)} ${paint('│', 'red')} ` : '  ';
  const line = toPrintable(text).replace(/\s+/g, ' ').trim();
  return head + paint(excerpt(line, find(line), width - (isNumbered ? 8 : 2)), 'bold');
}

/** A part of a line, in characters. */
interface Place {
  readonly at: number;
  readonly length: number;
}

/**
 * Where in `line` the words are that were recognized: the longest of them that the line has as they are compared, else the
 * name, else a value.
 */
function placeOf({ name, message, placeholders }: Explanation, line: string): Place | undefined {
  // A log may have the words without the name before them, and quotes of another kind.
  const words = readTemplate(message)
    .literals.flatMap((literal) => fold(literal).split(/[\n'\\:]/))
    .map((literal) => literal.trim())
    .filter((literal) => /[\p{L}\p{N}]/u.test(literal))
    .sort((a, b) => b.length - a.length);
  const folded = fold(line);
  return [...words, fold(name), ...Object.values(placeholders).map(fold)]
    .filter((text) => text !== '')
    .map((text) => ({ at: folded.indexOf(text), length: text.length }))
    .find(({ at }) => at !== -1);
}

/** As much of `line` as `width` columns hold; of a longer one, what is around `place`. */
function excerpt(line: string, place: Place | undefined, width: number): string {
  if (place === undefined || place.at + place.length < width) return cut(line, width);
  const start = Math.min(place.at - Math.floor(width / 4), line.length - width + 1);
  return start <= 0 ? cut(line, width) : `…${cut(line.slice(start), width - 1)}`;
}

/** How many lines are shown that look like errors. */
const MAX_LIKELY = 3;
const LIKELY = /error|exception|fatal|failed|panic|cannot|denied|refused|not found/i;
/** What says that all is well. */
const HARMLESS = /\b(?:0|no) (?:errors?|exceptions?|failed)\b/gi;

/** Where `text` has no error that is known: the last of its lines that look like errors, and what to do now. */
export async function describeUnknown(
  text: string,
  isNumbered: boolean,
  screen: Screen,
  { data }: Context,
): Promise<string> {
  const likely = new Map<string, number>();
  for (const [index, line] of splitLines(text).entries()) {
    if (!LIKELY.test(line.replace(HARMLESS, ''))) continue;
    // The last of its kind counts, and stands last.
    likely.delete(line.trim());
    likely.set(line.trim(), index + 1);
  }
  const place = (line: string): Place => {
    const [found] = LIKELY.exec(line) ?? [''];
    return { at: line.indexOf(found), length: found.length };
  };
  const quoted = [...likely]
    .slice(-MAX_LIKELY)
    .map(([line, number]) => quoteLine(number, line, place, isNumbered, screen));
  const lines = [
    'No known error here.',
    ...(quoted.length === 0 ? [] : ['Lines that look like errors:', ...quoted]),
    'Find one by its name or some words: errdex find <words>',
    `How to add one: ${contributeUrl(await data.about())}`,
  ];
  return `${lines.join('\n')}\n`;
}
