import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { draftEntry, type Draft } from './draft-entry.ts';
import { ENTRY, GOOD, LANGUAGE, spoil, withCatalog, type Files } from './fixture-catalog.ts';
import { loadCatalog } from './load.ts';

const FILES: Files = {
  ...GOOD,
  'go/_language.yaml': 'name: [',
  'java/_language.yaml': spoil(LANGUAGE, 'name: Python', 'name: Java'),
  'python/_language.yaml': `${LANGUAGE}aliases: [py]\n`,
  'python/key-error.yaml': `${ENTRY}aliases: [missing key]\n`,
  'python/broken-error.yaml': 'name: [',
};

function draft(language: string, name: string): Promise<Draft> {
  return withCatalog(FILES, async (root) => draftEntry((await loadCatalog(root)).catalog, language, name, 'errors'));
}

describe('draftEntry', () => {
  it('names the file for the error', async () => {
    const { id, file, text } = await draft('python', ' ExceptionGroup ');
    assert.deepEqual({ id, file }, { id: 'python/exception-group', file: 'python/exception-group.yaml' });
    assert.match(text, /^# yaml-language-server: .*\n(?:#.*\n)*\n#.*\nname: ExceptionGroup\n/);
  });

  it('has room for another face of an error, and for the same name in another language', async () => {
    assert.equal((await draft('python', 'KeyError: popitem()')).id, 'python/key-error-popitem');
    assert.equal((await draft('java', 'KeyError')).id, 'java/key-error');
  });

  for (const [what, language, name, message] of [
    [
      'a name that an entry has',
      'python',
      'KeyError',
      /"KeyError" leads to errors\/python\/key-error\.yaml already\.\n/,
    ],
    [
      'a name that differs only in case',
      'python',
      'keyerror',
      /"keyerror" leads to errors\/python\/key-error\.yaml already/,
    ],
    ['the id of an entry', 'python', 'key-error', /leads to errors\/python\/key-error\.yaml already/],
    ['an alias of an entry', 'python', 'Missing Key', /leads to errors\/python\/key-error\.yaml already/],
    [
      'a file that cannot be read',
      'python',
      'BrokenError',
      /^errors\/python\/broken-error\.yaml is there already and cannot be read/,
    ],
    ['a name of two lines', 'python', 'Key\nError', /^The name "Key\\nError" is more than one line\.$/],
    ['no name', 'python', ' ', /^The name " " is empty\.$/],
    ['a name that gives no file', 'python', 'é', /^The name "é" has no letter or digit of ASCII/],
    [
      'a mistyped language',
      'pyton',
      'X',
      /^There is no language "pyton"; did you mean python\?\nLanguages: java, python\.\n/,
    ],
    ['another name of a language', 'py', 'X', /^There is no language "py"; did you mean python\?\n/],
    [
      'an unknown language',
      '../Common Lisp',
      'X',
      /^There is no language "\.\.\/Common Lisp"\.\n.*\nTo add one, write errors\/common-lisp\/_language\.yaml; errors\/java\/_language\.yaml shows how\.$/,
    ],
    [
      'a language that cannot be read',
      'go',
      'X',
      /^errors\/go\/_language\.yaml cannot be read: npm run check says why\.$/,
    ],
  ] as const) {
    it(`refuses ${what}`, async () => {
      await assert.rejects(draft(language, name), { message });
    });
  }
});
