import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { needsPager, pagerOf } from './pager.ts';
import { screenOf } from './terminal.ts';

describe('pagerOf', () => {
  const PATH = process.env['PATH'];

  it('is what PAGER says, in words of the shell', { skip: process.platform === 'win32' }, () => {
    for (const PAGER of ['cat', 'cat -v', 'LESS=-S cat', '"cat" -v', '$SOME_PAGER'])
      assert.equal(pagerOf({ PAGER, PATH }, 'linux'), PAGER);
  });

  it('is none where PAGER is empty, or names a program that is not there', () => {
    for (const PAGER of ['', ' ', 'no-such-pager', 'no-such-pager -R', 'LESS=-S no-such-pager', '/no/such/pager'])
      assert.equal(pagerOf({ PAGER, PATH }, 'linux'), undefined, PAGER);
  });

  it('is on Windows what PAGER says, and nothing else', () => {
    assert.equal(pagerOf({ PATH }, 'win32'), undefined);
    assert.equal(pagerOf({ PATH, PAGER: 'more' }, 'win32'), 'more');
  });
});

describe('needsPager', () => {
  it('is for what is taller than a terminal, wrapped lines counted', () => {
    const terminal = screenOf({ isTTY: true, columns: 40, rows: 3 }, {});
    assert.ok(!needsPager('a\nb\n', terminal));
    assert.ok(needsPager('a\nb\nc\n', terminal));
    assert.ok(needsPager(`${'x'.repeat(100)}\n`, terminal));
    assert.ok(!needsPager('a\nb\nc\n', screenOf({}, {})));
  });
});
