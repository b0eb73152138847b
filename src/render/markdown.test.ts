import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { ENTRY, GOOD, spoil, withCatalog, type Files } from '../catalog/fixture-catalog.ts';
import { loadCatalog } from '../catalog/load.ts';
import { formatProblem } from '../catalog/problem.ts';
import { proseOf } from '../catalog/prose.ts';
import { checkProse, isSafeUrl, renderInlineMarkdown, renderMarkdown, toPlainText, summarize } from './markdown.ts';

/** What takes so long is not slow but grows without bound. In milliseconds. */
const UNBOUNDED = 60_000;

describe('renderMarkdown', () => {
  for (const [text, html] of [
    ['One.\n\nTwo `List<T>` & "three".', '<p>One.</p>\n<p>Two <code>List&#x3C;T></code> &#x26; "three".</p>'],
    ['- a\n- **b**', '<ul>\n<li>a</li>\n<li><strong>b</strong></li>\n</ul>'],
    ['[a](https://x.y/?b&c)', '<p><a href="https://x.y/?b&#x26;c">a</a></p>'],
    ['[a][b]\n\n[b]: http://x.y', '<p><a href="http://x.y">a</a></p>'],
    ['<https://x.y>', '<p><a href="https://x.y">https://x.y</a></p>'],
    ['at https://x.y.', '<p>at <a href="https://x.y">https://x.y</a>.</p>'],
    ['at www.x.yz', '<p>at <a href="http://www.x.yz">www.x.yz</a></p>'],
    ['to a@b.cd', '<p>to <a href="mailto:a@b.cd">a@b.cd</a></p>'],
  ] as const) {
    it(`renders ${JSON.stringify(text)}`, () => {
      assert.equal(renderMarkdown(text), html);
    });
  }

  for (const [text, html] of [
    ['a <b onclick="x()">b</b> c', '<p>a b c</p>'],
    ['<script>\nalert(1)\n</script>', ''],
    ['<img src=x onerror=alert(1)>', ''],
    ['a <!-- b --> c', '<p>a  c</p>'],
    ['&lt;script&gt;', '<p>&#x3C;script></p>'],
  ] as const) {
    it(`lets no HTML through from ${JSON.stringify(text)}`, () => {
      assert.equal(renderMarkdown(text), html);
    });
  }

  for (const text of [
    '[a](javascript:alert(1))',
    '[a](JaVaScRiPt:alert(1))',
    '[a](&#106;avascript:alert(1))',
    '[a](data:text/html,x)',
    '[a](vbscript:x)',
    '[a](//x.y)',
    '[a](/x)',
    '[a](<javascript:alert(1)> "title")',
    '[a][b]\n\n[b]: javascript:x',
    '[a][]\n\n[a]: data:x',
    '[a]\n\n[a]: JAVASCRIPT:x',
  ]) {
    it(`takes the address from ${JSON.stringify(text)}`, () => {
      assert.match(renderMarkdown(text), /^<p><a(?: title="title")?>a<\/a><\/p>$/);
    });
  }

  it('takes the address from an autolink', () => {
    assert.equal(renderMarkdown('<javascript:alert(1)>'), '<p><a>javascript:alert(1)</a></p>');
  });

  it('shows an image as its text', () => {
    assert.equal(renderMarkdown('a ![b](https://x.y/c.png)'), '<p>a <span>b</span></p>');
    assert.equal(renderMarkdown('![b][c]\n\n[c]: javascript:x'), '<p><span>b</span></p>');
  });
});

describe('renderInlineMarkdown', () => {
  it('leaves out the paragraph around a single one', () => {
    assert.equal(renderInlineMarkdown('Use `get`, **always**'), 'Use <code>get</code>, <strong>always</strong>');
    assert.equal(renderInlineMarkdown('a\nb'), 'a\nb');
  });

  it('keeps blocks where there are several', () => {
    assert.equal(renderInlineMarkdown('a\n\nb'), '<p>a</p>\n<p>b</p>');
    assert.equal(renderInlineMarkdown('- a'), '<ul>\n<li>a</li>\n</ul>');
  });
});

describe('toPlainText', () => {
  for (const [text, plain] of [
    ['A **bold** `List<T>` [link](https://x.y).', 'A bold List<T> link.'],
    ['One\n\nTwo\nthree', 'One Two three'],
    ['- a\n- b\n\n  c', 'a b c'],
    ['a  \nb', 'a b'],
    ['| a | b |\n|---|---|\n| c | d |', 'a b c d'],
    ['a <b>c</b> ![d](https://x.y)', 'a c d'],
    ['&amp; &lt;', '& <'],
    ['', ''],
  ] as const) {
    it(`speaks ${JSON.stringify(text)}`, () => {
      assert.equal(toPlainText(text), plain);
    });
  }
});

it('isSafeUrl knows http, https and mailto', () => {
  for (const url of ['http://x.y', 'HTTPS://x.y', 'mailto:a@b.c']) assert.equal(isSafeUrl(url), true, url);
  for (const url of ['', '/x', '//x.y', 'http:x', ' https://x.y', 'javascript:x//http://', 'ftp://x.y', 'data:,x']) {
    assert.equal(isSafeUrl(url), false, url);
  }
});

describe('checkProse', () => {
  /** The line of each problem with the prose of a catalog of `files`. */
  function proseLines(files: Files): Promise<string[]> {
    return withCatalog(files, async (root) => {
      const { catalog, problems } = await loadCatalog(root);
      assert.deepEqual(problems, []);
      return Array.from(checkProse(proseOf(catalog)), (problem) => formatProblem(problem, 'errors'));
    });
  }

  /** A catalog whose `fixes[0].why`, on line 20, is `text`. */
  function withWhy(text: string): Files {
    const block = `    why: |-\n${text.replace(/^(?=.)/gm, '      ')}`;
    return { ...GOOD, 'python/key-error.yaml': spoil(ENTRY, '    why: It returns the default.', block) };
  }

  const WRITE = '(write Markdown; put code such as List<T> into backticks)';
  const LINK = '(link to an http or https address)';
  const HEADING = '(the page has its own headings; write a paragraph)';
  for (const [name, text, line] of [
    ['raw HTML', 'It <b>returns</b> it.', `21:10  prose-html  fixes[0].why has raw HTML, "<b>"  ${WRITE}`],
    ['code without backticks', 'It is\na List<T>.', `22:13  prose-html  fixes[0].why has raw HTML, "<T>"  ${WRITE}`],
    [
      'a block of HTML',
      'It.\n\n<script>\nalert(1)\n</script>',
      `23:7  prose-html  fixes[0].why has raw HTML, "<script>\\nalert(1)\\n</script>"  ${WRITE}`,
    ],
    ['a comment', 'It. <!-- x -->', `21:11  prose-html  fixes[0].why has raw HTML, "<!-- x -->"  ${WRITE}`],
    [
      'a javascript: link',
      'It [x](javascript:y).',
      `21:10  prose-link  fixes[0].why has a link to "javascript:y"  ${LINK}`,
    ],
    ['a data: link', 'It [x](data:y).', `21:10  prose-link  fixes[0].why has a link to "data:y"  ${LINK}`],
    ['a link to a path', 'It [x](/python/).', `21:10  prose-link  fixes[0].why has a link to "/python/"  ${LINK}`],
    [
      'a definition',
      'It [x].\n\n[x]: JavaScript:y',
      `23:7  prose-link  fixes[0].why has a link to "JavaScript:y"  ${LINK}`,
    ],
    ['an autolink', 'It <javascript:y>', `21:10  prose-link  fixes[0].why has a link to "javascript:y"  ${LINK}`],
    ['a heading', 'It.\n\n## Why', `23:7  prose-heading  fixes[0].why has a heading, "Why"  ${HEADING}`],
    ['a heading in a list', '- # Why', `21:9  prose-heading  fixes[0].why has a heading, "Why"  ${HEADING}`],
    ['a setext heading', 'Why\n===', `21:7  prose-heading  fixes[0].why has a heading, "Why"  ${HEADING}`],
    ['a smaller setext heading', 'Why\n---', `21:7  prose-heading  fixes[0].why has a heading, "Why"  ${HEADING}`],
    ['a heading in a quotation', '> Why\n> ---', `21:9  prose-heading  fixes[0].why has a heading, "Why"  ${HEADING}`],
    [
      'an image',
      'It ![a chart](https://x.y/z.png).',
      '21:10  prose-image  fixes[0].why has an image, "a chart"  (say it in words)',
    ],
    [
      'quotations within each other',
      `${'> '.repeat(1900)}x`,
      '20:10  prose-depth  fixes[0].why is nested too deeply  (write paragraphs, and lists of one level)',
    ],
    [
      'lists within each other',
      `${'- 1. '.repeat(700)}x`,
      '20:10  prose-depth  fixes[0].why is nested too deeply  (write paragraphs, and lists of one level)',
    ],
    [
      'a footnote',
      'It[^1].\n\n[^1]: X.',
      '21:9  prose-footnote  fixes[0].why has a footnote, "[^1]"  (say it in the sentence)',
    ],
  ] as const) {
    it(`reports ${name} in one line`, async () => {
      assert.deepEqual(await proseLines(withWhy(text)), [`errors/python/key-error.yaml:${line}`]);
    });
  }

  for (const text of [
    '`a` <b>x</b> `c`',
    '`a` `b <b>x</b>',
    '``a` <b>`` <i>x</i>',
    '\\`a <b>x</b> `',
    '| ` | <b>x</b> ` |\n|---|---|',
    '`a\n\n<b>x</b> `',
    '<b title="`">x</b> `',
    'x <b title="`"> <i>y</i> `',
  ]) {
    it(`finds the HTML beside code in ${JSON.stringify(text)}`, async () => {
      const [line, ...more] = await proseLines(withWhy(text));
      assert.match(line ?? '', /prose-html/);
      assert.deepEqual(more, []);
    });
  }

  it('accepts what Markdown has for prose', async () => {
    const text =
      'It *is* `List<T>`, a < b, C#, [x](https://y.z), <https://y.z>, a@b.cd:\n\n1. one\n\n---\n\n| a |\n|---|\n| b |';
    assert.deepEqual(await proseLines(withWhy(text)), []);
  });

  it('reads every Markdown field', async () => {
    const bad = '"a <i>b</i>"';
    const entry = `name: KeyError
title: T
kind: exception
category: bounds
level: error
severity: high
messages: [m]
meaning: ${bad}
causes: [${bad}]
repro: { description: ${bad}, code: c }
fixes: [{ title: ${bad}, when: ${bad}, code: c, why: ${bad} }]
examples: [{ title: ${bad}, description: ${bad}, expect: ok, code: c }]
antiPatterns: [{ avoid: ${bad}, because: ${bad} }]
productionRisk: ${bad}
versions: [{ version: v, note: ${bad} }]
`;
    const concept = `title: T\nsummary: S\nmeaning: ${bad}\nlanguages: { python: ${bad} }\n`;
    const language = `name: Python\nsummary: ${bad}\nrunner: cpython\ngrammar: python\nofficial: { title: T, url: "https://x.y" }\n`;
    const lines = await proseLines({
      '_concepts/c.yaml': concept,
      'python/_language.yaml': language,
      'python/key-error.yaml': entry,
    });
    assert.deepEqual(lines.map((line) => /prose-html {2}(\S+) has/.exec(line)?.[1]).sort(), [
      'antiPatterns[0].avoid',
      'antiPatterns[0].because',
      'causes[0]',
      'examples[0].description',
      'examples[0].title',
      'fixes[0].title',
      'fixes[0].when',
      'fixes[0].why',
      'languages.python',
      'meaning',
      'meaning',
      'productionRisk',
      'repro.description',
      'summary',
      'versions[0].note',
    ]);
  });

  it('ends with 250 KB of anything', { timeout: UNBOUNDED }, async () => {
    for (const unit of ['a\n\n', '-', '= ', ']', '> ', '#', ' \n']) {
      await withCatalog(withWhy(''), async (root) => {
        const { catalog } = await loadCatalog(root);
        const [first] = proseOf(catalog);
        assert.ok(first);
        // Ends as nothing that is looked for, so that the text is only searched.
        Array.from(checkProse([{ ...first, text: `x${unit.repeat(250_000 / unit.length)}x` }]));
      });
    }
  });
});

describe('summarize', () => {
  it('leaves a short text whole', () => {
    assert.equal(summarize('A key is *not* there. It is `None`'), 'A key is not there. It is None');
  });

  it('cuts a long text between words', () => {
    const summary = summarize('word '.repeat(60));
    assert.ok(summary.length <= 155);
    assert.match(summary, /^(?:word )+…$/);
  });
});
