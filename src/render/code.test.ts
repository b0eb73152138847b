import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { renderCode } from './code.ts';

const CODE = `import os

def read(name):  # a <b> & "c"
\treturn os.environ["</script>"]
`;

/** What a reader sees and copies. */
function textOf(html: string): string {
  return html
    .replace(/<[^>]*>/g, '')
    .replace(/&#x([0-9a-f]+);/gi, (_, digits: string) => String.fromCodePoint(Number.parseInt(digits, 16)));
}

describe('renderCode', () => {
  it('gives tokens classes, never styles', async () => {
    const html = await renderCode(CODE, { grammar: 'python' });
    assert.ok(html.includes('<span class="tk">import</span> os'));
    assert.ok(html.includes('<span class="tm"># a &#x3C;b> &#x26; "c"</span>'));
    assert.doesNotMatch(html, /style=|data-/);
    assert.deepEqual([...new Set(Array.from(html.matchAll(/class="([^"]*)"/g), ([, name]) => name))].sort(), [
      'l',
      'tf',
      'tk',
      'tm',
      'ts',
    ]);
  });

  it('has one element a line, and the very text of the code', async () => {
    const html = await renderCode(CODE, { grammar: 'python' });
    assert.equal(html.match(/class="l"/g)?.length, 4);
    assert.equal(textOf(html), CODE.trimEnd());
  });

  for (const code of [
    '\nx = 1\n',
    '\n\nx = 1',
    '  indented',
    'a\n\n\nb',
    'x  \ny',
    '`a{:js}` {1,3} "x"',
    'a // [!code ++]',
  ]) {
    it(`keeps the text and lines of ${JSON.stringify(code)}`, async () => {
      const html = await renderCode(code, { grammar: 'js', firstNumber: 1 });
      assert.equal(textOf(html), code.replace(/\n$/, ''));
      assert.equal(html.match(/data-n=/g)?.length, code.replace(/\n$/, '').split('\n').length);
    });
  }

  it('marks one line', async () => {
    const html = await renderCode(CODE, { grammar: 'python', marked: 4 });
    assert.match(html, /\n<mark class="l"><span class="tk">\treturn<\/span>.*<\/mark><\/code>$/);
    assert.equal(html.match(/<mark/g)?.length, 1);
    assert.doesNotMatch(await renderCode(CODE, { grammar: 'python', marked: 5 }), /<mark/);
  });

  it('numbers the lines from where it is told', async () => {
    const html = await renderCode(CODE, { grammar: 'python', firstNumber: 9 });
    assert.deepEqual(
      Array.from(html.matchAll(/data-n="(\d+)"/g), ([, number]) => number),
      ['9', '10', '11', '12'],
    );
  });

  it('shows code of an unknown grammar as text, and text as it is', async () => {
    const expected = '<code><span class="l">a &#x3C;b> &#x26; &#x3C;/script></span></code>';
    assert.equal(await renderCode('a <b> & </script>\n', { grammar: 'no-such-grammar' }), expected);
    assert.equal(await renderCode('a <b> & </script>\n', { grammar: 'text' }), expected);
  });

  it('lets no element out of the code', async () => {
    const code = '"</code></pre><script>alert(1)</script>" & <img src=x onerror=y>';
    for (const grammar of ['html', 'js', 'python', 'text']) {
      const html = await renderCode(code, { grammar });
      assert.deepEqual(
        Array.from(html.matchAll(/<(\w+)/g), ([, name]) => name).filter((name) => name !== 'span'),
        ['code'],
      );
      assert.equal(textOf(html), code);
    }
  });

  it('gives the same from the cache, to many who ask at once', async () => {
    const fresh = `x = "${String(performance.timeOrigin)}-${String(process.pid)}"`;
    const first = await Promise.all(Array.from({ length: 20 }, () => renderCode(fresh, { grammar: 'python' })));
    const cached = await renderCode(fresh, { grammar: 'python' });
    assert.deepEqual(new Set([...first, cached]).size, 1);
    assert.equal(textOf(cached), fresh);
    assert.notEqual(await renderCode(fresh, { grammar: 'python', marked: 1 }), cached);
    assert.notEqual(await renderCode(fresh, { grammar: 'text' }), cached);
  });
});
