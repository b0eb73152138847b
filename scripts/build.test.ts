import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { after, before, describe, it } from 'node:test';

const FIXTURE = path.resolve('e2e/fixtures/catalog');

describe('npm run build', () => {
  let folder = '';
  before(async () => {
    folder = await mkdtemp(path.join(tmpdir(), 'errdex-build-'));
  });
  after(() => rm(folder, { recursive: true }));

  const build = (errors: string, out: string): { status: number | null; said: string } => {
    const { status, stdout, stderr } = spawnSync(process.execPath, ['scripts/build.ts'], {
      env: { ...process.env, ERRDEX_ERRORS: errors, ERRDEX_OUT: out },
      encoding: 'utf8',
    });
    return { status, said: stdout + stderr };
  };

  for (const mark of ['lookup/names.json', 'lookup.json']) {
    it(`replaces an earlier output, which it knows by ${mark}`, async () => {
      const out = path.join(folder, `by-${mark.replaceAll('/', '-')}`);
      await mkdir(path.join(out, path.dirname(mark)), { recursive: true });
      await writeFile(path.join(out, mark), 'earlier');
      const { status, said } = build(FIXTURE, out);
      assert.equal(status, 0, said);
      assert.ok((await readdir(out)).includes('index.html'));
      assert.notEqual(await readFile(path.join(out, 'lookup/names.json'), 'utf8'), 'earlier');
    });
  }

  it('leaves the earlier output as it was where the catalog has a problem, and prints what check prints', async () => {
    const errors = path.join(folder, 'errors');
    const out = path.join(folder, 'site');
    await mkdir(path.join(errors, 'python'), { recursive: true });
    await writeFile(path.join(errors, 'python/key-error.yaml'), 'name: KeyError\n');
    await mkdir(path.join(out, 'lookup'), { recursive: true });
    await writeFile(path.join(out, 'lookup/names.json'), 'earlier');
    const { status, said } = build(errors, out);
    assert.equal(status, 1);
    const check = spawnSync(process.execPath, ['scripts/check.ts'], {
      env: { ...process.env, ERRDEX_ERRORS: errors },
      encoding: 'utf8',
    });
    const problems = check.stderr.split('\n').filter((line) => line.includes('key-error.yaml:'));
    assert.ok(problems.length > 5);
    for (const problem of problems) assert.ok(said.includes(problem), problem);
    assert.deepEqual(await readdir(out), ['lookup']);
    assert.equal(await readFile(path.join(out, 'lookup/names.json'), 'utf8'), 'earlier');
  });

  it('does not replace a folder that it did not write', async () => {
    const out = path.join(folder, 'home');
    await mkdir(out);
    await writeFile(path.join(out, 'thesis.txt'), 'years of work');
    const { status, said } = build(FIXTURE, out);
    assert.equal(status, 1);
    assert.match(said, /home holds files and is no site built by this program; empty it, or set ERRDEX_OUT/);
    assert.deepEqual(await readdir(out), ['thesis.txt']);
  });

  it('does not replace a file', async () => {
    const out = path.join(folder, 'notes.txt');
    await writeFile(out, 'mine');
    const { status, said } = build(FIXTURE, out);
    assert.equal(status, 1);
    assert.match(said, /notes\.txt cannot be read as a folder/);
    assert.equal(await readFile(out, 'utf8'), 'mine');
  });

  it('says what to do where there is no site to serve', () => {
    const { status, stderr } = spawnSync(process.execPath, ['scripts/preview.ts'], {
      env: { ...process.env, ERRDEX_OUT: path.join(folder, 'nothing') },
      encoding: 'utf8',
    });
    assert.equal(status, 1);
    assert.match(stderr, /run npm run build first/);
  });
});
