import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { compareVersions, detectAll, lineIn, ownFile, readVersion } from './runner.ts';

describe('compareVersions', () => {
  for (const ordered of [
    ['3.8.18', '3.9.18', '3.10.13', '3.11.2', '3.11.7', '3.14.0'],
    ['18.20.0', '20.19.5', '24.21.0', '26.10.0'],
    ['1.8.0', '17.0.9', '21', '25.0.3'],
    ['1.9', '1.24', '1.24.4'],
    ['15.10', '17.4', '17.11'],
    ['1.95.0', '1.96.0-beta.2', '1.96.0-beta.10', '1.96.0-nightly', '1.96.0'],
  ]) {
    it(`orders ${ordered.join(', ')}`, () => {
      assert.deepEqual(ordered.toReversed().sort(compareVersions), ordered);
      assert.deepEqual(ordered.toSorted(compareVersions), ordered);
    });
  }

  it('takes the same version for the same', () => {
    assert.equal(compareVersions('3.11.7', '3.11.7'), 0);
    assert.equal(compareVersions('1.96.0-beta.2', '1.96.0-beta.2'), 0);
  });
});

describe('lineIn', () => {
  const output = 'main.go:12: first\nmain.go:7: last\n';

  it('reads the number of the first and of the last match', () => {
    assert.equal(lineIn(output, /main\.go:(\d+)/g, 'first'), 12);
    assert.equal(lineIn(output, /main\.go:(\d+)/g, 'last'), 7);
  });

  it('gives nothing where nothing matches, or the pattern names no line', () => {
    assert.equal(lineIn(output, /main\.rs:(\d+)/g, 'first'), undefined);
    assert.equal(lineIn(output, /main\.go/g, 'last'), undefined);
    assert.equal(lineIn('', /(\d+)/g, 'last'), undefined);
  });
});

describe('ownFile', () => {
  const isOwn = (filename: string, printed: string): boolean => new RegExp(`${ownFile(filename)}:1`).test(printed);

  for (const printed of [
    'main.mjs:1',
    './main.mjs:1',
    ' /app/main.mjs:1',
    'file:///app/main.mjs:1',
    '(main.mjs:1)',
    'at file:///app/main.mjs:1:7',
    'psql:main.mjs:1: ERROR',
    '"/app/main.mjs:1',
  ]) {
    it(`knows ${printed}`, () => {
      assert.ok(isOwn('main.mjs', printed));
    });
  }

  for (const printed of [
    'domain.mjs:1',
    '/app/domain.mjs:1',
    '/app/lib/main.mjs:1',
    'file:///app/node_modules/x/main.mjs:1',
    '/usr/local/lib/python3.13/unittest/main.mjs:1',
    'my-main.mjs:1',
    'x.main.mjs:1',
    'mainXmjs:1',
    'main.mjs',
    '../main.mjs:1',
  ]) {
    it(`does not take ${printed} for it`, () => {
      assert.equal(isOwn('main.mjs', printed), false);
    });
  }

  it('takes every character of a name as it is', () => {
    assert.ok(isOwn('a+b(1).js', '/app/a+b(1).js:1'));
    assert.ok(isOwn('src/main.py', '/app/src/main.py:1'));
    assert.equal(isOwn('a+b.js', 'aab.js:1'), false);
  });
});

describe('detectAll', () => {
  const node = process.execPath;
  const candidate = (version: string, code = 0) => ({
    binary: version,
    mounts: [],
    probe: [node, '-e', `console.log('Tool ${version}'); process.exit(${String(code)})`] as const,
  });

  it('finds each version once, the newest last, and skips what does not answer', async () => {
    const absent = { binary: '/nowhere/tool', mounts: [], probe: ['/nowhere/tool', '--version'] as const };
    const found = await detectAll(
      [candidate('1.10.0'), absent, candidate('1.9.2'), candidate('9.9.9', 1), candidate('1.9.2')],
      /Tool (\d+\.\d+\.\d+)/,
    );
    assert.deepEqual(
      found.map(({ version }) => version),
      ['1.9.2', '1.10.0'],
    );
  });

  it('reads a version from standard error too, and none from what says nothing of it', async () => {
    assert.equal(await readVersion([node, '-e', "console.error('javac 25.0.3')"], /javac (\S+)/), '25.0.3');
    assert.equal(await readVersion([node, '-e', "console.log('usage')"], /javac (\S+)/), undefined);
  });
});
