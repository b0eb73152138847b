import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { cp, mkdir, mkdtemp, readdir, readFile, realpath, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { after, beforeEach, describe, it } from 'node:test';
import { spoil } from '../src/catalog/fixture-catalog.ts';
import { loadConfig } from '../src/config.ts';

interface Answer {
  readonly status: unknown;
  readonly stdout: string;
  readonly stderr: string;
}

describe('npm run errdex', () => {
  const folders: string[] = [];
  /** A clone with a cache of its own, and a catalog that a test may change. */
  let clone = '';
  beforeEach(async () => {
    // As the program sees itself, without links on the way.
    clone = await realpath(await mkdtemp(path.join(tmpdir(), 'errdex-clone-')));
    folders.push(clone);
    await symlink(path.resolve('node_modules'), path.join(clone, 'node_modules'));
    for (const name of ['src', 'scripts', 'package.json', 'package-lock.json'])
      await cp(name, path.join(clone, name), { recursive: true });
    await cp('e2e/fixtures/catalog', path.join(clone, 'errors'), { recursive: true });
  });
  after(async () => {
    for (const folder of folders) await rm(folder, { recursive: true });
  });

  const errdex = async (args: readonly string[], env: NodeJS.ProcessEnv = {}, cwd = clone): Promise<Answer> => {
    const { ERRDEX_ERRORS: _, ...inherited } = process.env;
    const child = spawn(process.execPath, [path.join(clone, 'scripts/errdex.ts'), ...args], {
      cwd,
      env: { ...inherited, ...env },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    let [stdout, stderr] = ['', ''];
    child.stdout.on('data', (chunk: Buffer) => (stdout += chunk.toString()));
    child.stderr.on('data', (chunk: Buffer) => (stderr += chunk.toString()));
    const status = await new Promise((resolve) => child.on('close', resolve));
    return { status, stdout, stderr };
  };
  const made = (): Promise<string[]> => readdir(path.join(clone, '.cache/errdex'));
  const entry = (): string => path.join(clone, 'errors/python/key-error.yaml');

  it('makes the program when it is missing, and no second time', async () => {
    const first = await errdex(['show', 'KeyError']);
    assert.deepEqual([first.status, first.stderr], [0, '']);
    const [folder = '', ...rest] = await made();
    assert.deepEqual(rest, []);
    // What is there is run, and not made again.
    const file = path.join(clone, '.cache/errdex', folder, 'data/entries/python/key-error.json');
    await writeFile(file, spoil(await readFile(file, 'utf8'), '"A key is not in the mapping"', '"As it was made"'));
    assert.match((await errdex(['show', 'KeyError'])).stdout, /As it was made/);
    assert.deepEqual(await made(), [folder]);
  });

  it('makes it again when the catalog or a setting changed', async () => {
    await errdex(['--version']);
    await writeFile(entry(), spoil(await readFile(entry(), 'utf8'), 'title: A key is not', 'title: The key is not'));
    assert.match((await errdex(['show', 'KeyError'])).stdout, /The key is not in the mapping/);
    assert.equal((await made()).length, 2);
    const { stdout } = await errdex(['open', '--json', 'KeyError'], { ERRDEX_SITE_URL: 'https://errors.example' });
    assert.match(stdout, /"https:\/\/errors\.example\/python\/key-error\/"/);
  });

  it('says what is wrong with the catalog, each time, and uses the rest', async () => {
    await writeFile(path.join(clone, 'errors/python/index-error.yaml'), 'name: IndexError\n');
    await mkdir(path.join(clone, 'errors/perl'));
    await cp(entry(), path.join(clone, 'errors/perl/die.yaml'));
    for (const _ of [1, 2]) {
      const { status, stdout, stderr } = await errdex(['completion', 'ids']);
      assert.equal(status, 0);
      assert.equal(stdout, 'javascript/type-error-undefined\npython/key-error\n');
      assert.match(
        stderr,
        /^errors\/.*\n[^]*errdex: the catalog has \d+ problems, and the rest of it is used; npm run check/m,
      );
    }
  });

  it('is made once where several start at the same time', async () => {
    const answers = await Promise.all([1, 2, 3].map(() => errdex(['find', '--json', 'KeyError'])));
    for (const { status, stdout, stderr } of answers) {
      assert.deepEqual([status, stderr], [0, '']);
      assert.match(stdout, /"id":"python\/key-error"/);
    }
    const [folder, ...rest] = await made();
    assert.match(folder ?? '', /^[0-9a-f]{16}$/);
    assert.deepEqual(rest, []);
  });

  it('keeps the latest few', async () => {
    for (const version of [1, 2, 3, 4, 5, 6]) await errdex(['--version'], { ERRDEX_NAME: `site ${version}` });
    assert.equal((await made()).length, 4);
  });

  it('names files from where npm was called', async () => {
    await mkdir(path.join(clone, 'logs'));
    await writeFile(path.join(clone, 'logs/trace.txt'), "KeyError: 'desk'\n");
    const env = { npm_lifecycle_event: 'errdex', INIT_CWD: path.join(clone, 'logs') };
    assert.match((await errdex(['explain', 'trace.txt'], env)).stdout, /errdex show python\/key-error/);
  });

  it('answers from its own catalog wherever it is called, unless one is given', async () => {
    const elsewhere = path.join(clone, 'logs');
    await mkdir(elsewhere);
    await writeFile(entry(), spoil(await readFile(entry(), 'utf8'), 'title: A key is not', 'title: The key is not'));
    for (const cwd of [elsewhere, clone]) {
      const { status, stdout, stderr } = await errdex(['show', 'KeyError'], {}, cwd);
      assert.deepEqual([status, stderr], [0, '']);
      assert.match(stdout, /The key is not in the mapping/);
    }
    assert.equal((await made()).length, 1);
    assert.deepEqual(await readdir(elsewhere), []);

    await cp(path.resolve('e2e/fixtures/catalog'), path.join(elsewhere, 'ours'), { recursive: true });
    await writeFile(path.join(elsewhere, 'trace.txt'), "KeyError: 'desk'\n");
    const { stdout } = await errdex(['explain', 'trace.txt'], { ERRDEX_ERRORS: 'ours' }, elsewhere);
    assert.match(stdout, /A key is not in the mapping/);
  });

  it('says what is wrong with the catalog also where it is called from elsewhere', async () => {
    await writeFile(path.join(clone, 'errors/python/index-error.yaml'), 'name: IndexError\n');
    const { stderr } = await errdex(['completion', 'ids'], {}, tmpdir());
    assert.match(stderr, /^errors\/python\/index-error\.yaml/);
  });

  it('reads the folder that the configuration has', () => {
    assert.equal(loadConfig({}).errorsLabel, 'errors');
  });
});
