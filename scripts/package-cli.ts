/** Before `npm pack` and `npm publish`: makes the program and its data in `dist-cli`, from a catalog without problems. */
import { rename, rm } from 'node:fs/promises';
import { formatProblem } from '../src/catalog/problem.ts';
import { openCatalog } from '../src/open-catalog.ts';
import { count } from './count.ts';
import { makeCli } from './make-cli.ts';
import { readConfig } from './read-config.ts';

const OUT = 'dist-cli';

const config = readConfig();
const { catalog, evidence, problems } = await openCatalog(config.errors);
if (problems.length > 0) {
  for (const problem of problems) console.error(formatProblem(problem, config.errorsLabel));
  console.error(`\nNothing was packed: ${count(problems.length, 'problem')}.`);
  process.exit(1);
}
const staging = `.${OUT}-${process.pid}`;
try {
  await makeCli(staging, config, catalog, evidence);
  await rm(OUT, { recursive: true, force: true });
  await rename(staging, OUT);
} finally {
  await rm(staging, { recursive: true, force: true });
}
