import assert from 'node:assert/strict';
import { it } from 'node:test';
import { inVersionSpan } from './version-span.ts';

for (const [versions, words] of [
  [['3.8.18'], '3.8.18'],
  [['3.8.18', '3.9.18'], '3.8.18, 3.9.18'],
  [['3.9.18', '3.10.13', '3.11.2', '3.11.7'], '3.9.18 to 3.11.7'],
  [['3.8.18', '3.9.18', '3.11.7'], '3.8.18, 3.9.18, 3.11.7'],
  // Between two major versions nothing tells how many minor ones there were.
  [['5.9.3', '6.0.3', '6.1.0'], '5.9.3, 6.0.3, 6.1.0'],
  [['20.20.2', '22.23.3', '24.21.0'], '20.20.2, 22.23.3, 24.21.0'],
  [['15', '16', '17'], '15, 16, 17'],
  [['1.95.0', '1.96.0', '1.97.0-beta.2'], '1.95.0 to 1.97.0-beta.2'],
  [['nightly', 'nightly', 'nightly2'], 'nightly to nightly2'],
  [[], ''],
] as const) {
  it(`puts ${JSON.stringify(versions)} in words`, () => {
    assert.equal(inVersionSpan(versions), words);
  });
}
