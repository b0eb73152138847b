import { strict as assert } from 'node:assert';
import { test } from 'node:test';
import { readPaste } from './paste-lines.ts';

const texts = (paste: string): string[] => readPaste(paste).map(({ text }) => text);

for (const [what, paste, expected] of [
  ['colors', '\u001B[31mKeyError\u001B[0m: \u001B[1;33mx\u001B[m', ['KeyError: x']],
  ['colors that lost their first character', '[31mKeyError[0m: x', ['KeyError: x']],
  ['colors that were printed as text', '\\u001b[31mKeyError\\x1b[0m: ^[[1mx\\033[0m', ['KeyError: x']],
  ['links of a terminal', '\u001B]8;;https://x.test\u0007KeyError\u001B]8;;\u0007: x', ['KeyError: x']],
  ['an order that never ends', 'before\u001B]8;;', ['before']],
  ['ends of lines of Windows and of old Macs', 'a\r\nb\rc', ['a', 'b', 'c']],
  ['marks that nobody sees', '\uFEFFKey\u200BError:\u00A0x\u00AD', ['KeyError: x']],
  ['what a web page made of quotes', 'the key &quot;x&quot; &#39;y&#39; &#x27;z&#x27;', ["the key 'x' 'y' 'z'"]],
  ['many blanks', '  KeyError:\t\t x  ', ['KeyError: x']],
] as const) {
  test(`takes away ${what}`, () => {
    assert.deepEqual(texts(paste), expected);
  });
}

test('a string within JSON gives the lines that it holds, with the number of its line', () => {
  const lines = readPaste('ok\n{"msg":"Traceback:\\n  File \\"a.py\\"\\nKeyError: 1"}');
  assert.deepEqual(
    lines.filter(({ text }) => text.startsWith('KeyError') || text.startsWith('File')),
    [
      { number: 2, text: 'File "a.py"', folded: "file 'a.py'" },
      { number: 2, text: 'KeyError: 1"}', folded: "keyerror: 1'}" },
    ],
  );
});

test('one kind of quote, and small letters, are as long as what they stand for', () => {
  const [line] = readPaste('‘İ’ “Ä” `X´ «y» ：');
  assert.equal(line?.folded, "'İ' 'Ä' 'x' 'y' :");
  assert.equal(line.folded.length, line.text.length);
});

test('lines without text are left out, and numbers go on', () => {
  assert.deepEqual(
    readPaste('a\n\n \n\tb').map(({ number }) => number),
    [1, 4],
  );
});

test('a huge line is cut into pieces that overlap', () => {
  const pieces = texts(`${'x'.repeat(1900)} the message ends here ${'y'.repeat(5000)}`);
  assert.ok(pieces.every(({ length }) => length <= 2000));
  assert.ok(pieces.some((piece) => piece.includes('the message ends here')));
});

test('of a huge paste both ends are kept, with the numbers that their lines have', () => {
  const lines = readPaste(`first\n${'middle\n'.repeat(1_000_000)}last`);
  assert.equal(lines[0]?.text, 'first');
  assert.deepEqual([lines.at(-1)?.text, lines.at(-1)?.number], ['last', 1_000_002]);
  assert.ok(lines.length < 600_000);
});

test('the end of a cut line is not cut off', () => {
  for (const length of [1999, 2000, 2001, 3700, 3701, 5400]) {
    assert.ok(
      texts(`${'x'.repeat(length - 4)} end`).some((piece) => piece.endsWith(' end')),
      String(length),
    );
  }
});
