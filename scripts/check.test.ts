import assert from 'node:assert/strict';
import { execFileSync, spawnSync } from 'node:child_process';
import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import { it } from 'node:test';
import { fileURLToPath } from 'node:url';
import { ENTRY, GOOD, spoil, withCatalog, type Files } from '../src/catalog/fixture-catalog.ts';

/** The environment without what a hook or a workflow would tell git and the command. */
const ENVIRONMENT = Object.fromEntries(Object.entries(process.env).filter(([name]) => !/^GIT(?:HUB)?_/.test(name)));

interface Answer {
  readonly status: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** What `npm run check` prints of the catalog in `root`, which it calls `errors`, and its exit code. */
function checkIn(root: string, args: readonly string[] = [], env: Readonly<Record<string, string>> = {}): Answer {
  const { status, stdout, stderr } = spawnSync(
    process.execPath,
    [fileURLToPath(new URL('check.ts', import.meta.url)), ...args],
    { encoding: 'utf8', env: { ...ENVIRONMENT, ERRDEX_ERRORS: root, ...env } },
  );
  return { status, stdout, stderr: stderr.replaceAll(root, 'errors') };
}

/** The same for a catalog of `files`. */
function check(files: Files, args?: readonly string[], env?: Readonly<Record<string, string>>): Promise<Answer> {
  return withCatalog(files, (root) => Promise.resolve(checkIn(root, args, env)));
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

it('annotates each problem in a workflow of GitHub, beside its line', async () => {
  const { stderr } = await check({ ...GOOD, 'python/x,y.txt': '' }, [], { GITHUB_ACTIONS: 'true' });
  assert.equal(
    stderr,
    `errors/python/x,y.txt:1:1  file-name  "x,y.txt" is no .yaml file  (remove it from the catalog)
::error file=errors/python/x%2Cy.txt,line=1,col=1,title=file-name::"x,y.txt" is no .yaml file (remove it from the catalog)

1 problem
`,
  );
});

it('prints only the problems in changed files where that is asked for', async () => {
  await withCatalog({ ...GOOD, 'python/old.txt': '' }, async (root) => {
    const git = (...args: readonly string[]): void => {
      execFileSync('git', ['-c', 'user.name=Test', '-c', 'user.email=test@example.com', ...args], {
        cwd: root,
        env: ENVIRONMENT,
      });
    };
    git('init', '--quiet', '--initial-branch', 'main');
    git('add', '--all');
    git('-c', 'commit.gpgsign=false', 'commit', '--quiet', '--message', 'x');
    const elsewhere = '1 problem in other files: npm run check prints them\n';
    assert.deepEqual(checkIn(root, ['--changed']), {
      status: 0,
      stdout: '0 changed files: no problems\n',
      stderr: elsewhere,
    });
    await writeFile(path.join(root, 'python/new.txt'), '');
    assert.deepEqual(checkIn(root, ['--changed']), {
      status: 1,
      stdout: '',
      stderr: `errors/python/new.txt:1:1  file-name  "new.txt" is no .yaml file  (remove it from the catalog)\n\n1 problem\n${elsewhere}`,
    });
    assert.equal(checkIn(root).stderr.split('  file-name  ').length, 3);
  });
});

it('says what to do where git knows nothing of the catalog', async () => {
  const { status, stdout, stderr } = await check(GOOD, ['--changed']);
  assert.deepEqual({ status, stdout }, { status: 2, stdout: '' });
  assert.match(stderr, /^errors is in no repository that git can read: leave --changed out/);
});

it('needs no git to check the whole catalog', async () => {
  assert.equal((await check(GOOD, [], { PATH: '/nowhere' })).status, 0);
});

for (const args of [['--chnaged'], ['python']]) {
  it(`tells its usage given ${args.join(' ')}`, async () => {
    const { status, stdout, stderr } = await check(GOOD, args);
    assert.deepEqual({ status, stdout }, { status: 2, stdout: '' });
    assert.match(stderr, /\nUsage: npm run check \[-- --changed\]\n/);
  });
}

it('fails where the schemas for editors are not those of today', async () => {
  const { status, stderr } = await check({ ...GOOD, '_schema/entry.json': '{}' });
  assert.equal(status, 1);
  assert.match(stderr, /^errors\/_schema\/entry\.json:1:1 {2}schema-drift {2}.*\(run npm run schema\)$/m);
});
