import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import { expect, test } from '@playwright/test';
import { loadConfig } from '../src/config.ts';
import { FIXTURE } from './start-sites.ts';

const SITES = {
  'the site': { out: loadConfig(process.env).out, base: '/' },
  'a site under a base path': { out: FIXTURE.out, base: FIXTURE.base },
};

for (const [name, { out, base }] of Object.entries(SITES)) {
  test(`${name}: every link leads to a page, every anchor to a place on it`, async () => {
    const files = await readdir(out, { recursive: true });
    const pages = files.filter((file) => file.endsWith('.html')).map((file) => file.split(path.sep).join('/'));
    const ids = new Map<string, Set<string>>();
    const html = new Map<string, string>();
    for (const page of pages) {
      const text = await readFile(path.join(out, page), 'utf8');
      html.set(page, text);
      ids.set(page, new Set([...text.matchAll(/\sid="([^"]+)"/g)].flatMap(([, id]) => id ?? [])));
    }
    const broken = new Set<string>();
    let seen = 0;
    for (const [page, text] of html) {
      for (const [, raw = ''] of text.matchAll(/\s(?:href|src|action|data-index|data-base)="([^"]*)"/g)) {
        const address = new URL(
          raw.replaceAll('&#38;', '&').replaceAll('&amp;', '&'),
          `http://site${base}${page.replace(/index\.html$/, '')}`,
        );
        if (address.host !== 'site') continue;
        seen += 1;
        const target = address.pathname.startsWith(base) ? address.pathname.slice(base.length) : undefined;
        if (target === undefined) broken.add(`${page}: ${raw} leaves the base path`);
        else if (target === '' || target.endsWith('/')) {
          const found = ids.get(`${target}index.html`);
          const anchor = decodeURIComponent(address.hash.slice(1));
          if (!found) broken.add(`${page}: ${raw}`);
          else if (anchor !== '' && !found.has(anchor)) broken.add(`${page}: ${raw} has no such place`);
        } else if (!files.includes(target)) broken.add(`${page}: ${raw}`);
      }
    }
    expect(seen).toBeGreaterThan(pages.length);
    expect([...broken]).toEqual([]);
  });
}
