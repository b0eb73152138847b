import assert from 'node:assert/strict';
import { access, mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { after, before, describe, it } from 'node:test';
import { findProcesses } from './find-processes.ts';
import { MAX_OUTPUT_BYTES, THIS_SYSTEM, type SandboxedCommand } from './sandbox.ts';
import { runUnsandboxed } from './unsandboxed.ts';

describe('runUnsandboxed', () => {
  let scratch = '';

  before(async () => {
    scratch = await mkdtemp(path.join(tmpdir(), 'errdex-unsandboxed-'));
    for (const name of ['app', 'build', 'tool/bin']) await mkdir(path.join(scratch, name), { recursive: true });
    await writeFile(path.join(scratch, 'app/data.txt'), 'data\n');
  });
  after(async () => {
    await rm(scratch, { recursive: true, force: true });
  });

  const run = (command: SandboxedCommand['command'], changes: Partial<SandboxedCommand> = {}) =>
    runUnsandboxed({
      command,
      system: THIS_SYSTEM,
      folder: path.join(scratch, 'app'),
      buildFolder: path.join(scratch, 'build'),
      builds: false,
      mounts: [],
      writable: [],
      env: {},
      stdin: '',
      seconds: 30,
      memory: 512 * 1024 * 1024,
      ...changes,
    });
  const shell = (script: string, changes: Partial<SandboxedCommand> = {}) => run(['sh', '-c', script], changes);

  it('gives back what was printed, standard output and error in their order', async () => {
    const { output, exit, stopped } = await shell('for i in 1 2 3; do echo out; echo error >&2; done');
    assert.deepEqual([output, exit, stopped], ['out\nerror\nout\nerror\nout\nerror\n', 0, undefined]);
  });

  it('gives back the exit code, also that of a signal, in the words of a shell', async () => {
    assert.equal((await shell('exit 42')).exit, 42);
    const signaled = await shell('echo before; kill -SEGV $$');
    assert.equal(signaled.exit, 139);
    assert.match(signaled.output, /^before\n.*Segmentation fault/);
    const absent = await run(['no-such-command']);
    assert.equal(absent.exit, 127);
    assert.match(absent.output, /no-such-command: not found/);
  });

  it('passes standard input, and does not mind input that is not read', async () => {
    assert.equal((await run(['cat'], { stdin: 'a\nb' })).output, 'a\nb');
    assert.equal((await run(['true'], { stdin: 'x'.repeat(1024 * 1024) })).exit, 0);
  });

  it('has no environment but its own', async () => {
    process.env['ERRDEX_TEST_SECRET'] = 'secret';
    try {
      const { output } = await run(['env'], { env: { GIVEN: 'yes' } });
      assert.match(output, /^GIVEN=yes$/m);
      assert.doesNotMatch(output, /secret/);
    } finally {
      delete process.env['ERRDEX_TEST_SECRET'];
    }
  });

  it('finds what the sandbox would show, under the names that it has there', async () => {
    const mounts = [{ from: path.join(scratch, 'tool'), to: '/usr/local/tool' }];
    const writable = [{ from: path.join(scratch, 'tool/bin'), to: '/cache' }];
    const script =
      'cat /app/data.txt; echo built >/build/main; echo kept >/cache/a; cat /usr/local/tool/bin/a "$GIVEN"';
    const { output } = await shell(script, { mounts, writable, env: { GIVEN: '/build/main' } });
    assert.equal(output, 'data\nkept\nbuilt\n');
  });

  it('prints the names of the sandbox', async () => {
    const { output } = await shell('pwd; echo "$PWD/main.py:3"; echo "(file://$PWD)"; echo $HOME');
    assert.equal(output, '/app\n/app/main.py:3\n(file:///app)\n/tmp\n');
  });

  it('leaves paths that only look alike', async () => {
    assert.equal(
      (await shell('printf my/app | wc -c; printf /application | wc -c')).output.replaceAll(' ', ''),
      '6\n12\n',
    );
    const { output } = await shell('echo "${PWD}lication"; echo "my$PWD"');
    assert.equal(output, `${scratch}/application\nmy${scratch}/app\n`);
  });

  it('takes each path as it is, also where it has characters with a meaning', async () => {
    const folder = path.join(scratch, 'a+b $& (1)');
    await mkdir(folder);
    await writeFile(path.join(folder, 'data.txt'), 'strange\n');
    assert.equal((await shell('cat "/app/data.txt"; pwd', { folder })).output, 'strange\n/app\n');
  });

  it('does not take the path of one place for that of another', async () => {
    const inside = path.join(scratch, 'app/usr/local');
    await mkdir(inside, { recursive: true });
    await writeFile(path.join(inside, 'a'), 'inside\n');
    const mounts = [{ from: inside, to: '/usr/local/tool' }];
    assert.equal(
      (await shell('cat /usr/local/tool/a; ls -d /usr/local/tool', { mounts })).output,
      'inside\n/usr/local/tool\n',
    );
  });

  it('has a home of its own, and leaves nothing of it', async () => {
    const { output } = await shell('cd /tmp; ls -A; echo x >kept; ls; echo "$PWD" | rev');
    const [kept, reversed = ''] = output.trim().split('\n');
    assert.equal(kept, 'kept');
    await assert.rejects(access(Array.from(reversed).reverse().join('')));
    assert.equal((await shell('ls -A "$HOME"')).output, '');
  });

  it('ends what runs too long, and all it started', async () => {
    const mark = `5${String(process.pid)}.125`;
    const { stopped, exit } = await shell(`sleep ${mark} & sleep ${mark}`, { seconds: 1 });
    assert.deepEqual([stopped, exit], ['it ran for more than 1 s', 137]);
    assert.deepEqual(await findProcesses(mark), []);
  });

  it('does not wait for what runs in the background, and ends it', async () => {
    const mark = `6${String(process.pid)}.125`;
    assert.deepEqual(await shell(`sleep ${mark} & echo done`), { exit: 0, output: 'done\n', stopped: undefined });
    assert.deepEqual(await findProcesses(mark), []);
  });

  it('does not wait for what has left its group', { skip: process.platform !== 'linux' }, async () => {
    const { output, stopped } = await shell('setsid sh -c "sleep 4; echo late" & sleep 20', { seconds: 1 });
    assert.doesNotMatch(output, /late/);
    assert.equal(stopped, 'it ran for more than 1 s');
  });

  it('cuts a flood of output, and ends what prints it', async () => {
    const mark = `flood-${String(process.pid)}`;
    const { output, stopped } = await run(['yes', mark]);
    assert.ok(output.length <= MAX_OUTPUT_BYTES);
    assert.ok(output.startsWith(`${mark}\n${mark}\n`));
    assert.equal(stopped, 'it printed more than 256 KB');
    assert.deepEqual(await findProcesses(mark), []);
  });
});
