/** Which entry is meant by an id or a name. */
import { idsOf } from '../lookup/name-index.ts';
import { notFound, UsageError, type Context, type Outcome } from './command.ts';
import { search, withVeryName } from './search.ts';
import { toPrintable } from './terminal.ts';

/** The id of the entry that `words` name, or what to answer where that is none or several; `command` is what was called. */
export async function pickEntry(
  words: readonly string[],
  command: string,
  context: Context,
): Promise<{ readonly id: string } | { readonly answer: Outcome }> {
  const typed = words.join(' ').trim();
  if (typed === '') throw new UsageError('no error is named: say an id such as python/key-error, or a name');
  const id = typed.toLowerCase();
  if (idsOf(await context.data.names()).includes(id)) return { id };
  const matches = await search(context, typed);
  const named = withVeryName(matches);
  const [only] = named;
  if (only && named.length === 1) return { id: only.id };
  const shown = toPrintable(typed);
  const list = (named.length > 0 ? named : matches.slice(0, 5)).map(
    (match) => `  errdex ${command} ${match.id}  (${match.name}, ${match.language})\n`,
  );
  const head =
    named.length > 0
      ? `${shown} is the name of several errors:\n`
      : `No error has the id or the name ${JSON.stringify(shown)}.${list.length > 0 ? ' Nearest to it:' : ''}\n`;
  return { answer: notFound(head + list.join('')) };
}
