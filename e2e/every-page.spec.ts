import AxeBuilder from '@axe-core/playwright';
import { expect, test, type Page } from '@playwright/test';
import { PAGES, sitePage } from './sites.ts';

/** What axe objects to on the page as it stands. */
async function listViolations(page: Page): Promise<string[]> {
  const { violations } = await new AxeBuilder({ page })
    .withTags(['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'])
    .analyze();
  return violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html.slice(0, 120)).join(' | ')}`);
}

for (const [kind, path] of Object.entries(PAGES)) {
  test.describe(kind, () => {
    for (const colorScheme of ['light', 'dark'] as const) {
      test(`has nothing that axe objects to, ${colorScheme}`, async ({ browser }) => {
        const context = await browser.newContext({ colorScheme });
        const page = await context.newPage();
        await page.goto(sitePage(path));
        expect(await listViolations(page)).toEqual([]);
        await context.close();
      });
    }

    test('asks no other host and breaks no policy', async ({ page }) => {
      const hosts = new Set<string>();
      const complaints: string[] = [];
      page.on('request', (request) => hosts.add(new URL(request.url()).host));
      page.on('pageerror', (error) => complaints.push(error.message));
      page.on('console', (message) => {
        // The page for an unknown address comes with that status, which the browser mentions.
        const isExpected = kind === 'not found' && message.text().includes('404');
        if (['error', 'warning'].includes(message.type()) && !isExpected) complaints.push(message.text());
      });
      await page.goto(sitePage(path), { waitUntil: 'networkidle' });
      expect(complaints).toEqual([]);
      expect([...hosts]).toEqual([new URL(sitePage('')).host]);
      const policy = await page.locator('meta[http-equiv="content-security-policy" i]').getAttribute('content');
      expect(policy).toContain("default-src 'none'");
      expect(policy).not.toContain('unsafe');
      expect(await page.locator('[style]').count()).toBe(0);
    });

    for (const width of [320, 360, 768, 1440, 1920]) {
      test(`fits ${width} px`, async ({ page }) => {
        await page.setViewportSize({ width, height: 900 });
        await page.goto(sitePage(path));
        const overflow = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
        expect(overflow).toBeLessThanOrEqual(0);
      });
    }

    test('has one heading of the first level, then no level left out', async ({ page }) => {
      await page.goto(sitePage(path));
      const levels = await page
        .locator('h1:visible, h2:visible, h3:visible, h4:visible')
        .evaluateAll((headings) =>
          headings.filter((heading) => !heading.closest('aside')).map(({ tagName }) => Number(tagName[1])),
        );
      expect(levels.filter((level) => level === 1)).toHaveLength(1);
      for (const [index, level] of levels.entries()) expect(level).toBeLessThanOrEqual((levels[index - 1] ?? 0) + 1);
    });

    test('keeps the space between words and what is set apart from them', async ({ page }) => {
      await page.goto(sitePage(path));
      const joined = await page.evaluate(() =>
        [...document.querySelectorAll('main p, main li, main dd, main dt, footer p')]
          .map((element) => element.innerHTML)
          .flatMap(
            (html) =>
              html.match(
                /[a-z,;:](?:<(?:a|code|b|kbd|select)\b|<span class="soft)[^>]*>|<\/(?:a|code|b|kbd)>(?:<span[^>]*>)?[a-z]/gi,
              ) ?? [],
          )
          // A plural or possessive of a code word is one word.
          .filter((found) => !found.endsWith('</code>s')),
      );
      expect(joined).toEqual([]);
    });
  });
}

/** What scripts put on a page: its address, what is typed there, and what is there when it is answered. */
const ANSWERS = {
  'an explained paste': {
    path: 'explain/',
    typed: `${'INFO ready '.repeat(40)}\nKeyError: '${'user_id_'.repeat(30)}'\nIndexError: list index out of range`,
    shown: '[data-slot="others"] li',
  },
  'a paste without a known error': { path: 'explain/', typed: 'all is well', shown: '[data-slot="nothing"]' },
  'a page of answers': { path: 'search/', typed: 'typeerror', shown: '[data-slot="found"] .title' },
  'an answered box': { path: 'about/', typed: 'typeerror', shown: '[role="option"] .title' },
  'a box without an answer': { path: '', typed: 'zzzzqqqq'.repeat(10), shown: '.instead a' },
} as const;

for (const [kind, { path, typed, shown }] of Object.entries(ANSWERS)) {
  for (const colorScheme of ['light', 'dark'] as const) {
    test(`${kind} fits 320 px and has nothing that axe objects to, ${colorScheme}`, async ({ browser }) => {
      const context = await browser.newContext({ colorScheme, viewport: { width: 320, height: 900 } });
      const page = await context.newPage();
      await page.goto(sitePage(path));
      await page.locator('textarea, [role="search"] input').last().fill(typed);
      await expect(page.locator(shown).first()).toBeVisible();
      expect(await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth)).toBeLessThanOrEqual(
        0,
      );
      expect(await listViolations(page)).toEqual([]);
      await context.close();
    });
  }
}

test('a chosen theme is there before the first paint, and stays', async ({ page }) => {
  await page.emulateMedia({ colorScheme: 'light' });
  await page.goto(sitePage(''));
  const background = (): Promise<string> => page.evaluate(() => getComputedStyle(document.body).backgroundColor);
  const light = await background();
  await page.getByLabel('Theme').selectOption('dark');
  expect(await background()).not.toBe(light);
  // Scripts at the end of the page must have no part in it.
  await page.route('**/*.js', (route) => route.abort());
  await page.goto(sitePage('python/'));
  expect(await background()).not.toBe(light);
  expect(await page.evaluate(() => document.documentElement.dataset['theme'])).toBe('dark');
});

test('print leaves out what paper cannot use', async ({ page }) => {
  await page.goto(sitePage(PAGES.entry));
  await page.emulateMedia({ media: 'print' });
  await expect(page.locator('.site-header')).toBeHidden();
  await expect(page.getByRole('button', { name: 'Copy' }).first()).toBeHidden();
  await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
});
