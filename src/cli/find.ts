/** `errdex find <words>`: the entries with that name, or nearest to it. */
import type { NameMatch } from '../lookup/find-names.ts';
import { FOUND, found, NOT_FOUND, notFound, UsageError, type Command } from './command.ts';
import { contributeUrl } from './catalog-data.ts';
import { hang, indent, sentenceSpans, wrap } from './layout.ts';
import { namesJson } from './matches-json.ts';
import { search } from './search.ts';
import { toPrintable, type Screen } from './terminal.ts';

/** A score below tells that no name is what was typed. */
const NAMED_SCORE = 0.35;
/** What scores less than this share of the best is not shown to people. */
const FAR_SHARE = 0.35;
/** What stands below the first line of a match is this far in. In columns. */
const INSET = 2;

export const find: Command = async (words, options, context) => {
  const query = words.join(' ');
  if (query.trim() === '') throw new UsageError('nothing to find: say a name, a code or some words of a message');
  const matches = await search(context, query);
  if (options.has('json')) {
    return { ...found(namesJson(matches)), exit: matches.length > 0 ? FOUND : NOT_FOUND };
  }
  if (matches.length === 0) {
    const about = await context.data.about();
    return notFound(
      `No error is found by ${JSON.stringify(toPrintable(query))}. A whole message or log goes into errdex explain.\n` +
        `How to add an error: ${contributeUrl(about)}\n`,
    );
  }
  const best = matches[0]?.score ?? 0;
  const shown = matches.filter(({ score }) => score >= best * FAR_SHARE);
  const { screen } = context;
  const out = screen.isTerminal ? layOut(shown, screen) : shown.map(toLine).join('');
  return { ...found(out), err: best < NAMED_SCORE ? 'Nothing is called that; nearest:\n' : '' };
};

/** For a program to read: id, name and title, with tabs between. */
function toLine({ id, name, title }: NameMatch): string {
  return `${[id, name, title].map((text) => text.replace(/\s+/g, ' ')).join('\t')}\n`;
}

function layOut(matches: readonly NameMatch[], screen: Screen): string {
  const inset = screen.width - INSET;
  const blocks = matches.flatMap(({ id, name, title, alias, language }) => [
    ...hang(
      '',
      INSET,
      wrap(
        screen,
        [
          { text: name, styles: ['bold'] },
          { text: `${alias === undefined ? '' : ` (${alias})`} · ${language} · `, styles: ['dim'] },
          { text: id, styles: ['cyan'] },
        ],
        inset,
      ),
    ),
    ...indent(wrap(screen, sentenceSpans(screen, title), inset), INSET),
    '',
  ]);
  return `${[...blocks, screen.paint('errdex show <id> shows one of them.', 'dim')].join('\n')}\n`;
}
