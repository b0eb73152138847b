import assert from 'node:assert/strict';
import { mkdir, readFile, symlink, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { describe, it } from 'node:test';
import { GOOD, LANGUAGE, withCatalog, type Files } from '../catalog/fixture-catalog.ts';
import { loadCatalog } from '../catalog/load.ts';
import type { Problem } from '../catalog/problem.ts';
import { hashProgram } from './evidence.ts';
import { checkOfficial, listingOf, loadOfficial, parseList, writeOfficial, type OfficialList } from './official.ts';

const LISTING: Files = {
  ...GOOD,
  'python/_language.yaml': `${LANGUAGE}  list:\n    of: built-in exceptions\n    code: |\n      print("KeyError")\n`,
};
const LIST: OfficialList = {
  hash: '0'.repeat(64),
  runtime: 'CPython',
  version: '3.14.0',
  date: '2026-11-22',
  names: { KeyError: 'Mapping key not found.' },
};

/** The problems of a catalog that has `files`, `list` for Python, and nothing else. */
async function problemsWith(files: Files, list?: OfficialList): Promise<string[]> {
  return withCatalog(files, async (root) => {
    if (list) await writeOfficial(root, 'python', list);
    const { catalog } = await loadCatalog(root);
    const { lists, problems } = await loadOfficial(root);
    return [...problems, ...checkOfficial(catalog, lists)].map(inShort);
  });
}

function inShort({ file, line, rule, message }: Problem): string {
  return `${file}:${String(line)} ${rule}: ${message}`;
}

describe('parseList', () => {
  it('reads a name a line, and behind a tab what it means', () => {
    assert.deepEqual(parseList('KeyError\tMapping key not found.\n404\t Not Found \nTabError\n'), {
      KeyError: 'Mapping key not found.',
      404: 'Not Found',
      TabError: '',
    });
  });

  for (const [what, output, fault] of [
    ['a name that is there twice', 'A\nB\nA\tagain\n', /line 3 of the list, "A\\tagain", is there twice/],
    ['an empty line', 'A\n\nB\n', /line 2 of the list, "", is empty/],
    ['a character that cannot be seen', 'A\nB\u202e\n', /line 2 of the list, .* cannot be seen/],
    ['nothing', '', /line 1 of the list/],
  ] as const) {
    it(`refuses ${what}`, () => {
      assert.throws(() => parseList(output), { message: fault });
    });
  }
});

describe('the list of a language', () => {
  it('is missing where its program was never run', async () => {
    assert.deepEqual(await problemsWith(LISTING), [
      'python/_language.yaml:10 official-unrecorded: the program of its official list was never run',
    ]);
  });

  it('is stale where another program printed it', async () => {
    assert.deepEqual(await problemsWith(LISTING, LIST), [
      'python/_language.yaml:10 official-stale: the program of its official list changed since it was run',
    ]);
  });

  it('is no problem where its program printed it', async () => {
    const hash = await withCatalog(LISTING, async (root) => {
      const language = (await loadCatalog(root)).catalog.languages.get('python');
      const listing = language && listingOf(language);
      return listing ? hashProgram(listing.program, listing.runner) : '';
    });
    assert.deepEqual(await problemsWith(LISTING, { ...LIST, hash }), []);
  });

  it('belongs to a language that has a program for it', async () => {
    assert.deepEqual(await problemsWith(GOOD, LIST), [
      '_official/python.json:1 official-orphan: is the list of no language that has a program for it',
    ]);
  });

  it('is a problem where it is broken', async () => {
    await withCatalog(LISTING, async (root) => {
      await mkdir(path.join(root, '_official'));
      await writeFile(path.join(root, '_official/python.json'), '{"names": 4}');
      await symlink('/etc/passwd', path.join(root, '_official/java.json'));
      const { lists, problems } = await loadOfficial(root);
      assert.equal(lists.size, 0);
      const [link, ...broken] = problems.map(inShort);
      assert.equal(link, '_official/java.json:1 official: is no plain file');
      assert.match(
        broken.join('\n'),
        /^_official\/python\.json:1 official: is not as it is written by the command: hash/,
      );
    });
  });

  it('is not written through a folder that is a link', async () => {
    await withCatalog({ ...GOOD, 'elsewhere/x.txt': '' }, async (root) => {
      await symlink(path.join(root, 'elsewhere'), path.join(root, '_official'));
      await assert.rejects(writeOfficial(root, 'python', LIST), { message: /is a link: put a folder there/ });
    });
  });

  it('is written as it is read', async () => {
    await withCatalog(GOOD, async (root) => {
      await writeOfficial(root, 'python', LIST);
      assert.deepEqual((await loadOfficial(root)).lists.get('python'), LIST);
      assert.match(await readFile(path.join(root, '_official/python.json'), 'utf8'), /\n {4}"KeyError": "Mapping/);
    });
  });
});
