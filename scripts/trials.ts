/**
 * `npm run trials [-- --misses]`: how well the look-up answers what people paste and type. `--misses` lists what it did not answer
 * first, of the part that it is tuned on alone: who looks at the other part can no longer be surprised by it.
 */
import { loadCatalog } from '../src/catalog/load.ts';
import { readArguments } from './read-arguments.ts';
import { readConfig } from './read-config.ts';
import { describeFigures, judge, openLookup, PARTS, readNames, readPastes } from './run-trials.ts';

const USAGE = `Usage: npm run trials [-- --misses]

  --misses  list what was not answered first, of the part that the look-up is tuned on`;

const { misses } = readArguments(USAGE, { misses: { type: 'boolean', default: false } }).values;
const { catalog } = await loadCatalog(readConfig().errors);
const lookup = openLookup(catalog);
for (const [what, read, answer] of [
  ['pastes', readPastes, lookup.explain],
  ['names', readNames, lookup.find],
] as const) {
  for (const part of PARTS) {
    const figures = judge(await read(part), answer);
    console.log(`${what}, ${part}: ${describeFigures(figures)}`);
    if (!misses || part !== 'tuning') continue;
    for (const { trial, answered } of figures.misses) {
      const wanted = trial.expected.join(' or ') || 'nothing';
      console.log(`  ${trial.name}: wanted ${wanted}, got ${answered.slice(0, 4).join(', ') || 'nothing'}`);
    }
  }
}
