import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { renderProse } from './prose.ts';
import { screenOf } from './terminal.ts';

const PLAIN = screenOf({}, {});

describe('renderProse', () => {
  it('writes paragraphs, lists, code and links as text', () => {
    const markdown =
      'A *first* **paragraph** with `code`,\nsee [the manual](https://example.com/m).\n\n' +
      '- one\n- two words that wrap\n\n  more\n\n3. third\n\n```\nkept   as it is, however long\n```\n\n> said';
    assert.deepEqual(renderProse(PLAIN, markdown, 20), [
      'A first paragraph',
      'with `code`, see the',
      'manual',
      '(https://example.com/m).',
      '',
      '- one',
      '- two words that',
      '  wrap',
      '',
      '  more',
      '',
      '3. third',
      '',
      '    kept   as it is, however long',
      '',
      '  said',
    ]);
  });

  it('leaves out what the catalog forbids: tags, headings, images', () => {
    assert.deepEqual(renderProse(PLAIN, '<b>x</b>\n\n# Heading\n\na ![alt](https://example.com/i) b', 40), [
      'x',
      '',
      'a b',
    ]);
  });

  it('puts a label before the first paragraph, and before a list', () => {
    const label = { text: 'When: ', styles: [] } as const;
    assert.deepEqual(renderProse(PLAIN, 'always\n\nand ever', 40, [label]), ['When: always', '', 'and ever']);
    assert.deepEqual(renderProse(PLAIN, '- a', 40, [label]), ['When:', '', '- a']);
  });
});
