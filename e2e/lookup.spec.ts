import { expect, test, type Locator, type Page } from '@playwright/test';
import { holdBack, keepEarlier } from './answers.ts';
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
  await expect(page.getByRole('link', { name: 'Paste the whole error instead' })).toHaveAttribute(
    'href',
    '/docs/explain/',
  );
  await expect(page.getByRole('status').filter({ hasText: 'No entry is named like' })).toHaveCount(1);
  await expect(answers(page)).toHaveCount(0);
});

test('says so where the index does not come, and the form still works', async ({ page }) => {
  await page.route('**/lookup/names.json', (route) => route.abort());
  await page.goto(fixturePage('about/'));
  await lookupBox(page).fill('key');
  await expect(page.getByText('The index could not be loaded.').first()).toBeVisible();
  await page.keyboard.press('Enter');
  await expect(page).toHaveURL(/search\/\?q=key$/);
});

test('an answer that comes late is not shown for a query that was typed over', async ({ page }) => {
  const letCome = await holdBack(page, 'lookup/names.json');
  await page.goto(fixturePage(''));
  await page.evaluate(() => {
    const seen: string[] = [];
    new MutationObserver((records) => {
      for (const { addedNodes } of records) seen.push(...[...addedNodes].map(({ textContent }) => textContent ?? ''));
    }).observe(document.querySelector('errdex-lookup ul') ?? document, { childList: true });
    Object.assign(window, { seen });
  });
  const box = lookupBox(page);
  await box.fill('key');
  await box.fill('index');
  await letCome();
  await expect(answers(page).first()).toContainText('IndexError');
  const seen: unknown = await page.evaluate('window.seen');
  expect(seen).toContainEqual(expect.stringContaining('IndexError'));
  expect(seen).not.toContainEqual(expect.stringContaining('KeyError'));
});

test('an answer that comes after the box was emptied is not shown', async ({ page }) => {
  const letCome = await holdBack(page, 'lookup/names.json');
  const code = page.waitForResponse('**/name-engine*');
  await page.goto(fixturePage(''));
  await lookupBox(page).fill('key');
  await lookupBox(page).fill('');
  // The names are then the last that the answer waits for.
  await page.evaluate((address): Promise<unknown> => import(address), (await code).url());
  await letCome();
  await expect(page.locator('errdex-lookup .results')).toBeHidden();
});

test('nothing of the index is loaded before the box is used', async ({ page }) => {
  const asked: string[] = [];
  page.on('request', (request) => asked.push(request.url()));
  await page.goto(fixturePage('python/'), { waitUntil: 'networkidle' });
  expect(asked.filter((address) => address.includes('/lookup/'))).toEqual([]);
});

test('answers by name before titles and other names are there, and by those when they are', async ({ page }) => {
  const letCome = await holdBack(page, 'lookup/more.json');
  await page.goto(fixturePage(''));
  const box = lookupBox(page);
  await box.fill('error');
  await expect(answers(page)).toHaveCount(3);
  await expect(answers(page).first()).not.toContainText('mapping');
  await page.keyboard.press('ArrowDown');
  const chosen = await answers(page).nth(1).locator('b').textContent();
  await letCome();
  await expect(page.getByText('A key is not in the mapping')).toBeVisible();
  // What the reader chose stays chosen.
  await expect(page.locator('[role="option"][aria-selected="true"] b')).toHaveText(chosen ?? '');
  await box.fill('LookupKeyError');
  await expect(answers(page).first()).toContainText('LookupKeyError → KeyError');
});

test('answers by name where titles and other names do not come, and asks for them again', async ({ page }) => {
  await page.route('**/lookup/more.json', (route) => route.abort());
  await page.goto(fixturePage(''));
  // What is known without an entry is asked after them.
  const wasAnswered = page.waitForRequest('**/known/all.json');
  await lookupBox(page).fill('keyeror');
  await expect(answers(page).first()).toContainText('KeyError');
  await wasAnswered;
  await page.unroute('**/lookup/more.json');
  await lookupBox(page).fill('LookupKeyError');
  await expect(answers(page).first()).toContainText('LookupKeyError → KeyError');
});

test('answers by name where the network went away after the names came', async ({ page }) => {
  const code = page.waitForResponse('**/name-engine*');
  const names = page.waitForResponse('**/lookup/names.json');
  await page.goto(fixturePage(''));
  await lookupBox(page).focus();
  await (await names).finished();
  await page.evaluate((address): Promise<unknown> => import(address), (await code).url());
  await page.context().setOffline(true);
  // The last thing that is asked for.
  const wasAnswered = page.waitForEvent('requestfailed', (request) => request.url().endsWith('/known/all.json'));
  await lookupBox(page).fill('keyerr');
  await wasAnswered;
  await expect(answers(page).first()).toContainText('KeyError');
  await expect(page.getByText('The index could not be loaded.').filter({ visible: true })).toHaveCount(0);
});

for (const [file, typed, answer] of [
  ['more', 'LookupKeyError', 'LookupKeyError → KeyError'],
  ['messages', 'dictionary is empty', 'KeyError'],
] as const) {
  test(`asks anew for ${file}.json where the browser kept that of an earlier build`, async ({ page }) => {
    await keepEarlier(page, `lookup/${file}.json`);
    await page.goto(fixturePage(''));
    await lookupBox(page).fill(typed);
    await expect(answers(page).first()).toContainText(answer);
  });
}

test('a box that was closed is not opened by what comes late', async ({ page }) => {
  const letCome = await holdBack(page, 'lookup/more.json');
  await page.goto(fixturePage(''));
  await lookupBox(page).fill('key');
  await expect(answers(page).first()).toBeVisible();
  await page.keyboard.press('Escape');
  await letCome();
  await expect(page.locator('errdex-lookup .results')).toBeHidden();
});

test('finds an entry by a piece of its message, and asks for messages only then', async ({ page }) => {
  const asked: string[] = [];
  page.on('request', (request) => asked.push(new URL(request.url()).pathname));
  await page.goto(sitePage(''));
  await lookupBox(page).fill('type error python');
  await expect(answers(page).first()).toContainText('TypeError');
  expect(asked.filter((path) => path.endsWith('/messages.json'))).toEqual([]);
  await lookupBox(page).fill('duplicate key value violates unique constraint');
  await answers(page).filter({ hasText: '23505' }).click();
  await expect(page).toHaveURL(sitePage('postgresql/23505/'));
});

test('without scripts the box says how to browse', async ({ browser }) => {
  const context = await browser.newContext({ javaScriptEnabled: false });
  const page = await context.newPage();
  for (const path of ['', 'about/', 'python/']) {
    await page.goto(fixturePage(path));
    const note = page.locator('errdex-lookup').getByText('This box needs JavaScript.');
    await expect(note).toBeVisible();
    await expect(note.getByRole('link', { name: 'all names' })).toHaveAttribute('href', '/docs/search/');
  }
  await page.goto(fixturePage('search/'));
  await expect(page.getByText('every name is below')).toBeVisible();
  await expect(page.getByText('LookupKeyError')).toBeVisible();
  await context.close();
});

test.describe('the page of answers', () => {
  const found = (page: Page): Locator => page.locator('[data-slot="found"]');
  const field = (page: Page): Locator => page.getByRole('searchbox', { name: /^Look up/ });

  test('answers what its address asks, a name of several languages once', async ({ page }) => {
    await page.goto(sitePage('search/?q=typeerror'));
    await expect(field(page)).toHaveValue('typeerror');
    await expect(field(page)).toBeFocused();
    const group = found(page).locator('> li').first();
    await expect(group.getByRole('heading', { name: 'TypeError' })).toBeVisible();
    const links = group.getByRole('link');
    expect(await links.allTextContents()).toEqual(expect.arrayContaining(['JavaScript', 'Python', 'Ruby']));
    await expect(page.getByRole('status').filter({ hasText: /^\d+ answers$/ })).toHaveCount(1);
    // The list is for those who have not asked.
    await expect(page.getByRole('heading', { name: 'All names' })).toBeHidden();
  });

  test('keeps a language to itself, in the address too, and Back undoes that', async ({ page }) => {
    await page.goto(sitePage('search/?q=typeerror'));
    const select = page.getByLabel('Language');
    const python = select.getByRole('option', { name: /^Python \(\d+\)$/ });
    await expect(python).toHaveCount(1);
    const count = Number(/\d+/.exec((await python.textContent()) ?? '')?.[0]);
    await select.selectOption('python');
    await expect(page).toHaveURL(sitePage('search/?q=typeerror&language=python'));
    await expect(page.getByRole('status').filter({ hasText: new RegExp(`^${count} of \\d+ answers$`) })).toHaveCount(1);
    const links = found(page).getByRole('link');
    await expect(links).toHaveCount(count);
    for (const link of await links.all()) await expect(link).toHaveAttribute('href', /^\/python\//);

    // As it was sent to someone.
    await page.reload();
    await expect(links).toHaveCount(count);
    await expect(select).toHaveValue('python');

    await page.goBack();
    await expect(page).toHaveURL(sitePage('search/?q=typeerror'));
    await expect(select).toHaveValue('');
    await expect(found(page).getByRole('link', { name: 'Ruby' })).toBeVisible();
  });

  test('writes what is typed into the address, and a letter is no step back', async ({ page }) => {
    await page.goto(fixturePage('about/'));
    await page.goto(fixturePage('search/'));
    await field(page).pressSequentially('keyerr');
    await expect(page).toHaveURL(fixturePage('search/?q=keyerr'));
    await found(page).getByRole('link', { name: 'KeyError' }).click();
    await expect(page).toHaveURL(fixturePage('python/key-error/'));
    await page.goBack();
    await expect(page).toHaveURL(fixturePage('search/?q=keyerr'));
    await expect(field(page)).toHaveValue('keyerr');
    await expect(found(page).getByRole('link', { name: 'KeyError' })).toBeVisible();
    await page.goBack();
    await expect(page).toHaveURL(fixturePage('about/'));
  });

  test('is walked with arrow keys, and Enter goes to the answers', async ({ page }) => {
    await page.goto(fixturePage('search/?q=error'));
    const links = found(page).getByRole('link');
    await expect(links).toHaveCount(3);
    await expect(page.getByText('A key is not in the mapping')).toBeVisible();
    await page.keyboard.press('Enter');
    await expect(links.nth(0)).toBeFocused();
    await page.keyboard.press('ArrowDown');
    await expect(links.nth(1)).toBeFocused();
    await page.keyboard.press('ArrowUp');
    await page.keyboard.press('ArrowUp');
    await expect(field(page)).toBeFocused();
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('Escape');
    await expect(field(page)).toBeFocused();
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('Enter');
    await expect(page).toHaveURL(/\/docs\/(?:python|javascript)\/[^/]+\/$/);
  });

  test('offers what is known and not written', async ({ page }) => {
    await page.goto(sitePage('search/?q=floatingpointerror'));
    const link = found(page).getByRole('link', { name: 'FloatingPointError' });
    await expect(link).toHaveAttribute('href', '/contribute/?write=python%2FFloatingPointError');
    await expect(found(page)).toContainText('Known, and not written yet');
  });

  test('leaves the list where nothing is named like that, and where the index does not come', async ({ page }) => {
    await page.goto(fixturePage('search/?q=zzzzqqqq'));
    await expect(page.getByRole('status').filter({ hasText: 'No entry is named like “zzzzqqqq”.' })).toHaveCount(1);
    await expect(page.getByRole('heading', { name: 'All names' })).toBeVisible();
    await page.route('**/lookup/names.json', (route) => route.abort());
    await page.reload();
    await expect(page.getByText('The index could not be loaded. All names are below.')).toBeVisible();
    await expect(page.getByRole('heading', { name: 'All names' })).toBeVisible();
  });

  test('shows all where the chosen language has no answer, and keeps to it where it has', async ({ page }) => {
    await page.goto(fixturePage('search/?q=error&language=javascript'));
    const links = found(page).getByRole('link');
    await expect(links).toHaveCount(1);
    await field(page).fill('indexerror');
    await expect(links).toHaveText(['IndexError']);
    await expect(page.getByText('None in JavaScript; 1 answer in other languages')).toBeVisible();
    const select = page.getByLabel('Language');
    await expect(select).toHaveValue('javascript');
    await expect(select.getByRole('option')).toHaveText(['any (1)', 'JavaScript (0)', 'Python (1)']);
    await field(page).fill('error');
    await expect(links).toHaveText([/^TypeError/]);
    await expect(page.getByText('1 of 3 answers')).toBeVisible();
  });

  test('offers no language that has no answer, but the one that is chosen', async ({ page }) => {
    await page.goto(fixturePage('search/?q=indexerror&language=javascript'));
    const select = page.getByLabel('Language');
    await expect(select.getByRole('option')).toHaveText(['any (1)', 'JavaScript (0)', 'Python (1)']);
    await select.selectOption('');
    await expect(select.getByRole('option')).toHaveText(['any (1)', 'Python (1)']);
    await page.goBack();
    await expect(select).toHaveValue('javascript');
    await expect(select.getByRole('option')).toHaveText(['any (1)', 'JavaScript (0)', 'Python (1)']);
  });

  test('tells of the key only where there is room, and keeps the answers off what counts them', async ({ page }) => {
    await page.goto(fixturePage('search/?q=error'));
    const key = page.locator('[role="search"] kbd').last();
    await expect(key).toBeVisible();
    await page.setViewportSize({ width: 360, height: 740 });
    await expect(key).toBeHidden();
    const bar = await page.locator('errdex-search').getByRole('status').locator('..').boundingBox();
    const list = await found(page).boundingBox();
    expect((list?.y ?? 0) - ((bar?.y ?? 0) + (bar?.height ?? 0))).toBeGreaterThanOrEqual(8);
  });

  test('shows its answers without the list of all names before them, and nothing moves', async ({ page }) => {
    const letCome = await holdBack(page, 'lookup/names.json');
    await page.addInitScript(() => {
      const shifts: number[] = [];
      Object.assign(window, { shifts });
      new PerformanceObserver((list) => {
        for (const entry of list.getEntries()) {
          if ('value' in entry && typeof entry.value === 'number') shifts.push(entry.value);
        }
      }).observe({ type: 'layout-shift', buffered: true });
    });
    await page.goto(fixturePage('search/?q=keyerr'));
    await expect(field(page)).toHaveValue('keyerr');
    await expect(page.getByRole('heading', { name: 'All names' })).toBeHidden();
    await letCome();
    await expect(found(page).getByRole('link', { name: 'KeyError' })).toBeVisible();
    await expect(page.getByRole('heading', { name: 'All names' })).toBeHidden();
    // Shifts are told after the frame that had them.
    await page.evaluate(() => new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve))));
    expect(await page.evaluate('window.shifts')).toEqual([]);
    await field(page).fill('');
    await expect(page.getByRole('heading', { name: 'All names' })).toBeVisible();
  });

  test('leaves the list where its script does not come', async ({ page }) => {
    await page.route('**/search-results*', (route) => route.abort());
    await page.goto(fixturePage('search/?q=keyerr'));
    await expect(page.getByRole('heading', { name: 'All names' })).toBeVisible();
  });

  test('passes over a language that the address asks for and that is none', async ({ page }) => {
    await page.goto(fixturePage('search/?q=error&language=cobol'));
    await expect(found(page).getByRole('link')).toHaveCount(3);
    await expect(page.getByLabel('Language')).toHaveValue('');
  });
});
