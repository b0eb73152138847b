/** The program as a process: what it does to the commands that it runs, to pipes, to terminals. */
import assert from 'node:assert/strict';
import { spawn, spawnSync, type ChildProcess, type SpawnSyncOptions } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { existsSync } from 'node:fs';
import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { after, before, describe, it } from 'node:test';
import { stripVTControlCharacters } from 'node:util';
import { makeFixtureData } from './fixture-context.ts';
import { makeProgram, PROGRAM } from './make-program.ts';

const TRACE = "KeyError: 'desk'";

let folder = '';
let program = '';
before(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'errdex-program-'));
  program = path.join(folder, PROGRAM);
  await makeProgram(path.resolve('.'), folder);
  await makeFixtureData(path.join(folder, 'data'));
});
after(() => rm(folder, { recursive: true }));

interface Answer {
  readonly status: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** No color, pager or shell that the machine of the reader prefers. */
const ENVIRONMENT = { PATH: process.env['PATH'] ?? '', TERM: 'xterm', SHELL: '/bin/false' };

function errdex(args: readonly string[], options: SpawnSyncOptions = {}): Answer {
  const { status, stdout, stderr } = spawnSync(process.execPath, [program, ...args], {
    timeout: 30_000,
    env: ENVIRONMENT,
    ...options,
    encoding: 'utf8',
  });
  return { status, stdout, stderr };
}

function sh(line: string): readonly string[] {
  return ['run', '--', 'sh', '-c', line];
}

function quote(text: string): string {
  return `'${text.replaceAll("'", "'\\''")}'`;
}

interface Shown {
  /** What the terminal shows, without carriage returns. */
  readonly shown: string;
  readonly status: unknown;
}

/** The exit code of `child`, when all that it printed is read; `onOutput` gets what there is so far. */
async function watch(child: ChildProcess, onOutput: (shown: string) => void): Promise<Shown> {
  let shown = '';
  child.stdout?.on('data', (chunk: Buffer) => {
    shown += chunk.toString().replaceAll('\r\n', '\n');
    onOutput(shown);
  });
  const status = await new Promise((resolve) => child.on('close', resolve));
  return { shown, status };
}

/**
 * Runs `line` in a shell on a terminal of `columns` and `rows`, where `errdex` is the program; types `keys` when `cue` is the
 * last that was shown.
 */
async function onTerminal(
  line: string,
  [columns, rows]: readonly [columns: number, rows: number],
  env: NodeJS.ProcessEnv = {},
  [cue, keys]: readonly [cue: string, keys: string] = ['', ''],
): Promise<Shown> {
  const command = `stty cols ${columns} rows ${rows}; errdex() { ${quote(process.execPath)} ${quote(program)} "$@"; }; ${line}`;
  const child = spawn('script', ['-qec', command, '/dev/null'], {
    timeout: 30_000,
    stdio: ['pipe', 'pipe', 'inherit'],
    env: { ...ENVIRONMENT, SHELL: '/bin/sh', ...env },
  });
  return watch(child, (shown) => {
    if (cue !== '' && shown.endsWith(cue)) child.stdin.write(keys);
  });
}

const version = spawnSync('script', ['--version'], { encoding: 'utf8' });
const noTerminals =
  version.error === undefined && version.stdout.includes('util-linux') ? false : 'no script of util-linux';

describe('the program', () => {
  it('loads for a command its own code alone', async () => {
    const names = await readdir(path.join(folder, 'modules'));
    const codeOf = async (name: string): Promise<string> => {
      const files = names.filter((each) => each.startsWith(`${name}-`));
      return (await Promise.all(files.map((file) => readFile(path.join(folder, 'modules', file), 'utf8')))).join('');
    };
    const markdown = /CommonMark|micromark|tokenizer/;
    assert.match(await codeOf('show'), markdown);
    const others = names.filter((name) => !name.startsWith('show-'));
    for (const name of others)
      assert.doesNotMatch(await readFile(path.join(folder, 'modules', name), 'utf8'), markdown, name);
    assert.doesNotMatch(await readFile(program, 'utf8'), markdown);
  });

  it('brings the licenses of what it is bundled with', async () => {
    const licenses = await readFile(path.join(folder, 'LICENSES.txt'), 'utf8');
    for (const name of ['unified', 'remark-parse', 'micromark'])
      assert.match(licenses, new RegExp(`^── ${name}\n`, 'm'));
    assert.doesNotMatch(licenses, /^── (?:zod|yaml|astro|esbuild)$/m, 'the catalog is read when it is made');
  });

  it('reads a pipe, prints to a pipe, and ends quietly where nobody reads', () => {
    const piped = spawnSync(
      'sh',
      ['-c', `"$0" "$1" explain --json | head -c 12; "$0" "$1" show --all KeyError | true`, process.execPath, program],
      {
        encoding: 'utf8',
        input: TRACE,
        env: ENVIRONMENT,
      },
    );
    assert.equal(piped.stdout, '{"matches":[');
    assert.equal(piped.stderr, '');
  });

  it('answers with 2 what cannot be written, and says why', { skip: !existsSync('/dev/full') }, () => {
    for (const args of ['completion ids', 'find --json qqqq', 'run -- seq 100000']) {
      const line = `"$0" "$1" ${args} > /dev/full`;
      const { status, stderr } = spawnSync('sh', ['-c', line, process.execPath, program], {
        encoding: 'utf8',
        env: ENVIRONMENT,
      });
      assert.deepEqual([status, stderr], [2, 'errdex: cannot write: no space left on device\n'], args);
    }
    const line = '"$0" "$1" find qqqq 2> /dev/full';
    assert.equal(spawnSync('sh', ['-c', line, process.execPath, program], { env: ENVIRONMENT }).status, 2);
  });

  it('answers with 2 where its data is broken', async () => {
    const alone = path.join(folder, 'alone');
    await makeProgram(path.resolve('.'), alone);
    const { status, stderr } = spawnSync(process.execPath, [path.join(alone, PROGRAM), 'find', 'x'], {
      encoding: 'utf8',
    });
    const run = spawnSync(process.execPath, [path.join(alone, PROGRAM), ...sh('exit 3')], { encoding: 'utf8' });
    assert.equal(run.status, 3, 'that of a command is its own');
    assert.match(run.stderr, /^errdex: .*messages\.json is missing or broken: install errdex again\n$/);
    assert.equal(status, 2);
    assert.match(stderr, /^errdex: .*names\.json is missing or broken: install errdex again\n$/);
  });
});

describe('errdex run', { skip: process.platform === 'win32' }, () => {
  it('leaves a command that ends well as it is', () => {
    assert.deepEqual(errdex(sh('cat; echo out; echo err >&2'), { input: 'in ' }), {
      status: 0,
      stdout: 'in out\n',
      stderr: 'err\n',
    });
  });

  it('copies what is printed byte for byte, however much', async () => {
    const bytes = randomBytes(3_000_000);
    const file = path.join(folder, 'bytes');
    await writeFile(file, bytes);
    const { stdout, stderr } = spawnSync(process.execPath, [program, ...sh(`cat ${file}; cat ${file} >&2`)], {
      maxBuffer: 10_000_000,
      env: ENVIRONMENT,
    });
    assert.ok(stdout.equals(bytes) && stderr.equals(bytes));
  });

  it('explains behind the output of a command that fails, and keeps its exit code', () => {
    for (const stream of ['', ' >&2']) {
      const { status, stdout, stderr } = errdex(sh(`echo "${TRACE}"${stream}; exit 3`));
      assert.equal(status, 3);
      assert.equal(stdout, stream === '' ? `${TRACE}\n` : '');
      assert.match(
        stderr,
        /^(?:KeyError: 'desk'\n)?\n── errdex\nKeyError · Python\n[^]*errdex show python\/key-error\n/,
      );
    }
    assert.deepEqual(errdex(sh('exit 4')), {
      status: 4,
      stdout: '',
      stderr: 'errdex: exit code 4, and no known error in what was printed\n',
    });
  });

  it('explains in JSON with --json, on the last line', () => {
    const { status, stderr } = errdex(['run', '--json', 'sh', '-c', `echo "${TRACE}" >&2; exit 1`]);
    assert.equal(status, 1);
    const [own, line = '', ...rest] = stderr.split('\n');
    assert.deepEqual([own, rest], [TRACE, ['']]);
    const value: unknown = JSON.parse(line);
    assert.match(JSON.stringify(value), /^\{"matches":\[\{"id":"python\/key-error",.*"lines":\[1\]/);
    assert.equal(errdex(['run', '--json', 'sh', '-c', 'exit 1']).stderr, '{"matches":[]}\n');
    assert.equal(errdex(['run', '--json', 'true']).stderr, '');
  });

  it('finds the error at the end of much', () => {
    const { stderr } = errdex(sh(`yes 'all is well' | head -n 400000; echo "${TRACE}"; exit 1`), {
      maxBuffer: 10_000_000,
    });
    assert.match(stderr, /KeyError · Python/);
  });

  it('ends with 128 + n where the command died of signal n', () => {
    for (const [signal, code] of [
      ['TERM', 143],
      ['KILL', 137],
      ['SEGV', 139],
    ] as const) {
      assert.equal(errdex(sh(`kill -${signal} $$`)).status, code, signal);
    }
  });

  it('takes no exit code for a signal that there was none of', () => {
    for (const code of [129, 130, 141, 143]) {
      const { status, stderr } = errdex(sh(`echo "${TRACE}" >&2; exit ${code}`));
      assert.equal(status, code);
      assert.match(stderr, /errdex show python\/key-error/, `exit code ${code}`);
      const silent = errdex(['run', '--json', 'sh', '-c', `exit ${code}`]);
      assert.equal(silent.stderr, '{"matches":[]}\n', `exit code ${code}`);
    }
  });

  it('ends with the command, and not with what it leaves running', () => {
    for (const [exit, said] of [
      [0, ''],
      [3, 'errdex: exit code 3, and no known error in what was printed\n'],
    ] as const) {
      const { status, stdout, stderr } = errdex(sh(`sleep 60 & echo $!; exit ${exit}`));
      const left = Number(stdout);
      assert.ok(left > 0, stdout);
      process.kill(left, 'SIGKILL');
      assert.deepEqual([status, stderr], [exit, said]);
    }
  });

  it('copies also what comes soon behind the end of the command', () => {
    const { stdout, status } = errdex(sh(`{ sleep 0.1; echo "${TRACE}"; } & exit 3`));
    assert.deepEqual([stdout, status], [`${TRACE}\n`, 3]);
  });

  it('says with 127 what cannot be started', () => {
    for (const command of ['no-such-command', './package.json', '/']) {
      const { status, stdout, stderr } = errdex(['run', '--', command]);
      assert.deepEqual([status, stdout], [127, '']);
      assert.equal(
        stderr,
        `errdex: "${command}" cannot be started: there is no such program, or it is not executable\n`,
      );
    }
  });

  it('says how a line for a shell is run', () => {
    const line = "python3 'x.py' | cat";
    const { status, stderr } = errdex(['run', line]);
    assert.equal(status, 127);
    const [, hint = ''] = /^errdex: .*\nA line for a shell goes through one: errdex run -- (.*)\n$/.exec(stderr) ?? [];
    assert.equal(spawnSync('sh', ['-c', `printf '<%s>' ${hint}`], { encoding: 'utf8' }).stdout, `<sh><-c><${line}>`);
  });

  it('hands on every argument as it is', () => {
    const args = ['--help', '--json', '', 'a b', "it's", '$HOME', '*', '--'];
    const { stdout } = errdex(['run', 'printf', '<%s>', ...args]);
    assert.equal(stdout, args.map((arg) => `<${arg}>`).join(''));
  });

  it('gives the command pipes: it can open its outputs, and learns when nobody reads', () => {
    assert.deepEqual(errdex(sh('echo a > /dev/stdout; echo b > /dev/stderr')), {
      status: 0,
      stdout: 'a\n',
      stderr: 'b\n',
    });
    const line = `{ "$0" "$1" run -- yes; echo "$?" >&2; } | head -n 1`;
    const { stdout, stderr } = spawnSync('sh', ['-c', line, process.execPath, program], {
      encoding: 'utf8',
      env: ENVIRONMENT,
    });
    assert.deepEqual([stdout, stderr], ['y\n', '141\n']);
  });

  it('leaves Ctrl+C to the command, waits for it, and says nothing more', async () => {
    const line = 'trap "echo caught; exit 9" INT; echo ready; while :; do sleep 0.1; done';
    const child = spawn(process.execPath, [program, ...sh(line)], { detached: true, env: ENVIRONMENT });
    const ended = await watch(child, (shown) => {
      // As a terminal does: the whole group of processes gets it.
      if (shown === 'ready\n' && child.pid !== undefined) process.kill(-child.pid, 'SIGINT');
    });
    assert.deepEqual(ended, { shown: 'ready\ncaught\n', status: 9 });
  });

  it('says nothing of a command that Ctrl+C stopped', async () => {
    for (const trap of ['', 'trap "exit 130" INT; ']) {
      const line = `${trap}echo ready; while :; do sleep 0.1; done`;
      const child = spawn(process.execPath, [program, ...sh(line)], { detached: true, env: ENVIRONMENT });
      let said = '';
      child.stderr.on('data', (chunk: Buffer) => (said += chunk.toString()));
      const ended = await watch(child, (shown) => {
        if (shown === 'ready\n' && child.pid !== undefined) process.kill(-child.pid, 'SIGINT');
      });
      assert.deepEqual([ended.status, said], [130, '']);
    }
  });

  it('hands a request to end to the command', async () => {
    const line = 'trap "echo ended; exit 0" TERM; echo ready; while :; do sleep 0.1; done';
    const child = spawn(process.execPath, [program, ...sh(line)], { env: ENVIRONMENT });
    const ended = await watch(child, (shown) => {
      if (shown === 'ready\n') child.kill('SIGTERM');
    });
    assert.deepEqual(ended, { shown: 'ready\nended\n', status: 0 });
  });

  it('leaves nothing behind in the folder for temporary files', async () => {
    const temporary = path.join(folder, 'temporary');
    spawnSync('mkdir', [temporary]);
    assert.equal(errdex(sh('echo x'), { env: { ...ENVIRONMENT, TMPDIR: temporary } }).stdout, 'x\n');
    assert.deepEqual(await readdir(temporary), []);
    // Nor does it need one.
    assert.equal(errdex(sh('echo x'), { env: { ...ENVIRONMENT, TMPDIR: '/no/such/folder' } }).stdout, 'x\n');
  });
});

describe('errdex on a terminal', { skip: noTerminals }, () => {
  it('gives the command the terminal, its size, its shell variable and its exit code', async () => {
    const inner = 'test -t 0 && test -t 1 && test -t 2 && stty size && echo "$SHELL"; exit 7';
    const { shown, status } = await onTerminal(`SHELL=/bin/odd errdex run -- sh -c ${quote(inner)}`, [60, 10]);
    assert.equal(status, 7);
    assert.match(shown, /^10 60\n\/bin\/odd\n/);
    assert.match(shown, /errdex: exit code 7, and no known error in what was printed/);
  });

  it('explains what the command printed there', async () => {
    const inner = `printf "\\033[31mKeyError: 'desk'\\033[0m\\n"; kill -KILL $$`;
    const { shown, status } = await onTerminal(`errdex run -- sh -c ${quote(inner)}`, [60, 10]);
    assert.equal(status, 137);
    assert.ok(shown.startsWith("\u001B[31mKeyError: 'desk'\u001B[0m\n"), shown);
    assert.match(shown, /errdex show python\/key-error/);
  });

  it('says with 127 what cannot be started', async () => {
    assert.equal((await onTerminal('errdex run no-such-command', [60, 10])).status, 127);
  });

  it('takes an exit code above 128 for that of a signal, but 129, which is what git says of misuse', async () => {
    const explained = await onTerminal(`errdex run -- sh -c ${quote(`echo "${TRACE}"; exit 129`)}`, [80, 24]);
    assert.equal(explained.status, 129);
    assert.match(explained.shown, /errdex show python\/key-error/);
    const stopped = await onTerminal(`errdex run -- sh -c ${quote('kill -INT $$')}`, [80, 24]);
    assert.deepEqual(stopped, { shown: '', status: 130 });
  });

  it('leaves the keyboard to the command', async () => {
    const trap = 'trap "echo caught; exit 9" INT; echo ready; while :; do sleep 0.1; done';
    const stopped = await onTerminal(`errdex run -- sh -c ${quote(trap)}`, [60, 10], {}, ['ready\n', '\u0003']);
    assert.deepEqual([stopped.shown.includes('caught'), stopped.status], [true, 9]);
    const ask = 'printf "name? "; read name; echo "<$name>"';
    const asked = await onTerminal(`errdex run -- sh -c ${quote(ask)}`, [60, 10], {}, ['name? ', 'Ada\n']);
    assert.deepEqual(asked, { shown: 'name? Ada\n<Ada>\n', status: 0 });
  });

  it('shows in the pager what is taller than the terminal, and nothing else', async () => {
    const pager = { PAGER: 'echo "[$LESS]"; cat' };
    assert.match((await onTerminal('errdex show KeyError', [80, 10], pager)).shown, /^\[FRX\]\n.*KeyError/);
    assert.match((await onTerminal('errdex show KeyError', [80, 10], { ...pager, LESS: 'S' })).shown, /^\[S\]\n/);
    assert.doesNotMatch((await onTerminal('errdex show KeyError', [80, 500], pager)).shown, /^\[/);
    assert.doesNotMatch((await onTerminal('errdex show KeyError | cat', [80, 10], pager)).shown, /^\[/);
  });

  it('prints where the pager is missing, empty or fails, and ends with one that is left early', async () => {
    for (const PAGER of ['no-such-pager -x', 'LESS=x no-such-pager', '', 'false']) {
      const { shown } = await onTerminal('errdex show KeyError', [80, 10], { PAGER });
      assert.match(stripVTControlCharacters(shown), /^KeyError[^]*What this means/, PAGER);
    }
    assert.deepEqual(await onTerminal('errdex show --all KeyError', [80, 10], { PAGER: 'true' }), {
      shown: '',
      status: 0,
    });
  });

  it('leaves the keyboard to the pager, which may read it from standard error', async () => {
    const PAGER = `sh -c 'printf "key? " >&2; read key <&2; echo "<$key>"; cat'`;
    const { shown } = await onTerminal('errdex show KeyError', [80, 10], { PAGER }, ['key? ', 'q\n']);
    assert.match(shown, /^key\? q\n<q>\n.*KeyError/);
  });

  it('obeys NO_COLOR', async () => {
    assert.ok((await onTerminal('errdex find KeyError', [80, 24])).shown.includes('\u001B[1mKeyError'));
    assert.ok(!(await onTerminal('errdex find KeyError', [80, 24], { NO_COLOR: '1' })).shown.includes('\u001B'));
  });

  it('says what to do where it reads from a terminal, and reads', async () => {
    const hint = 'Paste what was printed, then press Enter and Ctrl+D.\n';
    const { shown, status } = await onTerminal('errdex explain', [80, 24], {}, [hint, `${TRACE}\n\u0004`]);
    assert.equal(status, 0);
    assert.ok(shown.startsWith(hint) && shown.includes('errdex show python/key-error'), shown);
  });
});
