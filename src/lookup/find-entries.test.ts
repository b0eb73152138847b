import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { findEntries, needsMessages } from './find-entries.ts';
import { findNames } from './find-names.ts';
import { buildMessageIndex } from './message-index.ts';
import { buildNameIndex } from './name-index.ts';

const LANGUAGES = [
  { id: 'postgresql', name: 'PostgreSQL', aliases: ['postgres'], clues: [] },
  { id: 'python', name: 'Python', aliases: ['py'], clues: [] },
];
const entry = (id: string, name: string, title: string, messages: readonly string[]) => {
  const [language = '', slug = ''] = id.split('/');
  return { language, slug, name, title, aliases: [], messages };
};
const ENTRIES = [
  entry('postgresql/23503', '23503', 'A row points at one that is not there', [
    'insert or update on table "{table}" violates foreign key constraint "{constraint}"',
  ]),
  entry('postgresql/42703', '42703', 'There is no such column', ['column "{column}" does not exist']),
  entry('python/key-error', 'KeyError', 'A dictionary has no entry under that key', ['KeyError: {key}']),
  entry('python/permission-error', 'PermissionError', 'The system does not allow it', [
    'PermissionError: [Errno 13] Permission denied: {path}',
  ]),
];
const names = buildNameIndex(LANGUAGES, ENTRIES);
const messages = buildMessageIndex(LANGUAGES, ENTRIES);
const find = (query: string): string[] => findEntries(names, messages, query).map(({ id }) => id);

describe('what is typed', () => {
  for (const [what, query, first] of [
    ['a name', 'key error', 'python/key-error'],
    ['a message', 'column "total" does not exist', 'postgresql/42703'],
    ['a piece of a message', 'violates foreign key constraint', 'postgresql/23503'],
    ['words of a message and the language', 'column exist postgres', 'postgresql/42703'],
    ['words with a typing error', 'permision denied', 'python/permission-error'],
  ] as const) {
    it(`finds the entry by ${what}`, () => {
      assert.equal(find(query)[0], first);
    });
  }

  it('finds nothing by words that no entry has', () => {
    assert.deepEqual(find('my coffee machine hums'), []);
  });

  it('needs no messages where it is a name or one word', () => {
    for (const query of ['key error', 'PermissionEror']) {
      assert.equal(needsMessages(query, findNames(names, query)), false, query);
    }
    assert.equal(needsMessages('violates constraint', findNames(names, 'violates constraint')), true);
  });

  it('has answers in the order of their scores, each entry once', () => {
    const found = findEntries(names, messages, 'permission denied key constraint');
    const scores = found.map(({ score }) => score);
    assert.deepEqual(
      scores,
      scores.toSorted((a, b) => b - a),
    );
    assert.equal(new Set(found.map(({ id }) => id)).size, found.length);
  });
});
