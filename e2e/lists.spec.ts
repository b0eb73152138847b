import { expect, test } from '@playwright/test';
import { fixturePage, sitePage } from './sites.ts';

test('home says what this is and how many entries each language has', async ({ page }) => {
  await page.goto(fixturePage(''));
  await expect(page.getByRole('heading', { level: 1 })).toContainText('programs that were run');
  const languages = page.getByRole('region', { name: 'Languages and tools' });
  await expect(languages.getByRole('listitem')).toHaveText([/^JavaScript errors\s*1$/, /^Python errors\s*2$/]);
  await expect(page.getByRole('region', { name: 'One error, many languages' })).toContainText('Missing value');
});

test('a language lists every entry by category', async ({ page }) => {
  await page.goto(fixturePage('python/'));
  const group = page.getByRole('region', { name: 'bounds' });
  await expect(group.getByRole('listitem')).toHaveCount(2);
  await expect(group).toContainText('A key is not in the mapping');
  await expect(group).toContainText('exception');
  await expect(group).toContainText('high');
});

test('filters narrow the list, and the address carries them', async ({ page }) => {
  await page.goto(fixturePage('python/'));
  await page.getByLabel('Severity').selectOption('medium');
  await expect(page.getByRole('link', { name: 'IndexError' })).toBeVisible();
  await expect(page.getByRole('link', { name: 'KeyError' })).toBeHidden();
  await expect(page).toHaveURL(/\?severity=medium$/);
  await expect(page.getByText('1 of 2 shown')).toBeVisible();

  await page.goto(fixturePage('python/?q=mapping'));
  await expect(page.getByLabel('Contains')).toHaveValue('mapping');
  await expect(page.getByRole('link', { name: 'KeyError' })).toBeVisible();
  await expect(page.getByRole('link', { name: 'IndexError' })).toBeHidden();
  await page.getByRole('button', { name: 'Show all' }).click();
  await expect(page.getByRole('link', { name: 'IndexError' })).toBeVisible();
  await expect(page).toHaveURL(fixturePage('python/'));

  // What an address asks for and the list does not have is passed over.
  await page.goto(fixturePage('python/?severity=deadly'));
  await expect(page.getByRole('link', { name: 'KeyError' })).toBeVisible();
});

test('a concept sets the languages side by side, the same lines in the same rows', async ({ page }) => {
  await page.setViewportSize({ width: 1440, height: 1000 });
  await page.goto(fixturePage('concepts/missing-value/'));
  const tops = await page
    .locator('.languages article')
    .evaluateAll((articles) =>
      articles.map((article) => article.querySelector('.program')?.getBoundingClientRect().top),
    );
  expect(tops).toHaveLength(2);
  expect(tops[0]).toBe(tops[1]);
  await expect(page.getByText('An exception names the key.')).toBeVisible();
  await expect(page.getByRole('heading', { name: 'Ask with a default' })).toBeVisible();
});

test('at least eight concepts compare three languages or more', async ({ page }) => {
  await page.goto(sitePage('concepts/'));
  const languages = await page.locator('main li p:last-child').allTextContents();
  expect(languages.filter((names) => names.split(', ').length >= 3).length).toBeGreaterThanOrEqual(8);
});
