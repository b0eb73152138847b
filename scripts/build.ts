/**
 * `npm run build`: checks the catalog and renders it. The new site is made beside the old one and takes its place only
 * when it is whole, so that a build that fails leaves the earlier output as it was.
 */
import { existsSync } from 'node:fs';
import { mkdir, readdir, rename, rm } from 'node:fs/promises';
import path from 'node:path';
import { formatProblem } from '../src/catalog/problem.ts';
import { readConfig } from './read-config.ts';
import { openCatalog } from '../src/open-catalog.ts';

process.env['ASTRO_TELEMETRY_DISABLED'] = '1';

/**
 * Files that every built site has, the second one those that earlier versions of this program wrote: a folder with one of
 * them is an earlier output and may be replaced.
 */
const OUTPUT_MARKS = ['lookup/names.json', 'lookup.json'];

const config = readConfig();
const { problems } = await openCatalog(config.errors);
if (problems.length > 0) {
  for (const problem of problems) console.error(formatProblem(problem, config.errorsLabel));
  console.error(`\nNothing was built: ${String(problems.length)} ${problems.length === 1 ? 'problem' : 'problems'}.`);
  process.exit(1);
}

const present = await listOutput(config.out);
if (present.length > 0 && !OUTPUT_MARKS.some((mark) => existsSync(path.join(config.out, mark)))) {
  console.error(
    `${config.out} holds files and is no site built by this program; empty it, or set ERRDEX_OUT to another folder.`,
  );
  process.exit(1);
}

const staging = path.join(path.dirname(config.out), `.${path.basename(config.out)}-${process.pid}`);
const replaced = `${staging}-old`;
try {
  const { build } = await import('astro');
  await build({ outDir: staging, logLevel: 'warn' });
  await mkdir(config.out, { recursive: true });
  await rename(config.out, replaced);
  try {
    await rename(staging, config.out);
  } catch (error) {
    await rename(replaced, config.out);
    throw error;
  }
  await rm(replaced, { recursive: true, force: true });
  const pages = (await readdir(config.out, { recursive: true })).filter((name) => name.endsWith('.html'));
  console.log(`${pages.length} pages in ${path.relative(process.cwd(), config.out) || config.out}`);
} finally {
  await rm(staging, { recursive: true, force: true });
}

/** What is in the folder of the output: nothing where there is none yet. Ends the command where it is no folder. */
async function listOutput(folder: string): Promise<string[]> {
  try {
    return await readdir(folder);
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return [];
    console.error(`${folder} cannot be read as a folder: ${String(error)}; set ERRDEX_OUT to a folder.`);
    process.exit(1);
  }
}
