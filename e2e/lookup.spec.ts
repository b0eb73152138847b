import { expect, test, type Locator, type Page } from '@playwright/test';
import { fixturePage, sitePage } from './sites.ts';

const lookupBox = (page: Page): Locator => page.getByRole('combobox', { name: /^Look up/ });

/** The theme at the foot of a page has options too. */
const answers = (page: Page): Locator => page.getByRole('listbox', { name: 'Entries' }).getByRole('option');

test('answers as one types, and Enter follows the first answer', async ({ page }) => {
  await page.goto(sitePage('about/'));
  await page.keyboard.press('/');
  const box = lookupBox(page);
  await expect(box).toBeFocused();
  await page.keyboard.type('keyer');
  await expect(answers(page).first()).toContainText('KeyError');
  await expect(box).toHaveAttribute('aria-expanded', 'true');
  await page.keyboard.press('Enter');
  await expect(page).toHaveURL(sitePage('python/key-error/'));
});

test('arrow keys choose, Escape closes, and the reader is told how many there are', async ({ page }) => {
  await page.goto(fixturePage(''));
  const box = lookupBox(page);
  await box.fill('error');
  const options = answers(page);
  await expect(options).toHaveCount(3);
  await expect(page.getByRole('status').filter({ hasText: '3 entries' })).toHaveCount(1);
  await expect(options.nth(0)).toHaveAttribute('aria-selected', 'true');
  await page.keyboard.press('ArrowDown');
  await expect(options.nth(1)).toHaveAttribute('aria-selected', 'true');
  await expect(box).toHaveAttribute('aria-activedescendant', (await options.nth(1).getAttribute('id')) ?? '');
  await page.keyboard.press('ArrowUp');
  await page.keyboard.press('ArrowUp');
  await expect(options.nth(2)).toHaveAttribute('aria-selected', 'true');
  await page.keyboard.press('Escape');
  await expect(options.first()).toBeHidden();
  await expect(box).toHaveAttribute('aria-expanded', 'false');
});

for (const [typed, first] of [
  ['KeyError', 'python/key-error/'],
  ['key error', 'python/key-error/'],
  ['recusrion', 'python/recursion-error/'],
  ['NullPointerExeption', 'java/null-pointer-exception/'],
  ['e0308', 'rust/e0308/'],
  ['type error python', 'python/type-error/'],
] as const) {
  test(`finds ${typed}`, async ({ page }) => {
    await page.goto(sitePage(''));
    await lookupBox(page).fill(typed);
    await answers(page).first().click();
    await expect(page).toHaveURL(sitePage(first));
  });
}

test('says so where nothing is named like that', async ({ page }) => {
  await page.goto(fixturePage(''));
  await lookupBox(page).fill('zzzzqqqq');
  await expect(page.locator('errdex-lookup .nothing')).toHaveText('No entry is named like “zzzzqqqq”.');
  await expect(page.getByRole('status').filter({ hasText: 'No entry is named like' })).toHaveCount(1);
  await expect(answers(page)).toHaveCount(0);
});

test('says so where the index does not come, and the form still works', async ({ page }) => {
  await page.route('**/lookup.json', (route) => route.abort());
  await page.goto(fixturePage('about/'));
  await lookupBox(page).fill('key');
  await expect(page.getByText('The index could not be loaded.').first()).toBeVisible();
  await page.keyboard.press('Enter');
  await expect(page).toHaveURL(/search\/\?q=key$/);
});

test('an answer that comes late is not shown for a query that was typed over', async ({ page }) => {
  await page.route('**/lookup.json', async (route) => {
    await new Promise((resolve) => setTimeout(resolve, 400));
    await route.continue();
  });
  await page.goto(fixturePage(''));
  const box = lookupBox(page);
  await box.pressSequentially('key', { delay: 20 });
  await box.fill('index');
  await expect(answers(page).first()).toContainText('IndexError');
});

test('an answer that comes after the box was emptied is not shown', async ({ page }) => {
  const asked = page.waitForResponse('**/lookup.json');
  await page.route('**/lookup.json', async (route) => {
    await new Promise((resolve) => setTimeout(resolve, 400));
    await route.continue();
  });
  await page.goto(fixturePage(''));
  await lookupBox(page).fill('key');
  await lookupBox(page).fill('');
  await (await asked).finished();
  await page.waitForTimeout(200);
  await expect(page.locator('errdex-lookup .results')).toBeHidden();
});

test('nothing of the index is loaded before the box is used', async ({ page }) => {
  const asked: string[] = [];
  page.on('request', (request) => asked.push(request.url()));
  await page.goto(fixturePage('python/'), { waitUntil: 'networkidle' });
  expect(asked.filter((address) => address.endsWith('lookup.json'))).toEqual([]);
});

test('the page of all names answers what its address asks', async ({ page }) => {
  await page.goto(fixturePage('search/?q=keyerror'));
  await expect(lookupBox(page)).toHaveValue('keyerror');
  await expect(answers(page).first()).toContainText('KeyError');
});
