import { brotliCompressSync, constants } from 'node:zlib';
import { expect, test, type Page } from '@playwright/test';
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
  const bodies: { type: string; size: number }[] = [];
  const pending: Promise<void>[] = [];
  page.on('response', (response) => {
    pending.push(
      response.body().then((body) => {
        bodies.push({ type: response.request().resourceType(), size: brotliCompressSync(body).byteLength });
      }),
    );
  });
  await page.goto(address, { waitUntil: 'networkidle' });
  await Promise.all(pending);
  const sum = (type?: string): number =>
    bodies.filter((body) => type === undefined || body.type === type).reduce((total, { size }) => total + size, 0);
  return { requests: bodies.length, bytes: sum(), script: sum('script') };
}

for (const [kind, path] of Object.entries(PAGES)) {
  test(`${kind}: at most 40 KB, 6 requests, 8 KB of script`, async ({ page }) => {
    const { requests, bytes, script } = await weigh(page, sitePage(path));
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
      await page.goto(sitePage(path), { waitUntil: 'networkidle' });
      const shift = await page.evaluate(() => Number(document.documentElement.dataset['shift'] ?? 0));
      expect(shift).toBeLessThanOrEqual(0.01);
    });
  }
}

test('every entry keeps the budget of a first view', async ({ request }) => {
  const sitemap = await (await request.get(sitePage('sitemap.xml'))).text();
  const paths = [...sitemap.matchAll(/<loc>https?:\/\/[^/]+\/([^<]*)<\/loc>/g)].flatMap(([, path]) => path ?? []);
  const entries = paths.filter((path) => path.split('/').length === 3 && !path.startsWith('concepts/'));
  expect(entries.length).toBeGreaterThanOrEqual(30);
  const heavy: string[] = [];
  for (const path of entries) {
    const html = await (await request.get(sitePage(path))).body();
    // The style sheet and the scripts, measured above, take less than 10 KB.
    const isLight = brotliCompressSync(html, QUICK).byteLength <= 30 * KILOBYTE;
    const size = isLight ? 0 : brotliCompressSync(html).byteLength;
    if (size > 30 * KILOBYTE) heavy.push(`${path}: ${size} B`);
  }
  expect(heavy).toEqual([]);
});
