import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import { brotliCompressSync, constants } from 'node:zlib';
import { expect, test, type Page } from '@playwright/test';
import { loadConfig } from '../src/config.ts';
import { PAGES, sitePage } from './sites.ts';

const KILOBYTE = 1024;

/** Compresses less in a tenth of the time: what is light enough so is lighter as a host compresses it. */
const QUICK = { params: { [constants.BROTLI_PARAM_QUALITY]: 4 } };

interface Weight {
  readonly requests: number;
  /** All bodies, each compressed as a host would. In bytes. */
  readonly bytes: number;
  /** Of those, scripts. */
  readonly script: number;
}

/** What a browser fetches for the first view of a page. */
async function weigh(page: Page, address: string): Promise<Weight> {
  const pending: Promise<{ type: string; body: Buffer }>[] = [];
  page.on('response', (response) => {
    const type = response.request().resourceType();
    pending.push(response.body().then((body) => ({ type, body })));
  });
  await page.goto(address, { waitUntil: 'networkidle' });
  // Compressing takes long enough to hold up what tells that the network rests, so it waits until it does.
  const bodies = (await Promise.all(pending)).map(({ type, body }) => ({
    type,
    size: brotliCompressSync(body).byteLength,
  }));
  const sum = (type?: string): number =>
    bodies.filter((body) => type === undefined || body.type === type).reduce((total, { size }) => total + size, 0);
  return { requests: bodies.length, bytes: sum(), script: sum('script') };
}

for (const [kind, address] of Object.entries(PAGES)) {
  test(`${kind}: at most 40 KB, 6 requests, 8 KB of script`, async ({ page }) => {
    const { requests, bytes, script } = await weigh(page, sitePage(address));
    test
      .info()
      .annotations.push({ type: 'weight', description: `${bytes} B, ${requests} requests, ${script} B of script` });
    expect(bytes).toBeLessThanOrEqual(40 * KILOBYTE);
    expect(requests).toBeLessThanOrEqual(6);
    expect(script).toBeGreaterThan(0);
    expect(script).toBeLessThanOrEqual(8 * KILOBYTE);
  });

  for (const width of [360, 1440]) {
    test(`${kind}: nothing moves at ${width} px`, async ({ page }) => {
      await page.setViewportSize({ width, height: 900 });
      await page.addInitScript(() => {
        new PerformanceObserver((list) => {
          for (const entry of list.getEntries()) {
            if ('value' in entry && typeof entry.value === 'number')
              document.documentElement.dataset['shift'] = String(
                Number(document.documentElement.dataset['shift'] ?? 0) + entry.value,
              );
          }
        }).observe({ type: 'layout-shift', buffered: true });
      });
      await page.goto(sitePage(address), { waitUntil: 'networkidle' });
      const shift = await page.evaluate(() => Number(document.documentElement.dataset['shift'] ?? 0));
      expect(shift).toBeLessThanOrEqual(0.01);
    });
  }
}

test('every entry keeps the budget of a first view', async ({ request }) => {
  const sitemap = await (await request.get(sitePage('sitemap.xml'))).text();
  const addresses = [...sitemap.matchAll(/<loc>https?:\/\/[^/]+\/([^<]*)<\/loc>/g)].flatMap(([, found]) => found ?? []);
  const entries = addresses.filter((each) => each.split('/').length === 3 && !each.startsWith('concepts/'));
  expect(entries.length).toBeGreaterThanOrEqual(30);
  const heavy: string[] = [];
  for (const entry of entries) {
    const html = await (await request.get(sitePage(entry))).body();
    // The style sheet and the scripts, measured above, take less than 10 KB.
    const isLight = brotliCompressSync(html, QUICK).byteLength <= 30 * KILOBYTE;
    const size = isLight ? 0 : brotliCompressSync(html).byteLength;
    if (size > 30 * KILOBYTE) heavy.push(`${entry}: ${size} B`);
  }
  expect(heavy).toEqual([]);
});

test.describe('the look-up at 1,000 entries', () => {
  const scripts = path.join(loadConfig(process.env).out, '_astro');

  /** What the file `lookup/<name>.json` weighs, scaled from the entries there are. In bytes. */
  async function weighIndex(name: string): Promise<number> {
    const folder = path.join(loadConfig(process.env).out, 'lookup');
    const names: unknown = JSON.parse(await readFile(path.join(folder, 'names.json'), 'utf8'));
    const entries = isListing(names) ? names.entries.length : 0;
    expect(entries).toBeGreaterThan(0);
    const file = await readFile(path.join(folder, `${name}.json`));
    return (brotliCompressSync(file).byteLength * 1000) / entries;
  }

  async function weighScript(name: string): Promise<number> {
    const found = (await readdir(scripts)).filter((file) => file.startsWith(name));
    expect(found).toHaveLength(1);
    return brotliCompressSync(await readFile(path.join(scripts, found[0] ?? ''))).byteLength;
  }

  test('the first letter is answered after at most 15 KB', async () => {
    const index = await weighIndex('names');
    const script = await weighScript('name-engine');
    test.info().annotations.push({ type: 'weight', description: `${Math.round(index)} B and ${script} B of script` });
    expect(index + script).toBeLessThanOrEqual(15 * KILOBYTE);
  });

  test('a paste is searched in at most 60 KB of messages, by at most 4 KB of script', async () => {
    const index = await weighIndex('messages');
    const script = await weighScript('explain-worker');
    test.info().annotations.push({ type: 'weight', description: `${Math.round(index)} B and ${script} B of script` });
    expect(index).toBeLessThanOrEqual(60 * KILOBYTE);
    expect(script).toBeLessThanOrEqual(4 * KILOBYTE);
  });
});

function isListing(value: unknown): value is { entries: readonly unknown[] } {
  return typeof value === 'object' && value !== null && 'entries' in value && Array.isArray(value.entries);
}
