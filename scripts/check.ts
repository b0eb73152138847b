/**
 * `npm run check [-- --changed]`: reads the whole catalog, prints every problem, or those in changed files, and exits 1 where
 * there is one. In a workflow of GitHub each is an annotation too.
 */
import { formatAnnotation, formatProblem } from '../src/catalog/problem.ts';
import { openCatalog } from '../src/open-catalog.ts';
import { changedFiles } from './changed-files.ts';
import { count } from './count.ts';
import { readArguments } from './read-arguments.ts';
import { readConfig } from './read-config.ts';

const USAGE = `Usage: npm run check [-- --changed]

  --changed  print only the problems in files that differ from the main branch, or are not committed`;

const { changed } = readArguments(USAGE, { changed: { type: 'boolean', default: false } }).values;
const config = readConfig();
const files = changed ? await listChanged() : undefined;
const { catalog, evidence, problems } = await openCatalog(config.errors);
const shown = problems.filter(({ file }) => files === undefined || files.has(file));
for (const problem of shown) {
  console.error(formatProblem(problem, config.errorsLabel));
  if (process.env['GITHUB_ACTIONS'] === 'true') console.error(formatAnnotation(problem, config.errorsLabel));
}
if (shown.length > 0) {
  console.error(`\n${count(shown.length, 'problem')}`);
  process.exitCode = 1;
} else if (files !== undefined) {
  console.log(`${count(files.size, 'changed file')}: no problems`);
} else {
  const { entries, languages, concepts } = catalog;
  const run = [...entries.keys()].filter((id) => evidence.has(id)).length;
  console.log(
    `${entries.size} entries (${run} of them run), ${languages.size} languages, ${concepts.size} concepts: no problems`,
  );
}
const elsewhere = problems.length - shown.length;
if (elsewhere > 0) console.error(`${count(elsewhere, 'problem')} in other files: npm run check prints them`);

async function listChanged(): Promise<ReadonlySet<string>> {
  try {
    return await changedFiles(config.errors);
  } catch (error) {
    console.error(error instanceof Error ? error.message : error);
    process.exit(2);
  }
}
