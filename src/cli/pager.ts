/** Shows a text page by page, in the reader's own pager. */
import { spawn } from 'node:child_process';
import { stripVTControlCharacters } from 'node:util';
import { columnsOf, type Environment, type Screen } from './terminal.ts';

/** Whether `text` is taller than `screen`, which is a terminal. */
export function needsPager(text: string, { isTerminal, columns, rows }: Screen): boolean {
  if (!isTerminal) return false;
  const heights = text.split('\n').map((line) => {
    return Math.max(1, Math.ceil(columnsOf(stripVTControlCharacters(line)) / columns));
  });
  return heights.reduce((sum, height) => sum + height, 0) > rows;
}

/** Shows `text` in `PAGER`, or in less; false where that could not be, and nothing was shown. */
export async function showInPager(text: string, env: Environment): Promise<boolean> {
  const pager = env['PAGER'] ?? 'less -R';
  if (pager.trim() === '') return false;
  // It takes its own keys, Ctrl+C among them.
  const ignore = (): void => undefined;
  process.on('SIGINT', ignore);
  try {
    return await new Promise((resolve) => {
      const child = spawn(pager, {
        shell: true,
        stdio: ['pipe', 'inherit', 'ignore'],
        env: { ...env, LESS: env['LESS'] ?? 'FRX' },
      });
      child.on('error', () => {
        resolve(false);
      });
      child.on('close', (code) => {
        resolve(code !== CANNOT_START && code !== CANNOT_EXECUTE);
      });
      // A pager that is left early reads no more.
      child.stdin.on('error', ignore);
      child.stdin.end(text);
    });
  } finally {
    process.off('SIGINT', ignore);
  }
}

/** What a shell answers for a pager that is not there, and for one that is no program. */
const CANNOT_START = 127;
const CANNOT_EXECUTE = 126;
