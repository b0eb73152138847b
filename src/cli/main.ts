#!/usr/bin/env node
/** The program `errdex`: hands arguments and streams to a command, prints what it returns, and ends with its exit code. */
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { openCatalogData } from './catalog-data.ts';
import { MISUSE, reasonOf, type Outcome } from './command.ts';
import { dispatch } from './dispatch.ts';
import { screenOf } from './terminal.ts';

const { env, stdout, stderr } = process;
const screen = screenOf(stdout, env);
for (const stream of [stdout, stderr]) {
  stream.on('error', (error: NodeJS.ErrnoException) => {
    // Who has read enough closes the pipe: `errdex show x | head -1`. Anything else is said, once.
    if (error.code === 'EPIPE' || process.exitCode === MISUSE) return;
    process.exitCode = MISUSE;
    if (stream !== stderr) stderr.write(`errdex: cannot write: ${reasonOf(error)}\n`);
  });
}

const { out, err, exit } = await answer();
process.exitCode ??= exit;
if (err !== '') stderr.write(err);
if (out !== '' && !(await isPaged(out))) stdout.write(out);

async function answer(): Promise<Outcome> {
  try {
    return await dispatch(process.argv.slice(2), {
      data: openCatalogData(path.join(path.dirname(fileURLToPath(import.meta.url)), 'data')),
      ...{ env, stdout, stderr, screen },
      // Opened where it is read: that takes a while.
      get stdin() {
        return process.stdin;
      },
      errorScreen: screenOf(stderr, env),
    });
  } catch (error) {
    return { out: '', err: `errdex: ${error instanceof Error ? error.message : String(error)}\n`, exit: MISUSE };
  }
}

/** Whether `text` was shown in a pager, as what is taller than the terminal is. */
async function isPaged(text: string): Promise<boolean> {
  if (!screen.isTerminal) return false;
  const { needsPager, pagerOf, showInPager } = await import('./pager.ts');
  const pager = needsPager(text, screen) ? pagerOf(env, process.platform) : undefined;
  return pager !== undefined && (await showInPager(text, pager, env));
}
