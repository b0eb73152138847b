import assert from 'node:assert/strict';
import { mkdir, mkdtemp, rm, symlink, utimes, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { after, before, beforeEach, describe, it } from 'node:test';
import { openMachine, toolchainAt, type Machine } from './machine.ts';
import { THIS_SYSTEM, type SandboxedCommand, type SandboxResult } from './sandbox.ts';

const PROBE = ['/usr/local/bin/tool', '--version'] as const;
const PATTERN = /Tool (\d+\.\d+)/;

describe('openMachine', () => {
  let scratch = '';
  let runtimes = '';
  /** What was run. */
  let asked: SandboxedCommand[] = [];
  let answer: SandboxResult = { exit: 0, output: '', stopped: undefined };

  const open = (isOwnSystemAlone = false): Promise<Machine> =>
    openMachine(
      (job) => {
        asked.push(job);
        return Promise.resolve(answer);
      },
      isOwnSystemAlone,
      runtimes,
    );
  /** A file of `content` below the runtimes, and where it stands. */
  const put = async (file: string, content = ''): Promise<string> => {
    const whole = path.join(runtimes, file);
    await mkdir(path.dirname(whole), { recursive: true });
    await writeFile(whole, content);
    return whole;
  };
  const findIn = async (folder: string): Promise<string[]> => {
    const found = await (await open()).find([toolchainAt(path.join(runtimes, folder))], PROBE[0], PROBE, PATTERN);
    return found.map(({ version }) => version);
  };

  before(async () => {
    scratch = await mkdtemp(path.join(tmpdir(), 'errdex-machine-'));
  });
  beforeEach(async () => {
    runtimes = await mkdtemp(path.join(scratch, 'runtimes-'));
    asked = [];
    answer = { exit: 0, output: 'Tool 1.2 (built today)\n', stopped: undefined };
  });
  after(async () => {
    await rm(scratch, { recursive: true, force: true });
  });

  it('has its own system, then the releases of Debian, unless its own is all that is wanted', async () => {
    for (const name of ['debian-trixie', 'debian-forky', 'cpython-3.11.7']) await mkdir(path.join(runtimes, name));
    const systems = (machine: Machine): string[] =>
      machine.systems.map(({ system }) => path.relative(runtimes, system));
    const own = path.relative(runtimes, THIS_SYSTEM);
    assert.deepEqual(systems(await open()), [own, 'debian-forky', 'debian-trixie']);
    assert.deepEqual(systems(await open(true)), [own]);
  });

  it('has its own system alone where nothing was installed', async () => {
    await rm(runtimes, { recursive: true });
    const machine = await open();
    assert.deepEqual(machine.systems, [{ system: THIS_SYSTEM, mounts: [] }]);
    assert.deepEqual(await machine.toolchains('node-'), []);
  });

  it('finds toolchains by what their names start with, those of npm too', async () => {
    await mkdir(path.join(runtimes, 'node-mine'));
    await mkdir(path.join(runtimes, 'my-node-22'));
    for (const name of ['node-22', 'node-20', 'npm-10'])
      await mkdir(path.join(runtimes, 'npm/node_modules', name), { recursive: true });
    const found = await (await open()).toolchains('node-');
    assert.deepEqual(
      found.map((folder) => path.relative(runtimes, folder)),
      ['node-mine', 'npm/node_modules/node-20', 'npm/node_modules/node-22'],
    );
  });

  it('lists folders of a system, not files and not links', async () => {
    await put('debian-trixie/usr/lib/jvm/java-21/bin/javac');
    await put('debian-trixie/usr/lib/jvm/java-21.jinfo');
    await symlink('java-21', path.join(runtimes, 'debian-trixie/usr/lib/jvm/default-java'));
    const machine = await open();
    const [, trixie] = machine.systems;
    assert.ok(trixie);
    assert.deepEqual(await machine.list(trixie, '/usr/lib/jvm'), ['java-21']);
    assert.deepEqual(await machine.list(trixie, '/usr/lib/nowhere'), []);
  });

  it('asks a binary for its version, at the place where it stands', async () => {
    await put('tool-1/bin/tool');
    const place = toolchainAt(path.join(runtimes, 'tool-1'));
    const found = await (await open()).find([place], PROBE[0], PROBE, PATTERN);
    assert.deepEqual(found, [{ ...place, version: '1.2', binary: PROBE[0] }]);
    assert.deepEqual(
      asked.map(({ command, system, mounts }) => ({ command, system, mounts })),
      [{ command: PROBE, ...place }],
    );
  });

  it('does not ask a binary that is not there', async () => {
    assert.deepEqual(await findIn('tool-1'), []);
    assert.equal(asked.length, 0);
  });

  it('asks once, and not again for the next machine', async () => {
    await put('tool-1/bin/tool');
    assert.deepEqual([await findIn('tool-1'), await findIn('tool-1')], [['1.2'], ['1.2']]);
    assert.equal(asked.length, 1);
  });

  it('asks again when the file is another', async () => {
    const file = await put('tool-1/bin/tool', 'old');
    await utimes(file, 1, 1);
    await findIn('tool-1');
    answer = { ...answer, output: 'Tool 1.3\n' };
    await writeFile(file, 'longer');
    await utimes(file, 1, 1);
    assert.deepEqual(await findIn('tool-1'), ['1.3']);
    answer = { ...answer, output: 'Tool 1.4\n' };
    await utimes(file, 1, 2);
    assert.deepEqual(await findIn('tool-1'), ['1.4']);
  });

  it('asks each of two binaries, at once', async () => {
    await put('tool-1/bin/tool');
    await put('tool-2/bin/tool');
    const machine = await open();
    const places = ['tool-1', 'tool-2', 'tool-3'].map((name) => toolchainAt(path.join(runtimes, name)));
    assert.equal((await machine.find(places, PROBE[0], PROBE, PATTERN)).length, 2);
    assert.equal(asked.length, 2);
    await findIn('tool-1');
    await findIn('tool-2');
    assert.equal(asked.length, 2);
  });

  it('takes a binary that fails, or says no version, for none', async () => {
    await put('tool-1/bin/tool');
    answer = { ...answer, exit: 1 };
    assert.deepEqual(await findIn('tool-1'), []);
    answer = { ...answer, exit: 0, output: 'usage: tool\n' };
    assert.deepEqual(await findIn('tool-1'), []);
  });

  it('asks again what failed, which it may have done for want of memory', async () => {
    await put('tool-1/bin/tool');
    answer = { ...answer, exit: 137 };
    await findIn('tool-1');
    answer = { ...answer, exit: 0 };
    assert.deepEqual(await findIn('tool-1'), ['1.2']);
  });

  it('asks anew where what it kept cannot be read', async () => {
    await put('tool-1/bin/tool');
    await findIn('tool-1');
    for (const content of ['{', '[1]', '{"a": 1}']) {
      asked = [];
      await put('versions.json', content);
      assert.deepEqual(await findIn('tool-1'), ['1.2']);
      assert.equal(asked.length, 1);
    }
  });

  it('follows the links of a system within it', async () => {
    for (const [release, version] of [
      ['debian-forky', '8.4'],
      ['debian-trixie', '8.2'],
    ] as const) {
      await put(`${release}/usr/bin/tool${version}`);
      await mkdir(path.join(runtimes, release, 'etc/alternatives'), { recursive: true });
      await symlink('/etc/alternatives/tool', path.join(runtimes, release, 'usr/bin/tool'));
      await symlink(`/usr/bin/tool${version}`, path.join(runtimes, release, 'etc/alternatives/tool'));
    }
    const machine = await openMachine(
      ({ system }) => Promise.resolve({ ...answer, output: `Tool ${system.endsWith('forky') ? '8.4' : '8.2'}` }),
      false,
      runtimes,
    );
    const found = await machine.find(machine.systems, '/usr/bin/tool', ['/usr/bin/tool', '-v'], PATTERN);
    assert.deepEqual(
      found.map(({ version }) => version),
      ['8.4', '8.2'],
    );
  });
});
