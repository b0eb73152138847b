import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { compareVersions, lineIn, newestOfEachSeries, ownFile, seriesOf, type Installation } from './runner.ts';
import { THIS_SYSTEM } from './sandbox.ts';

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

describe('seriesOf', () => {
  for (const [seriesParts, version, series] of [
    [2, '3.11.7', '3.11'],
    [2, '1.96.0-beta.2', '1.96'],
    [2, '4.3', '4.3'],
    [1, '26.10.0', '26'],
    [1, '21.0.12.1', '21'],
    [1, '17', '17'],
  ] as const) {
    it(`is ${series} for ${version}`, () => {
      assert.equal(seriesOf({ seriesParts }, version), series);
    });
  }
});

describe('newestOfEachSeries', () => {
  const installed = (version: string, binary = 'python3'): Installation => ({
    version,
    binary,
    system: THIS_SYSTEM,
    mounts: [],
  });
  const newest = (seriesParts: 1 | 2, versions: readonly string[]): string[] =>
    newestOfEachSeries(
      { seriesParts },
      versions.map((version) => installed(version)),
    ).map(({ version }) => version);

  it('keeps the newest of each, the oldest series first', () => {
    const versions = ['3.11.7', '3.9.18', '3.11.12', '3.11.2', '3.10.13', '3.9.2'];
    assert.deepEqual(newest(2, versions), ['3.9.18', '3.10.13', '3.11.12']);
    assert.deepEqual(newest(1, ['9.1.0', '10.0.1', '9.20.0']), ['9.20.0', '10.0.1']);
  });

  it('takes one of two that are the same, and finds none where there is none', () => {
    const found = newestOfEachSeries({ seriesParts: 2 }, [installed('5.1.5', 'one'), installed('5.1.5', 'other')]);
    assert.equal(found.length, 1);
    assert.deepEqual(newest(2, []), []);
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
