/** What was found in a log, in words and in JSON; `explain` and `run` say it alike. */
import type { Explanation } from '../lookup/explain.ts';
import { splitLines } from '../lookup/paste-lines.ts';
import { contributeUrl, pageUrl } from './catalog-data.ts';
import type { Context } from './command.ts';
import { cut, hang, indent, sentenceSpans, wrap } from './layout.ts';
import { toJson, toPrintable, type Screen } from './terminal.ts';

/** The same fields as a find, so that one reader does for both. */
export function explanationsJson(matches: readonly Explanation[]): string {
  return toJson({
    matches: matches.map(({ id, name, language, score, lines, placeholders }) => ({
      id,
      name,
      language,
      score,
      lines,
      placeholders,
    })),
  });
}

/**
 * The first of `matches` in full, one line for each of the others. `text` is what they were found in; its lines are numbered
 * where the reader has it at hand.
 */
export async function describeExplanations(
  [first, ...others]: readonly Explanation[],
  text: string,
  isNumbered: boolean,
  screen: Screen,
  { data }: Context,
): Promise<string> {
  const about = await data.about();
  if (first === undefined) return `No known error here.\nHow to add one: ${contributeUrl(about)}\n`;
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
  return match.lines.slice(0, MAX_QUOTED).map((number) => {
    const head = isNumbered ? `${String(number).padStart(5)} ${screen.paint('│', 'red')} ` : '  ';
    const quoted = excerpt(toPrintable(all[number - 1] ?? ''), match, screen.width - (isNumbered ? 8 : 2));
    return head + screen.paint(quoted, 'bold');
  });
}

/** As much of `line` as `width` columns hold; of a long one, the part around the name or a value of the match. */
function excerpt(line: string, { name, placeholders }: Explanation, width: number): string {
  const near = [name, ...Object.values(placeholders)]
    .map((text) => (text === '' ? -1 : line.indexOf(text)))
    .find((at) => at !== -1);
  if (line.length <= width || near === undefined || near < width / 2) return cut(line, width);
  return `…${cut(line.slice(near - Math.floor(width / 4)), width - 1)}`;
}
