/** Addresses of the sites under test, and the pages that stand for each kind of page. */

/** Address of `path` (without a leading slash) on the site of this repository. */
export function sitePage(path: string): string {
  return new URL(path, process.env['SITE_URL']).href;
}

/** Address of `path` (without a leading slash) on the small catalog under a base path. */
export function fixturePage(path: string): string {
  return new URL(path, process.env['FIXTURE_URL']).href;
}

/** One page of each kind. */
export const PAGES = {
  home: '',
  language: 'python/',
  entry: 'python/exception-group/',
  'compile error': 'rust/e0308/',
  concepts: 'concepts/',
  concept: 'concepts/null-dereference/',
  about: 'about/',
  contribute: 'contribute/',
  coverage: 'coverage/',
  'coverage of a language': 'coverage/typescript/',
  search: 'search/',
  explain: 'explain/',
  'not found': 'python/no-such-error/',
} as const satisfies Record<string, string>;
