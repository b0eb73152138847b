/** Which entry is meant by an id or a name. */
import { nearest } from '../catalog/names.ts';
import type { NameMatch } from '../lookup/find-names.ts';
import { idsOf } from '../lookup/name-index.ts';
import { notFound, UsageError, type Context, type Outcome } from './command.ts';
import { namesJson } from './matches-json.ts';
import { search, withVeryName } from './search.ts';
import { toPrintable } from './terminal.ts';

/**
 * The id of the entry that `words` name, or what to answer where that is none or several: a list for `command`, which was
 * called, or the candidates in JSON.
 */
export async function pickEntry(
  words: readonly string[],
  command: string,
  isJson: boolean,
  context: Context,
): Promise<{ readonly id: string } | { readonly answer: Outcome }> {
  const typed = words.join(' ').trim();
  if (typed === '') throw new UsageError('no error is named: say an id such as python/key-error, or a name');
  const ids = new Set(idsOf(await context.data.names()));
  const id = typed.toLowerCase();
  if (ids.has(id)) return { id };
  const matches = await search(context, typed);
  const named = withVeryName(matches);
  const [only] = named;
  if (only && named.length === 1) return { id: only.id };
  if (!only && words.length > 1 && (await areNames(words, ids, context)))
    throw new UsageError(`${words.map((word) => JSON.stringify(word)).join(', ')} are several errors: one at a time`);
  const candidates = only ? named : matches.filter((match) => isNear(match, typed)).slice(0, MAX_NEAR);
  if (isJson) return { answer: notFound('', namesJson(candidates)) };
  const shown = toPrintable(typed);
  const list = candidates.map((match) => `  errdex ${command} ${match.id}  (${match.name}, ${match.language})\n`);
  const next = list.length > 0 ? 'Nearest to it:' : 'Find one by other words: errdex find <words>';
  const head = only
    ? `${shown} is the name of several errors:\n`
    : `No error has the id or the name ${JSON.stringify(shown)}. ${next}\n`;
  return { answer: notFound(head + list.join('')) };
}

/** Whether each of `words` is an id or a name by itself. */
async function areNames(words: readonly string[], ids: ReadonlySet<string>, context: Context): Promise<boolean> {
  for (const word of words) {
    if (!ids.has(word.toLowerCase()) && withVeryName(await search(context, word)).length === 0) return false;
  }
  return true;
}

const MAX_NEAR = 5;
/** From here up, a name starts with what was typed, or has it as words; below, its letters may stand in any name. */
const NEAR = 0.45;

/** Whether `match` can be what was meant by `typed`: by its score, or for a typing error or two. */
function isNear({ name, alias, score }: NameMatch, typed: string): boolean {
  return score >= NEAR || nearest(typed, [name, alias ?? name]) !== undefined;
}
