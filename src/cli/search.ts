/** The one place that says how entries are found by what someone types. */
import { findEntries, needsMessages } from '../lookup/find-entries.ts';
import type { NameMatch } from '../lookup/find-names.ts';
import type { Context } from './command.ts';

const LIMIT = 10;

/** The best matches for `query`, best first. The messages are only read where no name answers it. */
export async function search({ data }: Context, query: string): Promise<NameMatch[]> {
  const names = await data.names();
  const matches = findEntries(names, undefined, query, LIMIT);
  return needsMessages(query, matches) ? findEntries(names, await data.messages(), query, LIMIT) : matches;
}

/** From here up, the score says that the query is the name itself, or another name of the same error. */
const VERY_NAME = 0.99;

/** Those of `matches` whose very name was typed; more than one where several languages have that name. */
export function withVeryName(matches: readonly NameMatch[]): NameMatch[] {
  const best = matches[0]?.score ?? 0;
  return best < VERY_NAME ? [] : matches.filter(({ score }) => score === best);
}
