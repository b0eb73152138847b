import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { escapeHtml, renderTerminal } from './terminal.ts';

const OUTPUT = `
Traceback (most recent call last):
  File "/app/main.py", line 1, in <module>
KeyError: 'a & b'

`;

describe('renderTerminal', () => {
  it('marks the lines that are the message and escapes them all', () => {
    assert.equal(
      renderTerminal(OUTPUT, ['KeyError: {key}']),
      'Traceback (most recent call last):\n' +
        '  File &#34;/app/main.py&#34;, line 1, in &#60;module&#62;\n' +
        "<strong>KeyError: 'a &#38; b'</strong>",
    );
  });

  it('marks every line of a message of several', () => {
    assert.equal(
      renderTerminal('x\nfirst 1\n  second\ny\nfirst 2\n', ['first {n}\nsecond']),
      'x\n<strong>first 1</strong>\n<strong>  second</strong>\ny\nfirst 2',
    );
  });

  it('marks nothing where no message is printed', () => {
    assert.equal(renderTerminal('ok\n', ['KeyError: {key}']), 'ok');
    assert.equal(renderTerminal('ok\n', []), 'ok');
    assert.equal(renderTerminal('', ['KeyError: {key}']), '');
  });

  it('keeps blanks and blank lines within', () => {
    assert.equal(renderTerminal('\n  a  \n\n\tb\n\n', []), '  a  \n\n\tb');
  });
});

it('escapeHtml writes out what HTML gives meaning to', () => {
  assert.equal(escapeHtml(`<a href="x">&amp;'</a>`), "&#60;a href=&#34;x&#34;&#62;&#38;amp;'&#60;/a&#62;");
});
