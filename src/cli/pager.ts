/** Shows a text page by page, in the reader's own pager. */
import { spawn } from 'node:child_process';
import { stripVTControlCharacters } from 'node:util';
import { findProgram } from './find-program.ts';
import { columnsOf, type Environment, type Screen } from './terminal.ts';

/** Whether `text` is taller than `screen`, which is a terminal. */
export function needsPager(text: string, { isTerminal, columns, rows }: Screen): boolean {
  if (!isTerminal) return false;
  const heights = text.split('\n').map((line) => {
    return Math.max(1, Math.ceil(columnsOf(stripVTControlCharacters(line)) / columns));
  });
  return heights.reduce((sum, height) => sum + height, 0) > rows;
}

/** The command line of the reader's pager; nothing where there is none. On Windows not every machine has less, and more keeps no color. */
export function pagerOf(env: Environment, platform: NodeJS.Platform): string | undefined {
  const line = (env['PAGER'] ?? (platform === 'win32' ? '' : 'less -R')).trim();
  // Where the first word, behind variables, is a plain one, it names a program; anything else is for the shell to read.
  const name = /^(?:\w+=\S*\s+)*([\w./+-]+)(?:\s|$)/.exec(line)?.[1];
  const isMissing = name !== undefined && platform !== 'win32' && findProgram(name, env) === undefined;
  return line === '' || isMissing ? undefined : line;
}

/** Shows `text` in `pager`, a command line; false where it failed, and may have shown nothing. */
export async function showInPager(text: string, pager: string, env: Environment): Promise<boolean> {
  // It takes its own keys, Ctrl+C among them.
  const ignore = (): void => undefined;
  process.on('SIGINT', ignore);
  try {
    return await new Promise((resolve) => {
      const child = spawn(pager, {
        shell: true,
        stdio: ['pipe', 'inherit', 'inherit'],
        env: { ...env, LESS: env['LESS'] ?? 'FRX' },
      });
      child.on('error', () => {
        resolve(false);
      });
      child.on('close', (code) => {
        resolve(code === null || code === 0 || code > DIED_OF_SIGNAL);
      });
      // A pager that is left early reads no more.
      child.stdin.on('error', ignore);
      child.stdin.end(text);
    });
  } finally {
    process.off('SIGINT', ignore);
  }
}

/** Above this, a shell says of which signal the pager died: someone had seen enough. */
const DIED_OF_SIGNAL = 128;
