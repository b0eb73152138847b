/** `npm run check`: reads the whole catalog, prints every problem, exits 1 where there is one. */
import { formatProblem } from '../src/catalog/problem.ts';
import { readConfig } from './read-config.ts';
import { openCatalog } from '../src/open-catalog.ts';

const config = readConfig();
const { catalog, evidence, problems } = await openCatalog(config.errors);
for (const problem of problems) console.error(formatProblem(problem, config.errorsLabel));
if (problems.length > 0) {
  console.error(`\n${problems.length} ${problems.length === 1 ? 'problem' : 'problems'}`);
  process.exitCode = 1;
} else {
  const { entries, languages, concepts } = catalog;
  const run = [...entries.keys()].filter((id) => evidence.has(id)).length;
  console.log(
    `${entries.size} entries (${run} of them run), ${languages.size} languages, ${concepts.size} concepts: no problems`,
  );
}
