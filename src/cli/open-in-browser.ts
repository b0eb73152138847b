/** Hands an address to the browser that the system prefers. */
import { spawn } from 'node:child_process';
import type { Environment } from './terminal.ts';

/** A browser that runs this long has opened. In milliseconds. */
const PATIENCE = 2000;

/** Opens `url`, which holds no blanks; false where nothing could. The browser outlives this program. */
export function openInBrowser(url: string, env: Environment): Promise<boolean> {
  const [program, ...args] = openers[process.platform] ?? ['xdg-open'];
  return new Promise((resolve) => {
    const child = spawn(program, [...args, url], { env, stdio: 'ignore', detached: true });
    const timer = setTimeout(() => {
      resolve(true);
    }, PATIENCE);
    const end = (isOpened: boolean): void => {
      clearTimeout(timer);
      resolve(isOpened);
    };
    child.on('error', () => {
      end(false);
    });
    child.on('exit', (code) => {
      end(code === 0);
    });
    child.unref();
  });
}

const openers: Readonly<Partial<Record<NodeJS.Platform, readonly [string, ...string[]]>>> = {
  darwin: ['open'],
  win32: ['rundll32', 'url.dll,FileProtocolHandler'],
};
