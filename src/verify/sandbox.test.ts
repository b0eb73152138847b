import assert from 'node:assert/strict';
import { access, chmod, mkdir, mkdtemp, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import { availableParallelism, tmpdir } from 'node:os';
import path from 'node:path';
import { after, before, describe, it } from 'node:test';
import { findProcesses } from './find-processes.ts';
import {
  BUILD_FOLDER,
  MAX_OUTPUT_BYTES,
  requireSandbox,
  runInSandbox,
  THIS_SYSTEM,
  type SandboxedCommand,
} from './sandbox.ts';

const missing = await requireSandbox().then(
  () => false,
  (error: unknown) => String(error),
);

describe('runInSandbox', { skip: missing }, () => {
  let scratch = '';

  before(async () => {
    scratch = await mkdtemp(path.join(tmpdir(), 'errdex-sandbox-'));
    await mkdir(path.join(scratch, 'app'));
    await mkdir(path.join(scratch, 'build'));
    await writeFile(path.join(scratch, 'app/data.txt'), 'data\n');
    // The sandbox's user is not the one who runs this.
    await chmod(scratch, 0o755);
    await chmod(path.join(scratch, 'build'), 0o777);
  });
  after(async () => {
    await rm(scratch, { recursive: true, force: true });
  });

  const run = (command: SandboxedCommand['command'], changes: Partial<SandboxedCommand> = {}) =>
    runInSandbox({
      command,
      system: THIS_SYSTEM,
      folder: path.join(scratch, 'app'),
      buildFolder: path.join(scratch, 'build'),
      builds: false,
      mounts: [],
      writable: [],
      env: {},
      stdin: '',
      seconds: 20,
      memory: 512 * 1024 * 1024,
      ...changes,
    });
  const shell = (script: string, changes: Partial<SandboxedCommand> = {}) => run(['sh', '-c', script], changes);

  it('gives back what was printed, standard output and error in their order', async () => {
    assert.deepEqual(await shell('echo one; echo two >&2; echo three'), {
      exit: 0,
      output: 'one\ntwo\nthree\n',
      stopped: undefined,
    });
  });

  it('gives back the exit code', async () => {
    assert.equal((await shell('exit 42')).exit, 42);
    assert.equal((await run(['no-such-command'])).exit, 127);
  });

  for (const [signal, exit, words] of [
    ['SEGV', 139, 'Segmentation fault'],
    ['ABRT', 134, 'Aborted'],
    ['TERM', 143, 'Terminated'],
    ['KILL', 137, 'Killed'],
  ] as const) {
    it(`gives back ${String(exit)} for a program that ${signal} ended, in the words of a shell, not of a limit`, async () => {
      const result = await shell(`echo before; kill -${signal} $$`);
      assert.deepEqual(result, { exit, output: `before\n${words}\n`, stopped: undefined });
    });
  }

  it('passes standard input, and its end', async () => {
    assert.equal((await run(['cat'], { stdin: 'a\nb' })).output, 'a\nb');
    assert.equal((await shell('read -r line || echo empty')).output, 'empty\n');
  });

  it('does not mind input that is not read', async () => {
    assert.equal((await run(['true'], { stdin: 'x'.repeat(1024 * 1024) })).exit, 0);
  });

  it('shows the program its files, and a folder without a name of this machine', async () => {
    assert.equal((await shell('pwd; ls; cat data.txt')).output, '/app\ndata.txt\ndata\n');
  });

  it('has no environment but its own', async () => {
    process.env['ERRDEX_TEST_SECRET'] = 'secret';
    try {
      const { output } = await run(['env'], { env: { GIVEN: 'yes' } });
      const names = output
        .trim()
        .split('\n')
        .map((line) => line.split('=')[0] ?? '');
      assert.deepEqual(names.sort(), ['GIVEN', 'HOME', 'LC_ALL', 'NO_COLOR', 'PATH', 'PWD', 'TZ']);
    } finally {
      delete process.env['ERRDEX_TEST_SECRET'];
    }
  });

  it('has an empty home, and no other', async () => {
    assert.equal((await shell('echo $HOME; ls -A $HOME; ls /root /home 2>/dev/null')).output, '/tmp\n');
  });

  it('forgets what was written to its home', async () => {
    assert.equal((await shell('echo x > /tmp/kept; ls /tmp')).output, 'kept\n');
    assert.equal((await shell('ls -A /tmp')).output, '');
  });

  it('shows nothing of this machine but its programs', async () => {
    assert.equal((await shell('ls /')).output, 'app\nbin\nbuild\ndev\netc\nlib\nlib64\nproc\ntmp\nusr\n');
    assert.equal((await shell(`ls ${process.cwd()} ${scratch} 2>/dev/null; ls /usr/local`)).output, '');
    assert.equal(
      (await shell('cat /etc/passwd; hostname; id -u')).output,
      'app:x:1000:1000::/tmp:/bin/sh\nlocalhost\n1000\n',
    );
  });

  it('sees no process but its own', async () => {
    const { output } = await shell('ls /proc | grep -c "^[0-9]"');
    assert.ok(Number(output) < 8, output);
  });

  it('has no network but its own loopback', async () => {
    assert.equal((await shell("tail -n +3 /proc/net/dev | cut -d: -f1 | tr -d ' '")).output, 'lo\n');
    assert.equal((await shell('tail -n +2 /proc/net/route | wc -l')).output.trim(), '0');
    const bash = await run(['bash', '-c', 'exec 3<>/dev/tcp/192.0.2.1/80']);
    assert.match(bash.output, /Network is unreachable/);
  });

  it('writes nowhere but to its home', async () => {
    const places = [
      '/',
      '/app',
      '/app/data.txt',
      '/usr',
      '/usr/local',
      '/etc',
      '/dev',
      '/proc/sys/kernel',
      '/bin',
      BUILD_FOLDER,
    ];
    const script = places
      .map(
        (place) => `(echo x > ${place === '/app/data.txt' ? place : `${place}/written`}) 2>/dev/null && echo ${place}`,
      )
      .join('\n');
    assert.equal((await shell(`${script}\ntrue`)).output, '');
    assert.equal(await readFile(path.join(scratch, 'app/data.txt'), 'utf8'), 'data\n');
    await assert.rejects(access('/written'));
  });

  it('ends a program that starts processes without end', async () => {
    const script = 'i=0; while [ $i -lt 400 ]; do sleep 3 & i=$((i+1)); done; echo started all';
    const { output } = await shell(script);
    assert.doesNotMatch(output, /started all/);
    assert.match(output, /fork|Resource temporarily unavailable/);
  });

  it('knows the machine itself by name, and no other', async () => {
    assert.match((await shell('getent hosts localhost')).output, /localhost/);
    assert.notEqual((await shell('getent hosts example.com')).exit, 0);
  });

  it('keeps what a compiler builds for the next step, which cannot change it', async () => {
    assert.equal((await shell(`echo built > ${BUILD_FOLDER}/main`, { builds: true })).exit, 0);
    assert.equal((await shell(`cat ${BUILD_FOLDER}/main; echo x > ${BUILD_FOLDER}/main`)).exit, 2);
    assert.equal(await readFile(path.join(scratch, 'build/main'), 'utf8'), 'built\n');
  });

  it('writes to a folder that a step may write to, and reads a mount', async () => {
    const cache = path.join(scratch, 'cache');
    await mkdir(cache);
    await chmod(cache, 0o777);
    assert.equal((await shell(`echo kept > /cache/a`, { writable: [{ from: cache, to: '/cache' }] })).exit, 0);
    assert.equal(await readFile(path.join(cache, 'a'), 'utf8'), 'kept\n');
    const mounts = [{ from: cache, to: '/usr/local/tool' }];
    assert.equal((await shell('cat /usr/local/tool/a; echo x > /usr/local/tool/a', { mounts })).exit, 2);
    assert.equal(await readFile(path.join(cache, 'a'), 'utf8'), 'kept\n');
  });

  it('cannot become another user, mount, or open a sandbox of its own', async () => {
    assert.match((await shell('unshare -U true')).output, /unshare failed|Operation not permitted|No space left/);
    assert.notEqual((await shell('mount -t tmpfs none /tmp')).exit, 0);
    assert.equal((await shell('grep CapEff /proc/self/status')).output, 'CapEff:\t0000000000000000\n');
  });

  it('ends what runs too long, and all it started', async () => {
    const mark = `3${String(process.pid)}.125`;
    const result = await shell(`echo started; sleep ${mark} & while :; do :; done`, { seconds: 1 });
    assert.deepEqual(result, { exit: 137, output: 'started\n', stopped: 'it ran for more than 1 s' });
    assert.deepEqual(await findProcesses(mark), []);
  });

  it('ends what sleeps too long', async () => {
    assert.equal((await run(['sleep', '60'], { seconds: 1 })).stopped, 'it ran for more than 1 s');
  });

  it('leaves the time to the clock: threads that work at once use no more of it than one', async () => {
    const { output } = await shell('ulimit -t', { seconds: 7 });
    assert.equal(Number(output), 7 * availableParallelism());
  });

  it('leaves nothing running in the background', async () => {
    const mark = `4${String(process.pid)}.125`;
    assert.equal((await shell(`sleep ${mark} >/dev/null 2>&1 & echo done`)).output, 'done\n');
    assert.deepEqual(await findProcesses(mark), []);
  });

  it('cuts a flood of output, and ends what prints it', async () => {
    const mark = `flood-${String(process.pid)}`;
    const result = await run(['yes', mark]);
    assert.ok(result.output.length <= MAX_OUTPUT_BYTES);
    assert.ok(result.output.startsWith(`${mark}\n${mark}\n`));
    assert.equal(result.stopped, 'it printed more than 256 KB');
    assert.deepEqual(await findProcesses(mark), []);
  });

  it('keeps output up to the limit whole', async () => {
    const result = await shell(`head -c ${String(MAX_OUTPUT_BYTES)} /dev/zero | tr '\\0' x`);
    assert.equal(result.output.length, MAX_OUTPUT_BYTES);
    assert.equal(result.stopped, undefined);
  });

  it('keeps letters whole that arrive in two pieces', async () => {
    const result = await shell("printf '\\342\\202'; sleep 0.1; printf '\\254\\n'");
    assert.equal(result.output, '€\n');
  });

  it('bounds memory, files and processes', async () => {
    const hog = await run(['perl', '-e', 'my $x = "x" x (900 * 1024 * 1024); print "got it"'], {
      memory: 256 * 1024 * 1024,
    });
    assert.notEqual(hog.exit, 0);
    assert.doesNotMatch(hog.output, /got it/);
    const disk = await shell(
      `head -c 300000000 /dev/zero > /tmp/big; echo $?; head -c 300000000 /dev/zero > ${BUILD_FOLDER}/big; echo $?`,
      { builds: true },
    );
    assert.doesNotMatch(disk.output, /^0$/m);
    const forks = await shell('i=0; while [ $i -lt 2000 ]; do sleep 5 & i=$((i+1)); done; echo all', { seconds: 10 });
    assert.doesNotMatch(forks.output, /^all$/m);
  });

  it('ends processes that together hold too much, each of which may hold as much, and says so', async () => {
    const mark = `hold-${String(process.pid)}`;
    // Four times 640 MB, which each holds until it is ended.
    const hold = `perl -e 'my $x = "x" x (640 * 1024 * 1024); sleep 60' ${mark}`;
    const result = await shell(`${`${hold} & `.repeat(4)} wait`, { memory: 4 * 1024 * 1024 * 1024, seconds: 60 });
    assert.equal(result.stopped, 'its processes held more than 2048 MB of memory together');
    assert.deepEqual(await findProcesses(mark), []);
    const alone = await run(['perl', '-e', 'my $x = "x" x (640 * 1024 * 1024); sleep 1; print "held"'], {
      memory: 4 * 1024 * 1024 * 1024,
    });
    assert.deepEqual([alone.output, alone.stopped], ['held', undefined]);
  });

  it('shows another system in place of its own', async () => {
    const system = path.join(scratch, 'system');
    await mkdir(path.join(system, 'etc/alternatives'), { recursive: true });
    await symlink('/usr', path.join(system, 'usr'));
    await writeFile(path.join(system, 'etc/alternatives/only-there'), '');
    assert.equal((await shell('ls /etc/alternatives', { system })).output, 'only-there\n');
  });

  it('says so where the sandbox itself fails', async () => {
    const result = await run(['true'], { mounts: [{ from: path.join(scratch, 'nowhere'), to: '/usr/local/x' }] });
    assert.match(result.stopped ?? '', /^the sandbox said: bwrap: .*nowhere/);
    assert.notEqual(result.exit, 0);
  });
});

describe('requireSandbox', () => {
  it('passes, or says what to install', () => {
    if (typeof missing === 'string') assert.match(missing, /apt-get install bubblewrap/);
  });
});
