import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { codeSpan, cut, hang, indent, sentenceSpans, wrap } from './layout.ts';
import { screenOf } from './terminal.ts';

const PLAIN = screenOf({}, {});
const COLORED = screenOf({ isTTY: true, columns: 80 }, {});

describe('wrap', () => {
  it('breaks between words, and leaves a word that is too long whole', () => {
    const text = 'one two https://example.com/a/long/address three';
    assert.deepEqual(wrap(PLAIN, [{ text, styles: [] }], 10), [
      'one two',
      'https://example.com/a/long/address',
      'three',
    ]);
    assert.deepEqual(wrap(PLAIN, [{ text: ' \n ', styles: [] }], 10), []);
  });

  it('keeps together what no blank parts, though styles change in it', () => {
    const spans = [{ text: 'see (', styles: [] }, codeSpan(PLAIN, 'a b'), { text: ').', styles: [] }];
    assert.deepEqual(wrap(PLAIN, spans, 9), ['see (`a', 'b`).']);
  });

  it('counts no color, and ends each before the line does', () => {
    const styled = wrap(COLORED, [{ text: 'aaa bbb ccc', styles: ['red'] }], 7);
    assert.deepEqual(styled, ['\u001B[31maaa bbb\u001B[39m', '\u001B[31mccc\u001B[39m']);
  });
});

describe('sentenceSpans', () => {
  it('takes code out of its backticks where color tells it apart', () => {
    const sentence = 'Ask with `get(k)` first';
    assert.deepEqual(wrap(PLAIN, sentenceSpans(PLAIN, sentence), 80), [sentence]);
    assert.deepEqual(wrap(COLORED, sentenceSpans(COLORED, sentence), 80), [
      'Ask with \u001B[36mget(k)\u001B[39m first',
    ]);
  });
});

describe('cut', () => {
  it('is never wider than it may be', () => {
    assert.equal(cut('abcdef', 6), 'abcdef');
    assert.equal(cut('abcdef', 5), 'abcd…');
    assert.equal(cut('漢字漢字', 5), '漢字…');
    assert.equal(cut('  a\t b ', 10), 'a b');
  });
});

describe('indent and hang', () => {
  it('leave no blanks in empty lines', () => {
    assert.deepEqual(indent(['a', ''], 2), ['  a', '']);
    assert.deepEqual(hang('- ', 2, ['a', '', 'b']), ['- a', '', '  b']);
  });
});
