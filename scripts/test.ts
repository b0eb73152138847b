/**
 * `npm test`: everything that must hold, one stage after the other, each to its end even where an earlier one failed. The
 * last line counts what the stages themselves report.
 */
import { spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { glob, readFile, rm } from 'node:fs/promises';
import { run } from 'node:test';
import { spec } from 'node:test/reporters';
import { z } from 'zod';
import { findBrowser } from './find-browser.ts';

interface Count {
  readonly passed: number;
  readonly failed: number;
  readonly skipped: number;
}

const NODE = process.execPath;
const E2E_REPORT = 'test-results/e2e.json';

/** A stage that is one command: it counts as one. */
function runCommand(args: readonly string[]): Count {
  const { status } = spawnSync(NODE, args, { stdio: 'inherit' });
  return status === 0 ? { passed: 1, failed: 0, skipped: 0 } : { passed: 0, failed: 1, skipped: 0 };
}

async function runUnitTests(): Promise<Count> {
  const files = await Array.fromAsync(glob(['src/**/*.test.ts', 'scripts/**/*.test.ts']));
  const stream = run({ files: files.sort(), concurrency: true });
  const count = { passed: 0, failed: 0, skipped: 0 };
  stream.on('test:summary', ({ file, counts }) => {
    // The summary without a file is that of the whole run.
    if (file !== undefined) return;
    Object.assign(count, {
      passed: counts.passed,
      failed: counts.tests - counts.passed - counts.skipped - counts.todo,
      skipped: counts.skipped,
    });
  });
  stream.pipe(new spec()).pipe(process.stdout, { end: false });
  await once(stream, 'end');
  return count.passed === 0 ? { ...count, failed: Math.max(1, count.failed) } : count;
}

const reportSchema = z.object({
  stats: z.object({ expected: z.int(), unexpected: z.int(), flaky: z.int(), skipped: z.int() }),
});

async function runBrowserTests(): Promise<Count> {
  const browser = await findBrowser();
  console.log(`Browser: ${browser.name}`);
  await rm(E2E_REPORT, { force: true });
  const env = { ...process.env, ...(browser.path === undefined ? {} : { ERRDEX_BROWSER: browser.path }) };
  const { status } = spawnSync(NODE, ['node_modules/@playwright/test/cli.js', 'test', '-c', 'e2e'], {
    stdio: 'inherit',
    env,
  });
  const { stats } = reportSchema.parse(JSON.parse(await readFile(E2E_REPORT, 'utf8')));
  const failed = stats.unexpected + stats.flaky;
  return { passed: stats.expected, failed: status === 0 ? failed : Math.max(1, failed), skipped: stats.skipped };
}

const STAGES: readonly { readonly name: string; readonly run: () => Count | Promise<Count> }[] = [
  { name: 'lint and types', run: () => runCommand(['scripts/lint.ts']) },
  { name: 'unit tests', run: runUnitTests },
  { name: 'catalog', run: () => runCommand(['scripts/check.ts']) },
  { name: 'build', run: () => runCommand(['scripts/build.ts']) },
  { name: 'browser tests', run: runBrowserTests },
];

const results: { name: string; count: Count }[] = [];
for (const { name, run: runStage } of STAGES) {
  console.log(`\n── ${name}`);
  try {
    results.push({ name, count: await runStage() });
  } catch (error) {
    console.error(String(error));
    results.push({ name, count: { passed: 0, failed: 1, skipped: 0 } });
  }
}

console.log('');
for (const { name, count } of results) {
  console.log(
    `${count.failed === 0 ? '✓' : '✗'} ${name.padEnd(14)} ${String(count.passed).padStart(4)} passed, ${count.failed} failed`,
  );
}
const total = (key: keyof Count): number => results.reduce((sum, { count }) => sum + count[key], 0);
const skipped = total('skipped');
console.log(`\n${total('passed')} passed, ${total('failed')} failed${skipped === 0 ? '' : `, ${skipped} skipped`}`);
process.exitCode = total('failed') === 0 ? 0 : 1;
