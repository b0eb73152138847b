/**
 * `npm run -s errdex -- <command>`, or this file itself from any folder: the program on this clone's catalog. What it is made of
 * is kept under a fingerprint of the sources and of the catalog, so that it is made when one of them changed and never while
 * someone else runs it; a start otherwise costs a look at the files. Only what that takes is imported up here.
 */
import { createHash } from 'node:crypto';
import { existsSync, readdirSync, statSync } from 'node:fs';
import { readdir, readFile, rename, rm, stat, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { pathToFileURL } from 'node:url';

const ROOT = path.dirname(import.meta.dirname);
const CACHE = path.join(ROOT, '.cache/errdex');
const PROBLEMS = 'problems.txt';
const { ERRDEX_ERRORS: given } = process.env;
/** As `src/config.ts` has it, which takes longer to load than all that is done here. */
const errors = given === undefined ? path.join(ROOT, 'errors') : path.resolve(given);
/** What the program and its data are made from. */
const SOURCES = [...['src', 'scripts', 'package-lock.json'].map((name) => path.join(ROOT, name)), errors];
/** Earlier ones that are kept, for those who still run them. */
const KEPT = 4;

const folder = path.join(CACHE, fingerprint());
if (!existsSync(folder)) await make();
const problems = await readFile(path.join(folder, PROBLEMS), 'utf8').catch(() => '');
process.stderr.write(problems);
// npm runs this in the project's folder; files are named from where the reader is.
const { npm_lifecycle_event: script, INIT_CWD: startedIn } = process.env;
if (script === 'errdex' && startedIn !== undefined) process.chdir(startedIn);
await import(pathToFileURL(path.join(folder, 'errdex.js')).href);

/** Hash of name, size and time of every source, and of the settings that a site is made with. */
function fingerprint(): string {
  const hash = createHash('sha256');
  for (const [name, value] of Object.entries(process.env).sort()) {
    if (name.startsWith('ERRDEX_')) hash.update(`${name}=${value ?? ''}\n`);
  }
  const look = (file: string): void => {
    const found = statSync(file, { throwIfNoEntry: false });
    if (!found) return;
    if (!found.isDirectory()) hash.update(`${file} ${found.size} ${found.mtimeMs}\n`);
    else for (const name of readdirSync(file).sort()) look(path.join(file, name));
  };
  for (const source of SOURCES) look(source);
  return hash.digest('hex').slice(0, 16);
}

/** Makes {@link folder} beside its place and moves it there; where another start was faster, its own is used. */
async function make(): Promise<void> {
  const [{ loadCatalog }, { formatProblem }, { loadEvidence }, { count }, { makeCli }, { readConfig }] =
    await Promise.all([
      import('../src/catalog/load.ts'),
      import('../src/catalog/problem.ts'),
      import('../src/verify/evidence.ts'),
      import('./count.ts'),
      import('./make-cli.ts'),
      import('./read-config.ts'),
    ]);
  // The catalog is this clone's own, wherever the reader is, unless one was given.
  const startedIn = process.cwd();
  if (given === undefined) process.chdir(ROOT);
  const config = readConfig();
  process.chdir(startedIn);
  const loaded = await loadCatalog(config.errors);
  const { evidence, problems: evidenceProblems } = await loadEvidence(config.errors);
  const found = [...loaded.problems, ...evidenceProblems];
  const staging = `${folder}-${process.pid}`;
  try {
    await makeCli(staging, config, loaded.catalog, evidence);
    if (found.length > 0) {
      const lines = found.slice(0, 3).map((problem) => `${formatProblem(problem, config.errorsLabel)}\n`);
      const rest = `errdex: the catalog has ${count(found.length, 'problem')}, and the rest of it is used; npm run check prints all\n`;
      await writeFile(path.join(staging, PROBLEMS), lines.join('') + rest);
    }
    await rename(staging, folder).catch((error: unknown) => {
      if (!existsSync(folder)) throw error;
    });
  } finally {
    await rm(staging, { recursive: true, force: true });
  }
  await removeEarlier();
}

/** Removes all but the latest few. */
async function removeEarlier(): Promise<void> {
  const names = (await readdir(CACHE)).filter((name) => /^[0-9a-f]{16}$/.test(name));
  const dated = await Promise.all(
    names.map(async (name) => ({
      name,
      time: (await stat(path.join(CACHE, name)).catch(() => undefined))?.mtimeMs ?? 0,
    })),
  );
  const old = dated.sort((a, b) => b.time - a.time).slice(KEPT);
  for (const { name } of old) await rm(path.join(CACHE, name), { recursive: true, force: true });
}
