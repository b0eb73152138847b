import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { it } from 'node:test';
import { fileURLToPath } from 'node:url';
import { ENTRY, GOOD, spoil, withCatalog, type Files } from '../src/catalog/fixture-catalog.ts';

/** What `npm run check` prints of a catalog of `files`, whose folder it calls `errors`, and its exit code. */
function check(files: Files): Promise<{ status: number | null; stdout: string; stderr: string }> {
  return withCatalog(files, (root) => {
    const { status, stdout, stderr } = spawnSync(
      process.execPath,
      [fileURLToPath(new URL('check.ts', import.meta.url))],
      { encoding: 'utf8', env: { ...process.env, ERRDEX_ERRORS: root } },
    );
    return Promise.resolve({ status, stdout, stderr: stderr.replaceAll(root, 'errors') });
  });
}

it('says in one line that there is no problem', async () => {
  assert.deepEqual(await check(GOOD), {
    status: 0,
    stdout: '1 entries (0 of them run), 1 languages, 0 concepts: no problems\n',
    stderr: '',
  });
});

it('prints each problem and exits 1', async () => {
  const entry = spoil(spoil(ENTRY, 'kind: exception', 'kind: exeption'), 'severity: high\n', '');
  const { status, stdout, stderr } = await check({ ...GOOD, 'python/key-error.yaml': entry, 'python/x.txt': '' });
  assert.equal(status, 1);
  assert.equal(stdout, '');
  assert.equal(
    stderr,
    `errors/python/key-error.yaml:1:1  missing-field  severity is missing  (add "severity", one of: low, medium, high, critical)
errors/python/key-error.yaml:3:7  unknown-kind  kind is "exeption"  (did you mean "exception"? known: exception, warning, compile-error, panic, signal, exit-code, errno, sqlstate, status-code, diagnostic, message)
errors/python/x.txt:1:1  file-name  "x.txt" is no .yaml file  (remove it from the catalog)

3 problems
`,
  );
});

it('counts one problem as one', async () => {
  const { status, stderr } = await check({ ...GOOD, 'python/x.txt': '' });
  assert.equal(status, 1);
  assert.match(stderr, /\n\n1 problem\n$/);
});
