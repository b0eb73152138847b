/** The highlighting grammars there are: a name outside this set would be shown as plain text without a word. */
import { bundledLanguagesInfo } from 'shiki/langs';

export const GRAMMARS: ReadonlySet<string> = new Set(
  bundledLanguagesInfo.flatMap(({ id, aliases = [] }) => [id, ...aliases]),
);
