import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { EndOfStream } from './end-of-stream.ts';

function keep(max: number, chunks: readonly string[]): { end: string; isCut: boolean } {
  const stream = new EndOfStream(max);
  for (const chunk of chunks) stream.push(Buffer.from(chunk));
  return { end: stream.bytes().toString(), isCut: stream.isCut };
}

describe('EndOfStream', () => {
  it('keeps all where it fits', () => {
    assert.deepEqual(keep(10, []), { end: '', isCut: false });
    assert.deepEqual(keep(10, ['12345\n', '789\n']), { end: '12345\n789\n', isCut: false });
  });

  it('keeps the last whole lines where it does not', () => {
    assert.deepEqual(keep(10, ['first\n', 'second\n', 'third\n']), { end: 'third\n', isCut: true });
    assert.deepEqual(keep(10, [`${'x'.repeat(100)}\nlast\n`]), { end: 'last\n', isCut: true });
  });

  it('keeps the end of a line that is longer than all', () => {
    assert.deepEqual(keep(4, ['abc', 'def', 'ghi', 'jkl']), { end: 'ijkl', isCut: true });
  });

  it('holds no more than a few times what it keeps, however much comes', () => {
    const stream = new EndOfStream(1000);
    const chunk = Buffer.alloc(100, 'a');
    for (let pushed = 0; pushed < 100_000; pushed += 1) stream.push(chunk);
    assert.equal(stream.bytes().length, 1000);
  });
});
