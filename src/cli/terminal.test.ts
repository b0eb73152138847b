import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { columnsOf, screenOf, toJson, toPrintable } from './terminal.ts';

const TERMINAL = { isTTY: true, columns: 120, rows: 40 };

describe('screenOf', () => {
  it('colors a terminal, and nothing else', () => {
    assert.equal(screenOf(TERMINAL, {}).paint('a', 'bold', 'red'), '\u001B[1m\u001B[31ma\u001B[39m\u001B[22m');
    for (const [output, env] of [
      [{}, {}],
      [TERMINAL, { NO_COLOR: '1' }],
      [TERMINAL, { TERM: 'dumb' }],
    ] as const) {
      assert.equal(screenOf(output, env).paint('a', 'bold', 'red'), 'a');
    }
    assert.ok(screenOf(TERMINAL, { NO_COLOR: '' }).hasColor, 'an empty NO_COLOR says nothing');
  });

  it('wraps at the width of the terminal, and nowhere beyond 100 columns', () => {
    assert.equal(screenOf({ isTTY: true, columns: 60 }, {}).width, 60);
    assert.equal(screenOf(TERMINAL, {}).width, 100);
    assert.equal(screenOf(TERMINAL, {}).columns, 120);
    assert.equal(screenOf({ isTTY: true, columns: 0, rows: 0 }, {}).width, 80, 'a terminal without a size');
    assert.equal(screenOf({ columns: 60 }, {}).width, 80, 'no terminal');
  });
});

describe('toPrintable', () => {
  it('leaves nothing that a terminal obeys, and all else', () => {
    assert.equal(toPrintable('\u001B[31mred\u001B[0m \u001B]0;title\u0007\u009B2Jx\u202Ey\r\b'), 'red xy');
    assert.equal(toPrintable('a\n\tb é 漢'), 'a\n\tb é 漢');
  });
});

describe('toJson', () => {
  it('is one line that reads as the value and holds no control character', () => {
    const value = { text: 'a\u001B[31m\u009B31m\n\u202Eb' };
    const line = toJson(value);
    assert.deepEqual(JSON.parse(line), value);
    assert.match(line, /^[\x20-\x7E]+\n$/);
  });
});

describe('columnsOf', () => {
  it('counts what is seen', () => {
    assert.equal(columnsOf('abc'), 3);
    assert.equal(columnsOf('漢字'), 4);
    assert.equal(columnsOf('e\u0301'), 1);
  });
});
