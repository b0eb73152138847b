/**
 * `npm run build`: checks the catalog and renders it. The new site is made beside the old one and takes its place only
 * when it is whole, so that a build that fails leaves the earlier output as it was.
 */
import { readdir, rename, rm } from 'node:fs/promises';
import path from 'node:path';
import { formatProblem } from '../src/catalog/problem.ts';
import { readConfig } from './read-config.ts';
import { openCatalog } from '../src/open-catalog.ts';

process.env['ASTRO_TELEMETRY_DISABLED'] = '1';

/** A file that every built site has: a folder with it is an earlier output and may be replaced. */
const OUTPUT_MARK = 'lookup.json';

const config = readConfig();
const { problems } = await openCatalog(config.errors);
if (problems.length > 0) {
  for (const problem of problems) console.error(formatProblem(problem, config.errorsLabel));
  console.error(`\nNothing was built: ${String(problems.length)} ${problems.length === 1 ? 'problem' : 'problems'}.`);
  process.exit(1);
}

const present: string[] = await readdir(config.out).catch(() => []);
if (present.length > 0 && !present.includes(OUTPUT_MARK)) {
  console.error(
    `${config.out} holds files and is no site built by this program; empty it, or set ERRDEX_OUT to another folder.`,
  );
  process.exit(1);
}

const staging = path.join(path.dirname(config.out), `.${path.basename(config.out)}-${String(process.pid)}`);
const replaced = `${staging}-old`;
try {
  const { build } = await import('astro');
  await build({ outDir: staging, logLevel: 'warn' });
  if (present.length > 0) await rename(config.out, replaced);
  else await rm(config.out, { recursive: true, force: true });
  await rename(staging, config.out);
  const pages = (await readdir(config.out, { recursive: true })).filter((name) => name.endsWith('.html'));
  console.log(`${String(pages.length)} pages in ${path.relative(process.cwd(), config.out) || config.out}`);
} finally {
  await rm(staging, { recursive: true, force: true });
  await rm(replaced, { recursive: true, force: true });
}
