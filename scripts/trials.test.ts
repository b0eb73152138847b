import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { loadCatalog } from '../src/catalog/load.ts';
import { readConfig } from './read-config.ts';
import { describeFigures, judge, openLookup, PARTS, readNames, readPastes, type Figures } from './run-trials.ts';

const { catalog } = await loadCatalog(readConfig().errors);
const lookup = openLookup(catalog);

function listMisses({ misses }: Figures): string {
  return misses
    .map(({ trial, answered }) => `${trial.name}: wanted ${trial.expected.join(' or ')}, got ${answered.join(', ')}`)
    .join('\n');
}

for (const part of PARTS) {
  describe(`trials, ${part}`, () => {
    it('name entries that exist', async () => {
      const trials = [...(await readPastes(part)), ...(await readNames(part))];
      const unknown = trials.flatMap(({ name, expected }) =>
        expected.filter((id) => !catalog.entries.has(id)).map((id) => `${name}: ${id}`),
      );
      assert.deepEqual(unknown, []);
    });

    it('pastes: at least 85% first and 93% in the first three, and no guess where there is no answer', async (context) => {
      const figures = judge(await readPastes(part), lookup.explain);
      context.diagnostic(describeFigures(figures));
      assert.ok(figures.first >= 0.85 * figures.asked, describeFigures(figures));
      assert.ok(figures.firstThree >= 0.93 * figures.asked, describeFigures(figures));
      const guesses = figures.misses.filter(({ trial }) => trial.expected.length === 0);
      assert.deepEqual(
        guesses.map(({ trial, answered }) => `${trial.name}: ${answered.join(', ')}`),
        [],
      );
    });

    it('names: at least 95% in the first three', async (context) => {
      const figures = judge(await readNames(part), lookup.find);
      context.diagnostic(describeFigures(figures));
      assert.ok(figures.firstThree >= 0.95 * figures.asked, listMisses(figures));
    });
  });
}
