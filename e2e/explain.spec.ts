import { expect, test, type Locator, type Page } from '@playwright/test';
import { holdBack, keepEarlier } from './answers.ts';
import { fixturePage, sitePage } from './sites.ts';

const TRACE = `INFO 12:00:01 job 7 begins
Traceback (most recent call last):
  File "/srv/app/orders.py", line 42, in handle
    user = users[payload["user_id"]]
KeyError: 'user_id'
`;

const field = (page: Page): Locator => page.getByRole('textbox', { name: /^Paste a log/ });
const first = (page: Page): Locator => page.locator('[data-slot="first"]');
const status = (page: Page): Locator => page.locator('errdex-explain').getByRole('status');

/** Puts `text` where Control+V takes it from. */
async function copy(page: Page, text: string): Promise<void> {
  await page.context().grantPermissions(['clipboard-read', 'clipboard-write']);
  await page.evaluate((what) => navigator.clipboard.writeText(what), text);
}

test.describe('the page that explains a paste', () => {
  test('tells the error that matters first, with what the paste says of it and a fix', async ({ page }) => {
    await page.goto(fixturePage('explain/'));
    await expect(field(page)).toBeFocused();
    await field(page).fill(TRACE);
    const card = first(page);
    await expect(card.getByRole('heading', { level: 2 }).getByRole('link')).toHaveText('KeyError');
    await expect(card).toContainText('Python');
    await expect(card).toContainText('A key is not in the mapping');
    await expect(card.locator('mark')).toHaveText("KeyError: 'user_id'");
    await expect(card.getByRole('figure')).toContainText('Your text, line 5');
    await expect(card.locator('.line', { has: page.locator('mark') })).toHaveAttribute('data-n', '5');
    await expect(card.getByRole('listitem')).toHaveText("the key is 'user_id'");
    // It is a condition, and says nothing of the reader's program.
    await expect(card.locator('[data-slot="when"]')).toHaveText('When: Absence is normal.');
    await expect(status(page)).toHaveText('KeyError (Python), line 5.');
    await expect(page.getByRole('region', { name: 'Also in this text' })).toBeHidden();
    // Who pastes goes on typing.
    await expect(field(page)).toBeFocused();

    await card.getByRole('link', { name: 'Ask with a default' }).click();
    await expect(page).toHaveURL(fixturePage('python/key-error/#fix-1'));
    await expect(page.locator('#fix-1')).toBeInViewport();
  });

  test('lists what else is in the text, each with its lines', async ({ page }) => {
    await page.goto(fixturePage('explain/'));
    await field(page).fill(`${TRACE}INFO 12:00:02 job 8 begins\nIndexError: list index out of range\n`);
    await expect(first(page).getByRole('heading', { level: 2 })).toHaveText('IndexError');
    const others = page.getByRole('region', { name: 'Also in this text' });
    await expect(others.getByRole('listitem')).toHaveText('KeyError Python, line 5 A key is not in the mapping');
    await expect(others.getByRole('link')).toHaveAttribute('href', '/docs/python/key-error/');
    const name = await others.getByText('KeyError').boundingBox();
    const title = await others.getByText('A key is not in the mapping').boundingBox();
    expect(title?.y).toBeGreaterThanOrEqual((name?.y ?? 0) + (name?.height ?? 0));
    expect(title?.x).toBe(name?.x);
    await expect(status(page)).toHaveText('IndexError (Python), line 7. 1 more below it.');
  });

  for (const [link, answer] of [
    // The cause of the other.
    ['The above exception was the direct cause of the following exception:', 'KeyError (Python), line 1.'],
    // What ended the program.
    ['During handling of the above exception, another exception occurred:', 'IndexError (Python), line 3.'],
  ] as const) {
    test(`puts what matters first: ${link}`, async ({ page }) => {
      await page.goto(fixturePage('explain/'));
      await field(page).fill(
        `KeyError: 'popitem(): dictionary is empty'\n${link}\nIndexError: list index out of range`,
      );
      await expect(status(page)).toHaveText(`${answer} 1 more below it.`);
    });
  }

  test('says where nothing is known, and how to add it', async ({ page }) => {
    await page.goto(fixturePage('explain/'));
    await field(page).fill('all is well\nnothing failed');
    await expect(status(page)).toHaveText('No known error here.');
    await expect(page.getByRole('link', { name: 'Add it' })).toHaveAttribute('href', '/docs/contribute/');
    await expect(first(page)).toBeHidden();
  });

  test('is used with the keyboard alone: an example, its answer, away with it', async ({ page }) => {
    await page.goto(sitePage('explain/'));
    await expect(field(page)).toBeFocused();
    await page.keyboard.press('Tab');
    await page.keyboard.press('Tab');
    await expect(page.getByRole('button', { name: 'Try an example' })).toBeFocused();
    await page.keyboard.press('Enter');
    await expect(field(page)).toBeFocused();
    await expect(field(page)).not.toHaveValue('');
    const link = first(page).getByRole('heading', { level: 2 }).getByRole('link');
    await expect(link).toBeVisible();
    const printed = await field(page).inputValue();
    const href = await link.getAttribute('href');

    for (const name of ['Clear', 'Try an example']) {
      await page.keyboard.press('Tab');
      await expect(page.getByRole('button', { name })).toBeFocused();
    }
    await page.keyboard.press('Tab');
    await expect(link).toBeFocused();
    for (let step = 0; step < 2; step += 1) await page.keyboard.press('Shift+Tab');
    await page.keyboard.press('Enter');
    await expect(field(page)).toHaveValue('');
    await expect(first(page)).toBeHidden();
    await expect(status(page)).toHaveText('');
    // It is what a program of that entry printed.
    await page.goto(new URL(href ?? '', page.url()).href);
    await expect(
      page
        .getByRole('figure')
        .filter({ hasText: printed.split('\n').at(-1) ?? '' })
        .first(),
    ).toBeVisible();
  });

  test('has the answer to a paste in sight without scrolling, and an empty field again where it is cleared', async ({
    page,
  }) => {
    await page.setViewportSize({ width: 1440, height: 900 });
    await page.goto(fixturePage('explain/'));
    const height = async (): Promise<number> => (await field(page).boundingBox())?.height ?? 0;
    const empty = await height();
    await copy(page, TRACE);
    await field(page).press('Control+V');
    await expect(first(page).getByRole('link', { name: 'Ask with a default' })).toBeInViewport({ ratio: 1 });
    const short = await height();
    expect(short).toBeLessThan(empty);
    // All of it is in sight.
    expect(await field(page).evaluate(({ scrollHeight, clientHeight }) => scrollHeight - clientHeight)).toBe(0);
    await expect(field(page)).toBeFocused();

    await page.getByRole('button', { name: 'Clear' }).click();
    expect(await height()).toBe(empty);
    await copy(page, `${'INFO all is well\n'.repeat(400)}${TRACE}`);
    await field(page).press('Control+V');
    await expect(first(page)).toBeInViewport();
    expect(await height()).toBeGreaterThan(short);
    expect(await height()).toBeLessThan(empty);
    // Where one goes on typing is in sight.
    const below = await field(page).evaluate(
      ({ scrollHeight, clientHeight, scrollTop }) => scrollHeight - clientHeight - scrollTop,
    );
    expect(below).toBeLessThanOrEqual(1);
  });

  test('moves nothing while one types', async ({ page }) => {
    await page.goto(fixturePage('explain/'));
    const height = async (): Promise<number> => (await field(page).boundingBox())?.height ?? 0;
    const empty = await height();
    await field(page).pressSequentially("KeyError: 'user_id'\n");
    await expect(first(page)).toBeVisible();
    expect(await height()).toBe(empty);
    const place = async (): Promise<number | undefined> => (await first(page).boundingBox())?.y;
    const before = await place();
    // It says that it reads, to those who do not see the card.
    await page.clock.install();
    await field(page).press('x');
    await page.clock.runFor(1000);
    await expect(status(page)).toHaveText('KeyError (Python), line 1.');
    expect(await height()).toBe(empty);
    expect(await place()).toBe(before);
  });

  test('has the text and its answer again after a step back', async ({ page }) => {
    await page.goto(fixturePage('explain/'));
    await copy(page, TRACE);
    await field(page).press('Control+V');
    await first(page).getByRole('link', { name: 'All about KeyError' }).click();
    await expect(page).toHaveURL(fixturePage('python/key-error/'));
    await page.goBack();
    await expect(field(page)).toHaveValue(TRACE);
    await expect(first(page).getByRole('heading', { level: 2 })).toHaveText('KeyError');
  });

  test('shows HTML of a paste as text', async ({ page }) => {
    const html = `<img src="x" onerror="document.title='owned'"><b>bold</b>`;
    await page.goto(fixturePage('explain/'));
    await field(page).fill(`${html}\nKeyError: '${html}'`);
    await expect(first(page).locator('mark')).toHaveText(`KeyError: '${html}'`);
    await expect(first(page).getByRole('listitem').first()).toContainText(html);
    await expect(first(page).locator('.line').first()).toContainText(html);
    await expect(page.locator('main img')).toHaveCount(0);
    await expect(page.locator('main b')).toHaveCount(0);
    await expect(page).toHaveTitle(/^Explain an error/);
  });

  test('answers before titles and fixes are there', async ({ page }) => {
    const letCome = await holdBack(page, 'lookup/briefs.json');
    await page.goto(fixturePage('explain/'));
    await field(page).fill(TRACE);
    const fix = first(page).locator('[data-slot="fix"]').getByRole('link');
    await expect(fix).toHaveText('Go to the first fix');
    await field(page).fill('IndexError: list index out of range');
    await expect(first(page).getByRole('heading', { level: 2 })).toHaveText('IndexError');
    await letCome();
    await expect(fix).toHaveText('Look whether there is one');
  });

  for (const file of ['messages', 'briefs']) {
    test(`asks anew for ${file}.json where the browser kept that of an earlier build`, async ({ page }) => {
      await keepEarlier(page, `lookup/${file}.json`);
      await page.goto(fixturePage('explain/'));
      await field(page).fill(TRACE);
      await expect(first(page)).toContainText('A key is not in the mapping');
    });
  }

  test('an answer to a text that was typed over is not shown', async ({ page }) => {
    await page.clock.install();
    const letCome = await holdBack(page, 'lookup/messages.json');
    await page.goto(fixturePage('explain/'));
    const asked = page.waitForRequest('**/lookup/messages.json');
    await field(page).fill(TRACE);
    await asked;
    await page.evaluate(() => {
      const seen: string[] = [];
      new MutationObserver(() => seen.push(document.querySelector('[data-slot="name"]')?.textContent ?? '')).observe(
        document.querySelector('[data-slot="name"]') ?? document,
        { childList: true },
      );
      Object.assign(window, { seen });
    });
    await field(page).fill('IndexError: list index out of range');
    // Until what was typed is asked.
    await page.clock.runFor(1000);
    await letCome();
    await expect(first(page).getByRole('heading', { level: 2 })).toHaveText('IndexError');
    const seen: unknown = await page.evaluate('window.seen');
    expect(new Set(Array.isArray(seen) ? seen : [])).toEqual(new Set(['IndexError']));
  });

  test('says so where the index does not come, and keeps the text', async ({ page }) => {
    await page.route('**/lookup/messages.json', (route) => route.abort());
    await page.goto(fixturePage('explain/'));
    await field(page).fill(TRACE);
    await expect(status(page)).toContainText('The index could not be loaded.');
    await expect(field(page)).toHaveValue(TRACE);
    await page.unroute('**/lookup/messages.json');
    await field(page).press('Enter');
    await expect(first(page).getByRole('heading', { level: 2 })).toHaveText('KeyError');
  });

  for (const [where, prepare] of Object.entries({
    'there are no workers': (page: Page) =>
      page.addInitScript(() => {
        Object.defineProperty(window, 'Worker', { value: undefined });
      }),
    'the code of the worker does not come': (page: Page) => page.route('**/explain-worker*', (route) => route.abort()),
  })) {
    test(`answers where ${where}`, async ({ page }) => {
      await prepare(page);
      await page.goto(fixturePage('explain/'));
      await field(page).fill(TRACE);
      await expect(first(page).getByRole('heading', { level: 2 })).toHaveText('KeyError');
    });
  }

  test('takes what is typed while it searches a megabyte', async ({ page }) => {
    await page.addInitScript(() => {
      const order: string[] = [];
      Object.assign(window, { order });
      const { Worker } = window;
      window.Worker = class extends Worker {
        override postMessage(message: unknown): void {
          super.postMessage(message);
          if (!(typeof message === 'object' && message !== null && 'paste' in message)) return;
          order.push('asked');
          this.addEventListener('message', () => order.push('answered'), { once: true });
          // As if a key were pressed at once.
          setTimeout(() => document.querySelector('textarea')?.dispatchEvent(new InputEvent('input')));
        }
      };
      addEventListener('input', () => order.push('typed'), { capture: true });
    });
    await page.goto(sitePage('explain/'));
    await page.evaluate(() => {
      const line = (number: number): string =>
        `2025-01-01T00:00:00 INFO request ${number} took ${number % 97} ms on /orders\n`;
      const text = Array.from({ length: 20_000 }, (_, number) => line(number)).join('');
      const area = document.querySelector('textarea');
      if (area) area.value = `${text.slice(0, 1_000_000)}\nKeyError: 'user_id'\n`;
      area?.dispatchEvent(new InputEvent('input'));
    });
    await expect(first(page).getByRole('heading', { level: 2 })).toHaveText('KeyError');
    const order: unknown = await page.evaluate('window.order');
    expect(Array.isArray(order) ? order.slice(0, 4) : order).toEqual(['typed', 'asked', 'typed', 'answered']);
  });

  test('without scripts says that it needs them, and how to browse', async ({ browser }) => {
    const context = await browser.newContext({ javaScriptEnabled: false });
    const page = await context.newPage();
    await page.goto(fixturePage('explain/'));
    await expect(page.getByText('This page needs JavaScript')).toBeVisible();
    await expect(field(page)).toBeHidden();
    await page.getByRole('main').getByRole('link', { name: 'Python errors' }).click();
    await expect(page).toHaveURL(fixturePage('python/'));
    await context.close();
  });

  test('loads engine and index only when something is pasted', async ({ page }) => {
    const asked: string[] = [];
    page.on('request', (request) => asked.push(new URL(request.url()).pathname));
    await page.goto(fixturePage('explain/'), { waitUntil: 'networkidle' });
    expect(asked.filter((path) => /\/lookup\/|explain-worker|answer-paste/.test(path))).toEqual([]);
  });
});

test.describe('a paste into the box of any page', () => {
  test('leads to its explanation, and no request has a word of it', async ({ page }) => {
    const sent: string[] = [];
    page.context().on('request', (request) => {
      sent.push(request.url(), request.postData() ?? '', JSON.stringify(request.headers()));
    });
    await page.goto(fixturePage('about/'));
    await copy(page, TRACE.replaceAll('user_id', 'passphrase-7'));
    await page.keyboard.press('/');
    await page.keyboard.press('Control+V');
    await expect(page).toHaveURL(fixturePage('explain/'));
    await expect(field(page)).toHaveValue(/passphrase-7/);
    await expect(first(page).getByRole('listitem')).toHaveText("the key is 'passphrase-7'");
    expect(await page.evaluate(() => sessionStorage.length)).toBe(0);
    await first(page).getByRole('link', { name: 'All about KeyError' }).click();
    await expect(page).toHaveURL(fixturePage('python/key-error/'));
    expect(sent.length).toBeGreaterThan(6);
    expect(sent.filter((text) => /passphrase|orders\.py|job%207|job 7/.test(text))).toEqual([]);
  });

  test('of one long line leads there with Enter, and is not cut', async ({ page }) => {
    const line = `${'2025-01-01 worker failed, '.repeat(8)}KeyError: 'user_id'`;
    await page.goto(fixturePage(''));
    const box = page.getByRole('combobox', { name: /^Look up/ });
    await box.focus();
    await page.keyboard.insertText(line);
    await expect(box).toHaveValue(line);
    await expect(page.getByText('This is longer than a name.').first()).toBeVisible();
    await page.keyboard.press('Enter');
    await expect(page).toHaveURL(fixturePage('explain/'));
    await expect(field(page)).toHaveValue(line);
    await expect(first(page).getByRole('heading', { level: 2 })).toHaveText('KeyError');
  });

  test('on the page of answers leads there too, and stays out of its address', async ({ page }) => {
    const line = `${'2025-01-01 worker failed, '.repeat(8)}KeyError: 'user_id'`;
    await page.goto(fixturePage('search/'));
    await page.getByRole('searchbox', { name: /^Look up/ }).fill(line);
    await expect(page.getByText('This is longer than a name.')).toBeVisible();
    expect(page.url()).toBe(fixturePage('search/'));
    await page.keyboard.press('Enter');
    await expect(page).toHaveURL(fixturePage('explain/'));
    await expect(field(page)).toHaveValue(line);
  });

  test('of a name with the end of its line is a name', async ({ page }) => {
    await page.goto(fixturePage(''));
    await copy(page, 'KeyError\n');
    await page.keyboard.press('/');
    await page.keyboard.press('Control+V');
    await expect(page.getByRole('listbox', { name: 'Entries' }).getByRole('option').first()).toContainText('KeyError');
    await expect(page).toHaveURL(fixturePage(''));
  });

  test('on the page of explanations itself is explained there, without loading it again', async ({ page }) => {
    await page.goto(fixturePage('explain/'));
    await field(page).fill('all is well');
    await copy(page, TRACE);
    await page.evaluate(() => {
      document.body.setAttribute('data-is', 'the same');
    });
    await page.getByRole('combobox', { name: /^Look up/ }).focus();
    await page.keyboard.press('Control+V');
    await expect(first(page).getByRole('heading', { level: 2 })).toHaveText('KeyError');
    await expect(field(page)).toHaveValue(TRACE);
    await expect(field(page)).toBeFocused();
    await expect(page.locator('body')).toHaveAttribute('data-is', 'the same');
  });

  test('is asked for again where the tab can keep nothing, and is then explained', async ({ page }) => {
    await page.addInitScript(() => {
      Object.defineProperty(window, 'sessionStorage', {
        get: () => {
          throw new DOMException('closed', 'SecurityError');
        },
      });
    });
    await page.goto(fixturePage('about/'));
    await copy(page, TRACE);
    await page.keyboard.press('/');
    await page.keyboard.press('Control+V');
    await expect(status(page)).toHaveText('What you pasted could not be brought here. Paste it again.');
    await page.keyboard.press('Control+V');
    await expect(first(page).getByRole('heading', { level: 2 })).toHaveText('KeyError');
    // Into the box again, as before.
    await copy(page, 'IndexError: list index out of range\nafter that');
    await page.getByRole('combobox', { name: /^Look up/ }).focus();
    await page.keyboard.press('Control+V');
    await expect(first(page).getByRole('heading', { level: 2 })).toHaveText('IndexError');
  });

  test('that is too large to be kept is not taken for an earlier one', async ({ page }) => {
    await page.goto(fixturePage('about/'));
    await page.evaluate(() => {
      sessionStorage.setItem('errdex-paste', 'IndexError: list index out of range');
      Storage.prototype.setItem = () => {
        throw new DOMException('full', 'QuotaExceededError');
      };
    });
    await copy(page, TRACE);
    await page.keyboard.press('/');
    await page.keyboard.press('Control+V');
    await expect(status(page)).toHaveText('What you pasted could not be brought here. Paste it again.');
    await expect(field(page)).toHaveValue('');
  });
});

test('the home page and the box where nothing is found lead to the page that explains', async ({ page }) => {
  await page.goto(fixturePage(''));
  await expect(page.getByRole('link', { name: 'paste a log or a stack trace' })).toHaveAttribute(
    'href',
    '/docs/explain/',
  );
  await page.getByRole('combobox', { name: /^Look up/ }).fill('zzzzqqqq');
  await expect(page.getByRole('link', { name: 'Paste the whole error instead' })).toBeVisible();
  await page.keyboard.press('Tab');
  await page.keyboard.press('Enter');
  await expect(page).toHaveURL(fixturePage('explain/'));
});
