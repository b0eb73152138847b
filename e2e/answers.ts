/** What the server answers, and when: held back, or of an earlier build. */
import type { Page } from '@playwright/test';

/**
 * Holds back the file of the index whose address ends with `file`; to be called before the page is opened. The result lets it
 * come, and is done when all that waited for it on the page has run.
 */
export async function holdBack(page: Page, file: string): Promise<() => Promise<void>> {
  const { promise: isFree, resolve: free } = Promise.withResolvers<undefined>();
  await page.route(`**/${file}`, async (route) => {
    await isFree;
    await route.continue();
  });
  await page.addInitScript((name) => {
    // Bound when it is called.
    // eslint-disable-next-line @typescript-eslint/unbound-method
    const { json } = Response.prototype;
    Response.prototype.json = async function (): Promise<unknown> {
      const value: unknown = await json.call(this);
      // What waits for a promise runs before the next task.
      if (this.url.endsWith(name))
        setTimeout(() => {
          document.documentElement.setAttribute('data-came', name);
        });
      return value;
    };
  }, file);
  return async () => {
    free(undefined);
    await page.locator(`html[data-came="${file}"]`).waitFor({ state: 'attached' });
  };
}

/**
 * Has the browser answer `file` of the index as if it had kept it from an earlier build, with other entries, unless it is asked
 * past what it kept; to be called before the page is opened.
 */
export async function keepEarlier(page: Page, file: string): Promise<void> {
  await page.addInitScript((name) => {
    const fetch = window.fetch.bind(window);
    window.fetch = async (input, init) => {
      const response = await fetch(input, init);
      if (!response.url.endsWith(name) || init?.cache === 'reload') return response;
      return new Response((await response.text()).replace(/"of":\d+/, '"of":0'));
    };
  }, file);
}
