import { expect, test } from '@playwright/test';
import { fixturePage, sitePage } from './sites.ts';

const SECTIONS = [
  'Production risk',
  'What this means',
  'Why it happens',
  'How to reproduce',
  'Fixes',
  'Examples',
  'What not to do',
  'Same error in other languages',
  'Version notes',
  'Related',
  'References',
];

test.describe('an entry', () => {
  test('says on its first screen what failed, how it prints, and on what it was proved', async ({ page }) => {
    await page.setViewportSize({ width: 360, height: 800 });
    await page.goto(sitePage('python/exception-group/'));
    await expect(page).toHaveTitle('ExceptionGroup (Python) · errdex');
    await expect(page.getByRole('heading', { level: 1 })).toHaveText('ExceptionGroup');
    for (const text of [
      'ExceptionGroup: unhandled errors in a TaskGroup (2 sub-exceptions)',
      // The error came with 3.11, and older versions, which were run too, do not count.
      /^Reproduced on CPython 3\.11\.\d+, .*3\.\d+\.\d+$/,
    ]) {
      await expect(page.getByText(text).first()).toBeInViewport();
    }
    await expect(page.getByRole('link', { name: 'Go to the first fix' })).toBeInViewport();
    for (const fact of ['Language Python', 'Kind exception', 'Level error', 'Category concurrency', 'Severity']) {
      await expect(page.locator('.facts')).toContainText(new RegExp(fact.replace(' ', '\\s*')));
    }
  });

  test('has its sections in order, each listed in the contents', async ({ page }) => {
    await page.goto(sitePage('python/exception-group/'));
    const headings = await page.locator('article h2').allTextContents();
    expect(headings).toEqual(SECTIONS.filter((title) => headings.includes(title)));
    expect(headings).toEqual(
      expect.arrayContaining(['Production risk', 'Fixes', 'Same error in other languages', 'References']),
    );
    await expect(page.getByRole('navigation', { name: 'On this page' }).getByRole('link')).toHaveText(headings);
  });

  test('shows no section that has nothing in it', async ({ page }) => {
    await page.goto(fixturePage('python/index-error/'));
    expect(await page.locator('article h2').allTextContents()).toEqual([
      'Production risk',
      'What this means',
      'Why it happens',
      'How to reproduce',
      'Fix',
    ]);
    await expect(page.getByText('Documented only')).toBeVisible();
    await expect(page.getByText('not run')).not.toHaveCount(0);
  });

  test('tells trigger, output and fix apart in words, not by color alone', async ({ page }) => {
    await page.goto(sitePage('python/key-error/'));
    const trigger = page.getByRole('figure').filter({ hasText: 'Trigger' });
    await expect(trigger).toContainText('fails with KeyError on CPython');
    await expect(trigger.locator('mark')).toHaveCount(1);
    await expect(page.getByRole('figure').filter({ hasText: 'as printed by CPython' }).first()).toContainText(
      'KeyError',
    );
    await expect(page.getByRole('figure').filter({ hasText: 'Fix' }).first()).toContainText('runs clean on CPython');
  });

  test('is whole without scripts', async ({ browser }) => {
    const context = await browser.newContext({ javaScriptEnabled: false });
    const page = await context.newPage();
    await page.goto(sitePage('python/exception-group/'));
    await expect(page.getByRole('heading', { name: 'Fixes' })).toBeVisible();
    await expect(page.getByRole('button', { name: 'Copy' })).toHaveCount(0);
    await page.getByRole('link', { name: 'Go to the first fix' }).click();
    await expect(page.locator('#fix-1')).toBeInViewport();
    await page.getByRole('searchbox').fill('KeyError');
    await page.getByRole('searchbox').press('Enter');
    await expect(page.getByRole('heading', { level: 2, name: 'All names' })).toBeVisible();
    await expect(page.getByText('The look-up box needs JavaScript.')).toBeVisible();
    await page.goto(fixturePage('python/key-error/'));
    await page.getByText('Setup, run first').first().click();
    await expect(page.getByText('prices = {"lamp": 20}').first()).toBeVisible();
    await context.close();
  });

  test('copies the whole runnable program, the folded setup too', async ({ browser }) => {
    const context = await browser.newContext({ permissions: ['clipboard-read', 'clipboard-write'] });
    const page = await context.newPage();
    await page.goto(fixturePage('python/key-error/'));
    await page.getByRole('button', { name: 'Copy' }).first().click();
    await expect(page.getByText('Copied').first()).toBeVisible();
    expect(await page.evaluate(() => navigator.clipboard.readText())).toBe(
      'prices = {"lamp": 20}\nprint(prices["desk"])\n',
    );
    await context.close();
  });

  test('shows what the program reads beside its code', async ({ page }) => {
    await page.goto(sitePage('python/type-error/'));
    await page.locator('summary', { hasText: 'Standard input' }).first().click();
    await expect(page.locator('details.beside[open] code .l').first()).toBeVisible();
  });

  test('numbers the lines of a trigger as its trace does, the setup counted', async ({ page }) => {
    await page.goto(fixturePage('python/key-error/'));
    await expect(page.locator('mark.l')).toHaveAttribute('data-n', '2');
  });

  test('shows what the trigger printed on each version, and what an older one says instead', async ({ page }) => {
    await page.setViewportSize({ width: 360, height: 800 });
    await page.goto(sitePage('python/exception-group/'));
    const table = page.getByRole('table', { name: 'Message by version' });
    await expect(table.getByRole('columnheader')).toHaveText(['Version', 'Message of the trigger']);
    const newest = table.getByRole('row').filter({ hasText: 'ExceptionGroup: unhandled errors in a TaskGroup' });
    await expect(newest.getByRole('rowheader')).toHaveText(/^CPython 3\.\d+\.\d+/);
    await expect(newest).not.toContainText('not this error');
    const older = table.getByRole('row').filter({ hasText: "module 'asyncio' has no attribute 'TaskGroup'" });
    await expect(older.getByRole('rowheader')).toHaveText(/^CPython 3\.8\.\d+/);
    await expect(older).toContainText('not this error; exit code 1');
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(360);
    await page.goto(sitePage('python/key-error/'));
    await expect(page.getByRole('heading', { name: 'Version notes' })).toBeVisible();
    await expect(page.getByRole('table', { name: 'Message by version' })).toHaveCount(0);
  });

  test('leads on: to other languages, to its source, back to its language', async ({ page }) => {
    await page.goto(fixturePage('python/key-error/'));
    await expect(page.getByRole('link', { name: 'Edit this page' })).toHaveAttribute(
      'href',
      /edit\/main\/.*python\/key-error\.yaml$/,
    );
    await expect(page.getByRole('link', { name: 'Report a mistake' }).first()).toHaveAttribute(
      'href',
      /entry=python%2Fkey-error/,
    );
    await page.getByRole('link', { name: 'TypeError: Cannot read properties of undefined' }).first().click();
    await expect(page).toHaveURL(fixturePage('javascript/type-error-undefined/'));
    await page.getByRole('link', { name: /All JavaScript errors/ }).click();
    await expect(page).toHaveURL(fixturePage('javascript/'));
  });
});

test('a name as typed and an alias lead to the entry', async ({ page }) => {
  for (const address of ['python/keyerror/', 'python/lookupkeyerror/', 'python/lookup-key-error/']) {
    await page.goto(fixturePage(address));
    await expect(page).toHaveURL(fixturePage('python/key-error/'));
  }
});

test('an unknown address offers the nearest entries', async ({ page }) => {
  const response = await page.goto(fixturePage('python/keyeror/'));
  expect(response?.status()).toBe(404);
  await expect(page.getByRole('heading', { name: 'The nearest entries' })).toBeVisible();
  await page.locator('errdex-nearest').getByRole('link').first().click();
  await expect(page).toHaveURL(fixturePage('python/key-error/'));
});
