import assert from 'node:assert/strict';
import { spawnSync, type SpawnSyncOptions } from 'node:child_process';
import { cp, mkdir, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { after, before, describe, it } from 'node:test';
import { z } from 'zod';
import packageJson from '../package.json' with { type: 'json' };

const CATALOG = path.resolve('e2e/fixtures/catalog');

interface Answer {
  readonly status: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

function call(command: string, args: readonly string[], options: SpawnSyncOptions): Answer {
  const { status, stdout, stderr, error } = spawnSync(command, args, {
    timeout: 120_000,
    ...options,
    encoding: 'utf8',
  });
  if (error) throw error;
  return { status, stdout, stderr };
}

/** The oldest Node.js of this machine that the package says it runs on; this one where there is no other. */
function findOldestNode(): string {
  const folders = [...(process.env['PATH'] ?? '').split(path.delimiter), '/usr/bin', '/usr/local/bin'];
  const found = [process.execPath, ...folders.map((folder) => path.join(folder, 'node'))].flatMap((file) => {
    const { stdout, error } = spawnSync(file, ['-p', 'process.versions.node'], { encoding: 'utf8' });
    const major = error ? NaN : Number.parseInt(stdout, 10);
    return major >= 20 ? [{ file, major }] : [];
  });
  return found.sort((a, b) => a.major - b.major)[0]?.file ?? process.execPath;
}

describe('npm pack', () => {
  let folder = '';
  let packing: Answer = { status: 1, stdout: '', stderr: '' };
  before(async () => {
    folder = await mkdtemp(path.join(tmpdir(), 'errdex-pack-'));
    const clone = path.join(folder, 'clone');
    await mkdir(clone);
    for (const name of ['package.json', 'README.md', 'LICENSE']) await cp(name, path.join(clone, name));
    for (const name of ['src', 'scripts', 'node_modules', 'docs'])
      await symlink(path.resolve(name), path.join(clone, name));
    packing = call('npm', ['pack', '--json', '--pack-destination', folder], {
      cwd: clone,
      env: { ...process.env, ERRDEX_ERRORS: CATALOG },
    });
  });
  after(() => rm(folder, { recursive: true }));

  it('packs the program, its data, and nothing else', () => {
    assert.equal(packing.status, 0, packing.stderr);
    const packages = z.array(z.object({ files: z.array(z.object({ path: z.string() })) }));
    const [{ files } = { files: [] }] = packages.parse(JSON.parse(packing.stdout));
    const paths = files.map((file) => file.path.replace(/-\w{8}\.js$/, '.js'));
    assert.deepEqual(paths.filter((file) => !file.startsWith('dist-cli/modules/')).sort(), [
      'LICENSE',
      'README.md',
      'dist-cli/LICENSES.txt',
      'dist-cli/data/about.json',
      'dist-cli/data/entries/javascript/type-error-undefined.json',
      'dist-cli/data/entries/python/index-error.json',
      'dist-cli/data/entries/python/key-error.json',
      'dist-cli/data/messages.json',
      'dist-cli/data/names.json',
      'dist-cli/errdex.js',
      'package.json',
    ]);
    assert.ok(paths.includes('dist-cli/modules/show.js'));
  });

  it('installs without a network and runs on the oldest Node.js that it is for', async (test) => {
    const home = path.join(folder, 'home');
    await mkdir(home);
    const node = findOldestNode();
    test.diagnostic(`runs on ${call(node, ['--version'], {}).stdout.trim()}`);
    const env = { ...process.env, PATH: `${path.dirname(node)}${path.delimiter}${process.env['PATH'] ?? ''}` };
    await writeFile(path.join(home, 'package.json'), '{"private": true}\n');
    const tarball = path.join(folder, `errdex-${packageJson.version}.tgz`);
    const installed = call('npm', ['install', '--offline', '--no-audit', '--no-fund', tarball], { cwd: home, env });
    assert.equal(installed.status, 0, installed.stderr);
    const errdex = (args: readonly string[], input = ''): Answer =>
      call('npx', ['--offline', 'errdex', ...args], { cwd: home, env, input });
    assert.equal(errdex(['--version']).stdout, `${packageJson.version}\n`);
    for (const args of [
      ['find', 'KeyError'],
      ['show', '--all', 'KeyError'],
      ['explain'],
      ['open', '--json', 'KeyError'],
    ]) {
      const { status, stdout, stderr } = errdex(args, "KeyError: 'desk'\n");
      assert.equal(status, 0, stderr);
      assert.match(stdout, /KeyError|key-error/);
    }
    assert.equal(errdex(['run', 'node', '-e', 'process.exit(5)']).status, 5);
    assert.match(errdex(['completion', 'bash']).stdout, /complete .* errdex\n$/);
  });

  it('packs nothing from a catalog with a problem', async () => {
    const errors = path.join(folder, 'errors');
    await cp(CATALOG, errors, { recursive: true });
    await writeFile(path.join(errors, 'python/key-error.yaml'), 'name: KeyError\n');
    const out = path.join(folder, 'out');
    await mkdir(out);
    const { status, stderr } = call(process.execPath, [path.resolve('scripts/package-cli.ts')], {
      cwd: out,
      env: { ...process.env, ERRDEX_ERRORS: errors },
    });
    assert.equal(status, 1);
    assert.match(stderr, /key-error\.yaml:.*\n[^]*Nothing was packed: \d+ problems\.\n$/);
  });
});
