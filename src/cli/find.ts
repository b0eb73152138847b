/** `errdex find <words>`: the entries with that name, or nearest to it. */
import { FOUND, found, NOT_FOUND, notFound, UsageError, type Command } from './command.ts';
import { contributeUrl } from './catalog-data.ts';
import { indent, sentenceSpans, wrap } from './layout.ts';
import { search } from './search.ts';
import { toJson, toPrintable } from './terminal.ts';

export const find: Command = async (words, options, context) => {
  const query = words.join(' ');
  if (query.trim() === '') throw new UsageError('nothing to find: say a name, a code or some words of a message');
  const matches = await search(context, query);
  if (options.has('json')) {
    const rows = matches.map(({ id, name, score }) => {
      const [language] = id.split('/');
      return { id, name, language, score, lines: [], placeholders: {} };
    });
    return { ...found(toJson({ matches: rows })), exit: rows.length > 0 ? FOUND : NOT_FOUND };
  }
  if (matches.length === 0) {
    const about = await context.data.about();
    return notFound(
      `No error is found by ${JSON.stringify(toPrintable(query))}. A whole message or log goes into errdex explain.\n` +
        `How to add an error: ${contributeUrl(about)}\n`,
    );
  }
  const { screen } = context;
  const lines = matches.flatMap(({ id, name, title, alias, language }) => [
    ...wrap(
      screen,
      [
        { text: name, styles: ['bold'] },
        { text: `${alias === undefined ? '' : ` (${alias})`} · ${language} · `, styles: ['dim'] },
        { text: id, styles: ['cyan'] },
      ],
      screen.width,
    ),
    ...indent(wrap(screen, sentenceSpans(screen, title), screen.width - 2), 2),
  ]);
  const hint = screen.isTerminal ? ['', screen.paint('errdex show <id> shows one of them.', 'dim')] : [];
  return found(`${[...lines, ...hint].join('\n')}\n`);
};
