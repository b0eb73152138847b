import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { chmod, mkdir, readFile, symlink, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { describe, it } from 'node:test';
import { fileURLToPath } from 'node:url';
import { z } from 'zod';
import { ENTRY, LANGUAGE, spoil, withCatalog } from '../src/catalog/fixture-catalog.ts';
import { requireSandbox } from '../src/verify/sandbox.ts';

const missing = await requireSandbox().then(
  () => false,
  (error: unknown) => String(error),
);

/** The environment without what a workflow would tell the commands. */
const ENVIRONMENT = Object.fromEntries(Object.entries(process.env).filter(([name]) => !/^GIT(?:HUB)?_/.test(name)));

interface Answer {
  readonly status: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** Runs `scripts/<name>.ts` on the catalog in `root`, which it calls `errors`. */
function run(
  name: string,
  root: string,
  args: readonly string[] = [],
  env: Readonly<Record<string, string>> = {},
  cwd = process.cwd(),
): Answer {
  const { status, stdout, stderr } = spawnSync(
    process.execPath,
    [fileURLToPath(new URL(`${name}.ts`, import.meta.url)), ...args],
    { encoding: 'utf8', cwd, env: { ...ENVIRONMENT, ERRDEX_ERRORS: root, ...env } },
  );
  return { status, stdout: stdout.replaceAll(root, 'errors'), stderr: stderr.replaceAll(root, 'errors') };
}

/** An entry that does all it declares, in the one language that every machine with a sandbox has. */
const GOOD = spoil(
  spoil(
    spoil(spoil(ENTRY, 'name: KeyError', 'name: unbound variable'), '"KeyError: {key}"', '"{name}: unbound variable"'),
    '    {}["a"]\n',
    '    set -u\n    echo "$HOST_NAME"\n',
  ),
  '    {}.get("a")\n',
  '    set -u\n      echo "${HOST_NAME:-localhost}"\n',
);
const BASH = spoil(spoil(LANGUAGE, 'runner: cpython', 'runner: bash'), 'grammar: python', 'grammar: bash');

/** Uses a catalog whose one entry is `text`, run and recorded. */
function withRecorded(text: string, use: (root: string, file: string) => Promise<void>): Promise<void> {
  return withCatalog({ 'bash/_language.yaml': BASH, 'bash/unbound.yaml': text }, async (root) => {
    const { status, stderr } = run('verify', root, ['--write']);
    assert.equal(stderr, '');
    assert.equal(status, 0);
    await use(root, path.join(root, 'bash/unbound.yaml'));
  });
}

/** Runs an entry that was never recorded. */
function verifyNew(
  text: string,
  args: readonly string[] = ['--write'],
  env?: Readonly<Record<string, string>>,
): Promise<Answer> {
  return withCatalog({ 'bash/_language.yaml': BASH, 'bash/unbound.yaml': text }, (root) =>
    Promise.resolve(run('verify', root, args, env)),
  );
}

/** The line, from 1, of the one `text` in `content`. */
function lineOf(content: string, text: string): number {
  const [before = ''] = content.split(text);
  assert.notEqual(before, content, `no ${text}`);
  return before.split('\n').length;
}

/** Line of the `code` of the fix. */
const FIX_LINE = lineOf(GOOD, '    when: The key') + 1;
const REPRO_LINE = lineOf(GOOD, '  code: |');

describe('npm run verify', { skip: missing, concurrency: 2 }, () => {
  it('records what programs print, and has nothing to do after that', async () => {
    await withRecorded(GOOD, async (root, file) => {
      const text = await readFile(file, 'utf8');
      assert.match(text, /^ {2}output: \|\n {4}main\.sh: line 2: HOST_NAME: unbound variable\n/m);
      assert.match(text, /^ {4}output: \|\n {6}localhost\n/m);
      assert.deepEqual(run('verify', root), {
        status: 0,
        stdout: '0 programs run on 0 versions, 2 unchanged since they were run\n',
        stderr: '',
      });
      assert.equal(run('check', root).status, 0);
      const named = run('verify', root, ['bash/unbound']);
      assert.match(named.stdout, /^✓ bash\/unbound\n2 programs run on \d+ versions\n$/);
      assert.match(run('verify', root, ['bash']).stdout, /^✓ bash\/unbound\n/);
    });
  });

  it('rejects an output that nobody captured, at its line', async () => {
    await withRecorded(GOOD, async (root, file) => {
      await writeFile(file, spoil(await readFile(file, 'utf8'), '      localhost\n', '      127.0.0.1\n'));
      const line = lineOf(await readFile(file, 'utf8'), '    output: |\n      127');
      const { status, stderr } = run('verify', root, ['--all']);
      assert.equal(status, 1);
      assert.match(stderr, new RegExp(`^✗ errors/bash/unbound\\.yaml:${String(line)} {2}fixes\\[0\\] on Bash `, 'm'));
      assert.match(stderr, / happened: {2}printed something else: line 1 is "localhost", not "127\.0\.0\.1"\n/);
      assert.match(run('check', root).stderr, new RegExp(`unbound\\.yaml:${String(line)}:\\d+ {2}evidence-stale `));
    });
  });

  it('rejects evidence that nobody captured', async () => {
    await withRecorded(GOOD, async (root) => {
      const evidence = path.join(root, '_evidence/bash/unbound.json');
      await writeFile(evidence, (await readFile(evidence, 'utf8')).replace('"exit": 1', '"exit": 42'));
      const { status, stderr } = run('verify', root, ['--all']);
      assert.equal(status, 1);
      assert.match(
        stderr,
        /unbound\.yaml:\d+ {2}repro on Bash .*\n {4}declared: {2}exit code 42, as recorded\n {4}happened: {2}ended with exit code 1\n/,
      );
    });
  });

  it('rejects evidence of versions that nobody has, and of exempted programs', async () => {
    await withRecorded(GOOD, async (root, file) => {
      const evidence = path.join(root, '_evidence/bash/unbound.json');
      const text = await readFile(evidence, 'utf8');
      await writeFile(evidence, text.replaceAll('"Bash"', '"Zython"'));
      assert.match(
        run('check', root).stderr,
        / evidence {2}repro has a run that verification would not write: Zython /,
      );
      await writeFile(evidence, text.replaceAll(/"date": "[^"]+"/g, '"date": "2999-01-01"'));
      assert.match(run('check', root).stderr, / evidence {2}repro has a run that verification would not write: Bash /);
      await writeFile(evidence, text);
      const exemption = 'verify: { skip: no }\nreferences: [{ title: Manual, url: https://www.gnu.org/ }]\n';
      await writeFile(file, `${await readFile(file, 'utf8')}${exemption}`);
      assert.match(run('check', root).stderr, / evidence-exempted {2}repro has an output or evidence, and is exempted/);
    });
  });

  it('rejects a fix that fails', async () => {
    const { status, stderr } = await verifyNew(spoil(GOOD, '${HOST_NAME:-localhost}', '${HOST_NAME:?is not set}'));
    assert.equal(status, 1);
    assert.match(stderr, new RegExp(`^✗ errors/bash/unbound\\.yaml:${String(FIX_LINE)} {2}fixes\\[0\\] on Bash `, 'm'));
    assert.match(stderr, / declared: {2}exit code 0\n {4}happened: {2}ended with exit code \d+\n/);
    assert.match(stderr, /\n {6}│ main\.sh: line 2: HOST_NAME: is not set\n/);
  });

  it('rejects a fix that still prints the message', async () => {
    const { status, stderr } = await verifyNew(
      spoil(GOOD, '      set -u\n      echo "${', '      (set -u; : "$X")\n      echo "${'),
    );
    assert.equal(status, 1);
    assert.match(
      stderr,
      /fixes\[0\] on Bash .*\n.*none of the messages.*\n {4}happened: {2}still prints one of them\n/,
    );
  });

  it('rejects a trigger whose message is another', async () => {
    const { status, stderr } = await verifyNew(spoil(GOOD, '"{name}: unbound variable"', '"{name}: not bound"'));
    assert.equal(status, 1);
    assert.match(stderr, new RegExp(`^✗ errors/bash/unbound\\.yaml:${String(REPRO_LINE)} {2}repro on Bash `, 'm'));
    assert.match(
      stderr,
      /one of the messages of the entry: \{name\}: not bound\n {4}happened: {2}printed none of them\n/,
    );
  });

  it('rejects a program that changed since it was run, and runs it again', async () => {
    await withRecorded(GOOD, async (root, file) => {
      await writeFile(file, spoil(await readFile(file, 'utf8'), 'HOST_NAME:-localhost', 'HOST_NAME:-local'));
      const checked = run('check', root);
      assert.equal(checked.status, 1);
      assert.match(
        checked.stderr,
        new RegExp(`^errors/bash/unbound\\.yaml:\\d+:\\d+ {2}evidence-stale {2}fixes\\[0\\] changed since it was run`),
      );
      const { status, stdout, stderr } = run('verify', root);
      assert.equal(status, 1);
      assert.match(stdout, /^1 program run on \d+ versions?, 1 unchanged since they were run, 1 failure\n$/m);
      assert.match(stderr, /line 1 is "local", not "localhost"/);
      assert.equal(run('verify', root, ['--write']).status, 0);
      assert.equal(run('check', root).status, 0);
    });
  });

  it('rejects a program that prints something else each time, and records nothing', async () => {
    const { status, stderr, stdout } = await verifyNew(spoil(GOOD, 'localhost}', '$(date +%N)}'));
    assert.equal(status, 1);
    assert.match(stderr, new RegExp(`^✗ errors/bash/unbound\\.yaml:${String(FIX_LINE)} {2}fixes\\[0\\] on Bash `, 'm'));
    assert.match(stderr, / happened: {2}printed two different things in two runs: line 1 is "\d+", not "\d+"\n/);
    assert.doesNotMatch(stdout, /written/);
  });

  it('rejects an exemption of what can be run', async () => {
    const exempted = `${GOOD}verify: { skip: needs a daemon }\nreferences: [{ title: Manual, url: https://www.gnu.org/software/bash/manual/ }]\n`;
    const line = String(lineOf(exempted, 'verify:'));
    const { status, stderr } = await verifyNew(exempted, ['--all']);
    assert.equal(status, 1);
    assert.match(stderr, new RegExp(`^✗ errors/bash/unbound\\.yaml:${line} {2}repro on Bash `, 'm'));
    assert.match(
      stderr,
      / declared: {2}it cannot be run: needs a daemon\n {4}happened: {2}ran, and raised the error\n/,
    );
  });

  it('gives the result as data', async () => {
    const { status, stdout, stderr } = await verifyNew(spoil(GOOD, '"{name}: unbound', '"{name}: not'), [
      '--all',
      '--json',
    ]);
    const result = z
      .strictObject({
        entries: z.array(z.string()),
        trials: z.int(),
        failures: z.array(
          z.strictObject({
            file: z.string(),
            line: z.int(),
            column: z.int(),
            program: z.string(),
            rule: z.string(),
            runtime: z.string(),
            version: z.string(),
            declared: z.string(),
            happened: z.string(),
            remedy: z.string(),
            output: z.string(),
          }),
        ),
        skipped: z.array(z.unknown()),
        missing: z.array(z.string()),
      })
      .parse(JSON.parse(stdout));
    assert.deepEqual([status, stderr, result.entries, result.skipped], [1, '', ['bash/unbound'], []]);
    const contradiction = result.failures.find(({ rule }) => rule === 'contradicts');
    assert.deepEqual(
      [contradiction?.file, contradiction?.line, contradiction?.program],
      ['errors/bash/unbound.yaml', REPRO_LINE, 'repro'],
    );
  });

  it('annotates each failure in a workflow of GitHub', async () => {
    const { stderr } = await verifyNew(spoil(GOOD, '"{name}: unbound', '"{name}: not'), [], { GITHUB_ACTIONS: 'true' });
    assert.match(
      stderr,
      new RegExp(`^::error file=errors/bash/unbound\\.yaml,line=${String(REPRO_LINE)},col=\\d+,`, 'm'),
    );
  });

  it('names the programs whose runtime is missing, and fails for them only where it is told to be strict', async () => {
    const files = { 'x/_language.yaml': spoil(LANGUAGE, 'cpython', 'bun'), 'x/key-error.yaml': ENTRY };
    await withCatalog(files, async (root) => {
      // From here the project has no folder of runtimes, and this one is in no system.
      const cwd = path.join(root, '.elsewhere');
      await mkdir(cwd);
      // The sandbox's user is not the one who runs this.
      await chmod(root, 0o755);
      await symlink(path.resolve('src'), path.join(cwd, 'src'));
      const lax = run('verify', root, ['--all'], {}, cwd);
      const words =
        '- Bun is not on this machine: 2 programs not run (x/key-error); npm run runtimes says how to get it\n';
      assert.deepEqual([lax.status, lax.stderr], [0, words]);
      const strict = run('verify', root, ['--all', '--strict'], {}, cwd);
      const more = '✗ Bun of npm bun-1 is missing: run npm run runtimes -- --install\n';
      assert.deepEqual([strict.status, strict.stderr], [1, words + more]);
    });
  });

  it('says once what a program does on all versions, the newest last', async () => {
    const { stderr } = await verifyNew(spoil(GOOD, 'localhost}', '$(date +%N)}'));
    assert.equal(stderr.match(/fixes\[0\] on Bash \d/g)?.length, 1);
    assert.equal(stderr.match(/happened: /g)?.length, 1);
  });

  it('goes on with other programs where the files of one cannot be written', async () => {
    const files = '    files: { a: x, a/b: y }\n    why: It returns';
    const { status, stderr } = await verifyNew(spoil(GOOD, '    why: It returns', files));
    assert.equal(status, 1);
    assert.match(
      stderr,
      /fixes\[0\] on Bash .*\n.*can be run\n {4}happened: {2}could not be run: Error: E(?:EXIST|NOTDIR)/,
    );
  });

  it('lets nothing that a program prints reach the log as a command of it', async () => {
    const { stderr } = await verifyNew(spoil(GOOD, 'echo "$HOST_NAME"', "printf '::error::x\\n\\033[2J'; exit 1"));
    assert.match(stderr, /^ {6}│ ::error::x\n {6}│ \\u001b\[2J\n/m);
  });

  it('runs nothing of an entry that is only begun', async () => {
    const { status, stderr, stdout } = await verifyNew(spoil(GOOD, 'A key is not in the mapping', '"TODO: say it"'));
    assert.equal(status, 1);
    assert.match(
      stderr,
      /^✗ errors\/bash\/unbound\.yaml {2}is not run before it is written: npm run check lists its TODOs\n$/,
    );
    assert.match(stdout, /^0 programs run on 0 versions/);
  });

  it('says what was asked wrongly', async () => {
    await withCatalog({ 'bash/_language.yaml': BASH, 'bash/unbound.yaml': GOOD }, (root) => {
      for (const [args, words] of [
        [['bash/bound'], /^No entry is named bash\/bound; name an id such as python\/key-error, or a language\.\n$/],
        [['--shard', '3/2'], /^--shard 3\/2 is no part of a whole: the second of four is --shard 2\/4\n$/],
        [['--all', 'bash'], /^Names, --changed and --all each say which entries: give one of them\.\n\nUsage: /],
        [['--fast'], /^Unknown option '--fast'[^]*Usage: npm run verify/],
      ] as const) {
        const { status, stdout, stderr } = run('verify', root, args);
        assert.deepEqual([status, stdout], [2, '']);
        assert.match(stderr, words);
      }
      return Promise.resolve();
    });
  });

  it('splits entries into shards, each entry into just one', async () => {
    const names = Array.from({ length: 7 }, (_, index) => `unbound-${String(index)}`);
    const entries = names.map((name) => [`bash/${name}.yaml`, spoil(GOOD, 'unbound variable\n', `${name}\n`)] as const);
    await withCatalog({ 'bash/_language.yaml': BASH, ...Object.fromEntries(entries) }, (root) => {
      const shards = [1, 2, 3].map((shard) => {
        const { stdout } = run('verify', root, ['--json', '--shard', `${String(shard)}/3`]);
        return z.object({ entries: z.array(z.string()) }).parse(JSON.parse(stdout)).entries;
      });
      assert.deepEqual(
        shards.flat().sort(),
        names.map((name) => `bash/${name}`),
      );
      assert.deepEqual(
        shards.map(({ length }) => length),
        [3, 2, 2],
      );
      return Promise.resolve();
    });
  });

  it('runs without a sandbox only where it is told to', async () => {
    const { status, stderr, stdout } = await verifyNew(GOOD, ['--write', '--unsafe-no-sandbox']);
    assert.equal(stderr, '');
    assert.deepEqual([status, /^✓ bash\/unbound {2}written\n/.test(stdout)], [0, true]);
  });
});
