import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { buildMessageIndex } from './message-index.ts';
import { buildNameIndex } from './name-index.ts';
import {
  addMore,
  isSentBriefs,
  isSentMessages,
  isSentMore,
  isSentNames,
  receiveBriefs,
  receiveMessages,
  receiveNames,
  sendBriefs,
  sendMessages,
  sendMore,
  sendNames,
} from './sent-index.ts';

const LANGUAGES = [
  { id: 'go', name: 'Go', aliases: ['golang'], clues: ['goroutine'] },
  { id: 'python', name: 'Python', aliases: ['py'], clues: [] },
];
const entry = (id: string, name: string, aliases: readonly string[] = []) => {
  const [language = '', slug = ''] = id.split('/');
  return { language, slug, name, aliases, title: `About ${name}`, messages: [`${name}: {detail}`] };
};
const ENTRIES = [
  entry('go/all-goroutines-are-asleep', 'all goroutines are asleep - deadlock!', ['deadlock']),
  entry('python/key-error', 'KeyError', ['key not found', 'dictionary key not found']),
  entry('python/os-error', 'OSError'),
];
const index = buildNameIndex(LANGUAGES, ENTRIES);
const messages = buildMessageIndex(LANGUAGES, ENTRIES);

/** As a network carries it. */
const carry = (value: unknown): unknown => JSON.parse(JSON.stringify(value));

describe('the parts of the index', () => {
  it('leave an id out only where the name tells it', () => {
    assert.deepEqual(sendNames(index).entries, [
      [0, 'all goroutines are asleep - deadlock!', 'all-goroutines-are-asleep'],
      [1, 'KeyError'],
      [1, 'OSError'],
    ]);
  });

  it('answer by name before the rest is there', () => {
    const sent = carry(sendNames(index));
    assert.ok(isSentNames(sent));
    assert.deepEqual(receiveNames(sent).entries[1], [1, 'key-error', 'KeyError', '', []]);
  });

  it('are together what was sent', () => {
    const [names, more, others] = [sendNames(index), sendMore(index), sendMessages(messages)].map(carry);
    assert.ok(isSentNames(names));
    assert.ok(isSentMore(more));
    assert.ok(isSentMessages(others));
    assert.deepEqual(addMore(receiveNames(names), more), index);
    assert.deepEqual(receiveMessages(receiveNames(names), others), messages);
  });

  it('tell of each entry what is shown of it', () => {
    const sent = carry(
      sendBriefs(
        index,
        ENTRIES.map(({ title }) => [title, 'Mend it', 'Always'] as const),
      ),
    );
    assert.ok(isSentBriefs(sent));
    assert.deepEqual(receiveBriefs(receiveNames(sendNames(index)), sent).get('python/key-error'), [
      'About KeyError',
      'Mend it',
      'Always',
    ]);
  });

  it('are not joined where they are of different builds, even of as many entries', () => {
    const renamed = [...ENTRIES.slice(0, 2), entry('python/io-error', 'IOError')];
    const other = receiveNames(sendNames(buildNameIndex(LANGUAGES, renamed)));
    assert.throws(() => addMore(other, sendMore(index)), /of different builds; load them anew/);
    assert.throws(() => receiveMessages(other, sendMessages(messages)), /of different builds/);
  });

  it('are told from what is none', () => {
    for (const none of [null, 'names', [], {}, { rows: 3 }, { languages: [], entries: 'x' }]) {
      for (const is of [isSentNames, isSentMore, isSentBriefs, isSentMessages]) assert.equal(is(none), false);
    }
  });
});
