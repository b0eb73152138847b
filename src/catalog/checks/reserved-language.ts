/** A language's address is its folder's name, and so is none that a page of the site has. */
import type { Catalog } from '../load.ts';
import type { Problem } from '../problem.ts';

/** First path segments that the site itself answers. */
export const RESERVED: ReadonlySet<string> = new Set([
  ...['404', 'about', 'concepts', 'contribute', 'coverage', 'explain', 'known', 'lookup', 'search'],
]);

export function* checkReserved({ languages }: Catalog): Generator<Problem> {
  for (const { id, source } of languages.values()) {
    if (!RESERVED.has(id)) continue;
    yield {
      file: source.file,
      ...source.locate([]),
      rule: 'reserved-language',
      message: `the site has a page of its own at /${id}/`,
      remedy: `rename the folder ${id}/, for instance to ${id}-lang/`,
    };
  }
}
