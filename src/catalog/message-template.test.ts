import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { literalParts, matchesMessage, quoteMessage, splitTemplate } from './message-template.ts';

/** What takes so long is not slow but grows without bound. In milliseconds. */
const UNBOUNDED = 60_000;

describe('literalParts', () => {
  for (const [template, parts] of [
    ["'{type}' object is not callable", ["'", "' object is not callable"]],
    ['{a}{b 2}', ['', '', '']],
    ['no placeholder', ['no placeholder']],
    // Braces that are part of a message.
    ['{}', ['{}']],
    ['} {', ['} {']],
    ['{ name }', ['{ name }']],
    ['{Name} {1} {}', ['{Name} {1} {}']],
    ['${name} {{key}}', ['$', ' {', '}']],
  ] as const) {
    it(`splits ${JSON.stringify(template)}`, () => {
      assert.deepEqual(literalParts(template), parts);
    });
  }
});

describe('splitTemplate', () => {
  it('tells placeholders, by their names, from text', () => {
    assert.deepEqual(splitTemplate('{key} in {the map}: {}'), [
      { text: 'key', isPlaceholder: true },
      { text: ' in ', isPlaceholder: false },
      { text: 'the map', isPlaceholder: true },
      { text: ': {}', isPlaceholder: false },
    ]);
  });
});

describe('matchesMessage', () => {
  const matching = [
    ['KeyError: {key}', "KeyError: 'coupon'"],
    ['KeyError: {key}', "Traceback:\n  line 1\nKeyError: 'coupon'\n"],
    ['KeyError: {key}', '  | KeyError: 1'],
    ['{a} is not {b}', 'x is not y is not z'],
    ['{a}, then {b}', 'one, then two'],
    ['f(.*) [a] $x ^ \\d +', 'in f(.*) [a] $x ^ \\d + end'],
    ['{} takes } and {', 'it {} takes } and { here'],
    ['a  b', 'a b'],
    ['a b', 'a \t b'],
    ['first {x}\nsecond', 'before\nfirst 1\n  second\nafter'],
    ['first\n\nsecond', 'first\nsecond'],
    ['first\nsecond', 'first  \r\nsecond\r\n'],
    ['{anything}', ''],
  ] as const;
  for (const [template, output] of matching) {
    it(`finds ${JSON.stringify(template)} in ${JSON.stringify(output)}`, () => {
      assert.equal(matchesMessage(template, output), true);
    });
  }

  const other = [
    ['KeyError: {key}', 'keyerror: x'],
    ['KeyError: {key}', 'KeyError'],
    ['{a} before {b}', 'after before'],
    ['one {x} two', 'two one'],
    ['aXa', 'aX'],
    ['one {x} two', 'one\ntwo'],
    ['f(.*)', 'f(x)'],
    ['first\nsecond', 'first\nbetween\nsecond'],
    ['first\nsecond', 'second\nfirst'],
  ] as const;
  for (const [template, output] of other) {
    it(`does not find ${JSON.stringify(template)} in ${JSON.stringify(output)}`, () => {
      assert.equal(matchesMessage(template, output), false);
    });
  }

  for (const [name, line] of [
    ['one letter', 'a'.repeat(1_000_000)],
    ['blanks', ' '.repeat(1_000_000)],
    ['no-break spaces', '\u00a0'.repeat(1_000_000)],
    ['carriage returns', '\r'.repeat(1_000_000)],
    ['newlines', '\n'.repeat(1_000_000)],
    ['nearly the message', 'a b '.repeat(250_000)],
  ] as const) {
    it(`ends with 1 MB of ${name}`, { timeout: UNBOUNDED }, () => {
      assert.equal(matchesMessage('{w}a {x} b {y} a {z} c', line), false);
      assert.equal(matchesMessage('a {x}\nb {y}\nc', line), false);
    });
  }
});

describe('quoteMessage', () => {
  it('quotes the line as a reader would', () => {
    assert.equal(quoteMessage('Traceback:\n  line 1\nKeyError: 1\n', ['KeyError: {key}']), 'KeyError: 1');
    assert.equal(quoteMessage('  + Exception Group\n  | KeyError: 1  \n', ['KeyError: {key}']), 'KeyError: 1');
  });

  it('quotes two lines at most, in the order of the output', () => {
    assert.equal(quoteMessage('b: 1\na: 2\nb: 3\n', ['a: {n}', 'b: {n}']), 'b: 1\na: 2');
  });

  it('quotes a message of several lines', () => {
    assert.equal(quoteMessage('x\nfirst 1\n  second\ny', ['first {n}\nsecond']), 'first 1\nsecond');
  });

  it('is empty where none is printed', () => {
    assert.equal(quoteMessage('ok\n', ['KeyError: {key}']), '');
  });
});
