/** The one place that says how entries are found by what someone types. */
import { addFromMessages, needsMessages } from '../lookup/find-entries.ts';
import { findNames, type NameMatch } from '../lookup/find-names.ts';
import { VERY_NAME } from '../lookup/name-index.ts';
import type { Context } from './command.ts';

const LIMIT = 10;

/** The best matches for `query`, best first. The messages are only read where no name answers it. */
export async function search({ data }: Context, query: string): Promise<NameMatch[]> {
  const names = await data.names();
  const byName = findNames(names, query, LIMIT);
  return needsMessages(query, byName) ? addFromMessages(names, await data.messages(), query, byName, LIMIT) : byName;
}

/** Those of `matches` whose very name was typed; more than one where several languages have that name. */
export function withVeryName(matches: readonly NameMatch[]): NameMatch[] {
  const best = matches[0]?.score ?? 0;
  return best < VERY_NAME ? [] : matches.filter(({ score }) => score === best);
}
