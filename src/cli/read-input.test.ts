import assert from 'node:assert/strict';
import { randomBytes } from 'node:crypto';
import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import { Readable } from 'node:stream';
import { describe, it } from 'node:test';
import { withFolder } from './fixture-context.ts';
import { decode, isBinary, MAX_INPUT, readFileEnd, readStreamEnd } from './read-input.ts';

describe('readFileEnd and readStreamEnd', () => {
  const lines = 'a line of a log\n'.repeat(MAX_INPUT / 16);

  it('read the whole of what fits', async () => {
    await withFolder(async (folder) => {
      const file = path.join(folder, 'log');
      await writeFile(file, lines);
      assert.deepEqual(await readFileEnd(file), { text: lines, isCut: false });
      assert.deepEqual(await readStreamEnd(Readable.from([Buffer.from(lines)])), { text: lines, isCut: false });
    });
  });

  it('read the last whole lines of what does not', async () => {
    await withFolder(async (folder) => {
      const file = path.join(folder, 'log');
      await writeFile(file, `first\n${lines}last`);
      for (const { text, isCut } of [
        await readFileEnd(file),
        await readStreamEnd(Readable.from([Buffer.from(`first\n${lines}last`)])),
      ]) {
        assert.ok(isCut);
        assert.ok(text.length > MAX_INPUT - 20 && text.length <= MAX_INPUT, String(text.length));
        assert.match(text, /^a line of a log\n[^]*\nlast$/);
      }
    });
  });

  it('fails for what is no file', async () => {
    await assert.rejects(readFileEnd('/no/such/file'), /ENOENT/);
  });
});

describe('decode', () => {
  it('reads UTF-8 and what Windows shells write, and forgets NULs', () => {
    assert.equal(decode(Buffer.from('\uFEFFé', 'utf8')), 'é');
    assert.equal(decode(Buffer.from('\uFEFFKeyError: é', 'utf16le')), 'KeyError: é');
    assert.equal(decode(Buffer.from('\0\0\0a\0')), 'a');
  });
});

describe('isBinary', () => {
  it('tells programs and archives from logs', () => {
    assert.ok(isBinary(decode(randomBytes(100_000))));
    assert.ok(!isBinary('\u001B[31merror\u001B[0m\r\n\tat x\n'));
    assert.ok(!isBinary(decode(Buffer.from('caf\xE9 \xE0 la carte', 'latin1'))));
    assert.ok(!isBinary(''));
  });
});
