/**
 * Finds a browser for the tests without a step by hand, in this order: Playwright's own, there already or downloaded now; a
 * Chromium or Chrome of the machine; on Debian, as root, the `chromium` package.
 */
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { chromium } from '@playwright/test';

export interface Browser {
  /** Program to start, or `undefined` for Playwright's own. */
  readonly path: string | undefined;
  /** Which one it is and whence, for the reader of the log. */
  readonly name: string;
}

const INSTALLED = [
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
  '/usr/bin/google-chrome-stable',
  '/snap/bin/chromium',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
  'C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe',
  'C:\\Program Files (x86)\\Google\\Chrome\\Application\\chrome.exe',
];
/** A download that has not ended by then never will. In milliseconds. */
const DOWNLOAD_LIMIT = 5 * 60_000;

/** Throws, with what was tried and what to do, where there is none to be had. */
export async function findBrowser(): Promise<Browser> {
  const tried: string[] = [];
  const starts = async (path: string | undefined): Promise<boolean> => {
    try {
      const browser = await chromium.launch({
        ...(path === undefined ? {} : { executablePath: path }),
        args: ['--no-sandbox'],
      });
      await browser.close();
      return true;
    } catch (error) {
      tried.push(`${path ?? "Playwright's own"}: ${String(error).split('\n')[0] ?? ''}`);
      return false;
    }
  };

  if (await starts(undefined)) return { path: undefined, name: "Playwright's Chromium" };
  const installed = INSTALLED.find((path) => existsSync(path));

  console.log('Playwright has no browser here; trying to download one (playwright install chromium) …');
  const download = spawnSync(
    process.execPath,
    ['node_modules/@playwright/test/cli.js', 'install', 'chromium', '--only-shell'],
    {
      timeout: DOWNLOAD_LIMIT,
      encoding: 'utf8',
    },
  );
  if (download.status === 0 && (await starts(undefined)))
    return { path: undefined, name: "Playwright's Chromium, downloaded now" };
  if (download.status !== 0) tried.push('playwright install chromium: the download failed');

  if (installed !== undefined && (await starts(installed)))
    return { path: installed, name: `the machine's ${installed}` };

  if (process.getuid?.() === 0 && existsSync('/etc/debian_version')) {
    console.log('Installing the Debian package chromium …');
    const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
    spawnSync('apt-get', ['update', '-qq'], { env, stdio: 'inherit' });
    const install = spawnSync('apt-get', ['install', '-y', '-qq', '--no-install-recommends', 'chromium'], {
      env,
      encoding: 'utf8',
    });
    if (install.status !== 0) tried.push(`apt-get install chromium: ${install.stderr.trim().split('\n').at(-1) ?? ''}`);
    const path = '/usr/bin/chromium';
    if (existsSync(path) && (await starts(path)))
      return { path, name: `the Debian package chromium, installed now (${path})` };
  }
  throw new Error(
    `no browser to test with; install Chromium or Chrome, or run npx playwright install chromium. Tried:\n  ${tried.join('\n  ')}`,
  );
}
