/** Facts come from who makes the runtime: pages that retell them are never the only reference of an entry. */
import type { Catalog } from '../load.ts';
import type { Problem } from '../problem.ts';

/** Sites that retell, as ends of host names. */
const SECONDARY = [
  ...['stackoverflow.com', 'stackexchange.com', 'superuser.com', 'serverfault.com', 'askubuntu.com', 'quora.com'],
  ...['medium.com', 'dev.to', 'hashnode.dev', 'substack.com', 'blogspot.com', 'wordpress.com', 'reddit.com'],
  ...['geeksforgeeks.org', 'w3schools.com', 'tutorialspoint.com', 'baeldung.com', 'realpython.com', 'wikipedia.org'],
  ...['digitalocean.com', 'freecodecamp.org', 'sentry.io', 'rollbar.com', 'youtube.com', 'programiz.com'],
];

export function* checkReferences({ entries }: Catalog): Generator<Problem> {
  for (const { references, source } of entries.values()) {
    const [first] = references;
    if (first === undefined || !references.every(({ url }) => isSecondary(url))) continue;
    yield {
      file: source.file,
      ...source.locate(['references', 0, 'url']),
      rule: 'secondary-reference',
      message: `${new URL(first.url).host} retells what others say, and nothing else is referred to`,
      remedy: 'add the primary source: the language reference, the documentation or the source of the runtime',
    };
  }
}

function isSecondary(url: string): boolean {
  const { hostname } = new URL(url);
  return SECONDARY.some((site) => hostname === site || hostname.endsWith(`.${site}`));
}
