import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { mkdir, rename, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { afterEach, beforeEach, describe, it } from 'node:test';
import { withCatalog } from '../src/catalog/fixture-catalog.ts';
import { changedEntries, changedFiles } from './changed-files.ts';

/** What a hook or a workflow around these tests would tell git and the module. */
const OUTER = Object.keys(process.env).filter((name) => name.startsWith('GIT_') || name === 'GITHUB_BASE_REF');
const IDENTITY = ['-c', 'user.name=Test', '-c', 'user.email=test@example.com', '-c', 'commit.gpgsign=false'];

function git(folder: string, ...args: readonly string[]): void {
  execFileSync('git', [...IDENTITY, ...args], { cwd: folder, stdio: 'pipe' });
}

function commitAll(folder: string): void {
  git(folder, 'add', '--all');
  git(folder, 'commit', '--quiet', '--message', 'x');
}

/** A repository whose main branch has a catalog in `errors`, and a file beside it. */
function withRepository(use: (root: string, errors: string) => Promise<void>): Promise<void> {
  const files = {
    '.gitignore': '*.log\n',
    'README.md': 'a\n',
    'errors/go/eof.yaml': 'a\n',
    'errors/go/panic.yaml': 'a\n',
  };
  return withCatalog(files, async (root) => {
    git(root, 'init', '--quiet', '--initial-branch', 'main');
    commitAll(root);
    await use(root, path.join(root, 'errors'));
  });
}

async function sorted(folder: string): Promise<string[]> {
  return [...(await changedFiles(folder))].sort();
}

describe('changedFiles', () => {
  const outer = new Map(OUTER.map((name) => [name, process.env[name]]));
  beforeEach(() => {
    for (const name of OUTER) Reflect.deleteProperty(process.env, name);
  });
  afterEach(() => {
    Reflect.deleteProperty(process.env, 'GITHUB_BASE_REF');
    Object.assign(process.env, Object.fromEntries(outer));
  });

  it('finds what a branch committed, what is staged, what is not, and what git does not know, within the folder', async () => {
    await withRepository(async (root, errors) => {
      assert.deepEqual(await sorted(errors), []);
      git(root, 'switch', '--quiet', '--create', 'branch');
      await writeFile(path.join(errors, 'go/committed.yaml'), 'a\n');
      await writeFile(path.join(root, 'other.md'), 'a\n');
      commitAll(root);
      await writeFile(path.join(errors, 'go/staged.yaml'), 'a\n');
      git(root, 'add', 'errors/go/staged.yaml');
      await writeFile(path.join(errors, 'go/eof.yaml'), 'b\n');
      await rename(path.join(errors, 'go/panic.yaml'), path.join(errors, 'go/moved.yaml'));
      await mkdir(path.join(errors, 'naïve "x"'));
      await writeFile(path.join(errors, 'naïve "x"/new\n.yaml'), 'a\n');
      await writeFile(path.join(errors, 'go/ignored.log'), 'a\n');
      await writeFile(path.join(root, 'README.md'), 'b\n');
      assert.deepEqual(await sorted(errors), [
        'go/committed.yaml',
        'go/eof.yaml',
        'go/moved.yaml',
        'go/panic.yaml',
        'go/staged.yaml',
        'naïve "x"/new\n.yaml',
      ]);
    });
  });

  it('does not count what the main branch changed meanwhile', async () => {
    await withRepository(async (root, errors) => {
      git(root, 'switch', '--quiet', '--create', 'branch');
      await writeFile(path.join(errors, 'go/mine.yaml'), 'a\n');
      commitAll(root);
      git(root, 'switch', '--quiet', 'main');
      await writeFile(path.join(errors, 'go/theirs.yaml'), 'a\n');
      commitAll(root);
      git(root, 'switch', '--quiet', 'branch');
      assert.deepEqual(await sorted(errors), ['go/mine.yaml']);
    });
  });

  it('compares with origin/main where there is one, on main too', async () => {
    await withRepository(async (root, errors) => {
      git(root, 'update-ref', 'refs/remotes/origin/main', 'HEAD');
      await writeFile(path.join(errors, 'go/ahead.yaml'), 'a\n');
      commitAll(root);
      await writeFile(path.join(errors, 'go/uncommitted.yaml'), 'a\n');
      assert.deepEqual(await sorted(errors), ['go/ahead.yaml', 'go/uncommitted.yaml']);
    });
  });

  it('compares with the branch that a pull request goes to', async () => {
    await withRepository(async (root, errors) => {
      git(root, 'update-ref', 'refs/remotes/origin/main', 'HEAD');
      await writeFile(path.join(errors, 'go/released.yaml'), 'a\n');
      commitAll(root);
      git(root, 'update-ref', 'refs/remotes/origin/release/1', 'HEAD');
      await writeFile(path.join(errors, 'go/mine.yaml'), 'a\n');
      process.env['GITHUB_BASE_REF'] = 'release/1';
      assert.deepEqual(await sorted(errors), ['go/mine.yaml']);
      process.env['GITHUB_BASE_REF'] = '';
      assert.deepEqual(await sorted(errors), ['go/mine.yaml', 'go/released.yaml']);
      process.env['GITHUB_BASE_REF'] = 'gone';
      await assert.rejects(
        changedFiles(errors),
        /has no branch origin\/gone to compare with\.\nFetch it: git fetch origin gone/,
      );
    });
  });

  it('says what to do where there is nothing to compare with', async () => {
    await withRepository(async (root, errors) => {
      git(root, 'branch', '--move', 'trunk');
      await assert.rejects(
        changedFiles(errors),
        /has no branch origin\/main or main to compare with\.\nFetch it: git fetch origin main /,
      );
      git(root, 'switch', '--quiet', '--orphan', 'main');
      await mkdir(errors, { recursive: true });
      await writeFile(path.join(errors, 'x.yaml'), 'a\n');
      commitAll(root);
      git(root, 'switch', '--quiet', 'trunk');
      await assert.rejects(
        changedFiles(errors),
        /finds no commit that this branch and main have in common\.\nFetch the whole/,
      );
      await rm(path.join(root, '.git'), { recursive: true });
      await assert.rejects(changedFiles(errors), /is in no repository that git can read: leave --changed out/);
    });
  });

  it('says so where there is no git', async () => {
    const { PATH } = process.env;
    process.env['PATH'] = '/nowhere';
    try {
      await assert.rejects(changedFiles('.'), /There is no git on this machine: install it, or leave --changed out/);
    } finally {
      process.env['PATH'] = PATH;
    }
  });
});

describe('changedEntries', () => {
  const IDS = ['go/eof', 'python/key-error', 'python/type-error'];

  for (const [what, file, ids] of [
    ['its file', 'python/key-error.yaml', ['python/key-error']],
    ['its evidence', '_evidence/python/type-error.json', ['python/type-error']],
    ['its language', 'python/_language.yaml', ['python/key-error', 'python/type-error']],
    ['nothing of it', '_concepts/python.yaml', []],
  ] as const) {
    it(`finds an entry by ${what}`, () => {
      assert.deepEqual(changedEntries(new Set([file]), IDS), ids);
    });
  }
});
