import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { describe, it } from 'node:test';
import { fileURLToPath } from 'node:url';
import { GOOD, linesIn, withCatalog } from '../src/catalog/fixture-catalog.ts';

const SCRIPT = fileURLToPath(new URL('new-entry.ts', import.meta.url));

/** What `npm run new` says of the catalog in `root`, which it calls `errors`, and its exit code. */
function runNew(root: string, ...args: readonly string[]): { status: number | null; stdout: string; stderr: string } {
  const { status, stdout, stderr } = spawnSync(process.execPath, [SCRIPT, ...args], {
    encoding: 'utf8',
    env: { ...process.env, ERRDEX_ERRORS: root },
  });
  return { status, stdout: stdout.replaceAll(root, 'errors'), stderr: stderr.replaceAll(root, 'errors') };
}

describe('npm run new', () => {
  it('writes the file, says what comes next, and does not write it again', async () => {
    await withCatalog(GOOD, async (root) => {
      const { status, stdout, stderr } = runNew(root, 'python', 'TypeError:', 'not', 'callable');
      assert.deepEqual({ status, stderr }, { status: 0, stderr: '' });
      assert.match(stdout, /^errors\/python\/type-error-not-callable\.yaml is written/);
      assert.match(stdout, /npm run verify -- --write python\/type-error-not-callable/);
      const lines = await linesIn(root);
      assert.ok(lines.length > 5);
      assert.deepEqual(
        lines.filter((line) => !line.includes('type-error-not-callable.yaml:') || !line.includes('  todo  ')),
        [],
      );
      const again = runNew(root, 'python', 'TypeError: not callable');
      assert.equal(again.status, 2);
      assert.match(again.stderr, /leads to errors\/python\/type-error-not-callable\.yaml already/);
    });
  });

  it('prints the file and writes nothing', async () => {
    await withCatalog(GOOD, async (root) => {
      const { status, stdout } = runNew(root, '--dry-run', 'python', 'TypeError');
      assert.equal(status, 0);
      assert.match(stdout, /^# yaml-language-server: .*\n[^]*\nname: TypeError\n/);
      assert.deepEqual(await linesIn(root), []);
      await assert.rejects(readFile(path.join(root, 'python/type-error.yaml')), { code: 'ENOENT' });
    });
  });

  for (const args of [[], ['python'], ['--dryrun', 'python', 'TypeError']]) {
    it(`tells its usage without a terminal to ask on, given ${JSON.stringify(args)}`, async () => {
      await withCatalog(GOOD, (root) => {
        const { status, stdout, stderr } = runNew(root, ...args);
        assert.deepEqual({ status, stdout }, { status: 2, stdout: '' });
        assert.match(stderr, /Usage: npm run new -- <language> <name of the error>/);
        return Promise.resolve();
      });
    });
  }
});
