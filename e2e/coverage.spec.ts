import { expect, test } from '@playwright/test';
import { sitePage } from './sites.ts';

/** CPython lists it, and nothing in it raises it: nobody will write its entry. */
const UNWRITTEN = 'FloatingPointError';

test('says of each language how much of its official list has an entry', async ({ page }) => {
  await page.goto(sitePage('coverage/'));
  const row = page.getByRole('row', { name: /^Python errors/ });
  await expect(row).toContainText(/\d+ of \d+ built-in exceptions and warnings CPython 3\.\d+/);
  await expect(page.getByRole('row', { name: /^Git errors/ })).toContainText('No program lists them here yet');
  await row.getByRole('link', { name: /built-in exceptions/ }).click();
  await expect(page).toHaveURL(sitePage('coverage/python/'));
  const covered = page.getByRole('region', { name: 'With an entry' });
  await covered.getByRole('link', { name: 'KeyError', exact: true }).click();
  await expect(page).toHaveURL(sitePage('python/key-error/'));
});

test('a name that is known and not written is found, and leads to where it is begun', async ({ page }) => {
  await page.goto(sitePage(''));
  await page.getByRole('combobox', { name: /^Look up/ }).fill(UNWRITTEN.toLowerCase());
  const answer = page.getByRole('option').first();
  await expect(answer).toContainText(UNWRITTEN);
  await expect(answer).toContainText('Known, and not written yet');
  await answer.click();
  await expect(page).toHaveURL(sitePage(`contribute/?write=python%2F${UNWRITTEN}`));
  await expect(page.getByRole('heading', { name: `Write “${UNWRITTEN}”` })).toBeVisible();
  await expect(page.getByText(`npm run new -- python ${UNWRITTEN}`)).toBeVisible();
  const href = await page.getByRole('link', { name: 'Begin the file on the web' }).getAttribute('href');
  const address = new URL(href ?? '');
  expect(address.pathname).toMatch(/\/new\/main\/errors\/python$/);
  expect(address.searchParams.get('filename')).toBe('floating-point-error.yaml');
  expect(address.searchParams.get('value')).toContain(`\nname: "${UNWRITTEN}"\n`);
  // What servers take of an address.
  expect(address.href.length).toBeLessThan(8000);
});

test('an address of a known name without an entry leads there too', async ({ page }) => {
  const response = await page.goto(sitePage('python/floating-point-error/'));
  expect(response?.status()).toBe(404);
  const link = page.locator('errdex-nearest').getByRole('link', { name: UNWRITTEN });
  await expect(link).toHaveAttribute('href', `/contribute/?write=python%2F${UNWRITTEN}`);
});

test('entries are answered without the list of known names', async ({ page }) => {
  const asked: string[] = [];
  page.on('request', (request) => asked.push(new URL(request.url()).pathname));
  await page.goto(sitePage(''));
  await page.getByRole('combobox', { name: /^Look up/ }).fill('KeyError');
  await expect(page.getByRole('option').first()).toContainText('KeyError');
  expect(asked.filter((path) => path.includes('/known/'))).toEqual([]);
});

test('the very name comes before entries that only start so', async ({ page }) => {
  await page.goto(sitePage(''));
  // PostgreSQL has a 40001.
  await page.getByRole('combobox', { name: /^Look up/ }).fill('400');
  await expect(page.getByRole('option').first()).toContainText('Known, and not written yet');
  await expect(page.getByRole('option').nth(1)).toContainText('40001');
});

test('the command for a name that starts with a hyphen does not take it for an option', async ({ page }) => {
  await page.goto(sitePage('contribute/?write=c%2F-Wformat-overflow'));
  await expect(page.getByText('npm run new -- c -- -Wformat-overflow', { exact: true })).toBeVisible();
});

for (const asked of ['nowhere/KeyError', 'python/KeyError', 'python/Call 555-0100 now', 'python/']) {
  test(`an address that asks to write ${asked} shows the guide alone`, async ({ page }) => {
    await page.goto(sitePage(`contribute/?write=${encodeURIComponent(asked)}`), { waitUntil: 'networkidle' });
    await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
    await expect(page.getByRole('heading', { name: /^Write “/ })).toHaveCount(0);
  });
}
