/** `npm run official`: has each runtime list its own errors, and compares that with what is recorded. */
import { toVisibleLine } from '../src/catalog/invisible.ts';
import { loadCatalog, type Language } from '../src/catalog/load.ts';
import { formatProblem } from '../src/catalog/problem.ts';
import { hashProgram } from '../src/verify/evidence.ts';
import { startLauncher } from '../src/verify/launcher.ts';
import { openMachine } from '../src/verify/machine.ts';
import { listingOf, loadOfficial, parseList, writeOfficial, type Listing } from '../src/verify/official.ts';
import { findInstallations, runtimesOf } from '../src/verify/runtimes.ts';
import { compareVersions, type Installation } from '../src/verify/runner.ts';
import { requireSandbox } from '../src/verify/sandbox.ts';
import { runProgram } from '../src/verify/verify-entry.ts';
import { count } from './count.ts';
import { readArguments } from './read-arguments.ts';
import { readConfig } from './read-config.ts';

const USAGE = `Usage: npm run official -- [language ...] [--write] [--strict]

Runs the programs that list the errors of these languages, or of all, on the newest version that is here.
  --write   records what they print
  --strict  fails where a runtime is missing`;

const config = readConfig();
const { values: flags, positionals } = readArguments(
  USAGE,
  { write: { type: 'boolean', default: false }, strict: { type: 'boolean', default: false } },
  true,
);
const ids: readonly string[] = positionals;
await requireSandbox();
const { catalog, problems } = await loadCatalog(config.errors);
const broken = problems.filter(({ file }) => file.endsWith('/_language.yaml'));
for (const problem of broken) console.error(formatProblem(problem, config.errorsLabel));
if (broken.length > 0) process.exitCode = 1;
const { lists } = await loadOfficial(config.errors);
const unknown = ids.filter((id) => !catalog.languages.has(id));
if (unknown.length > 0) {
  console.error(`No language is named ${unknown.join(', ')}. Languages: ${[...catalog.languages.keys()].join(', ')}`);
  process.exit(2);
}
const today = new Date().toISOString().slice(0, 10);
const launcher = startLauncher();
try {
  const runtimes = runtimesOf(catalog, await findInstallations(await openMachine(launcher.execute, false)));
  for (const language of catalog.languages.values()) {
    if (ids.length > 0 && !ids.includes(language.id)) continue;
    const listing = listingOf(language);
    if (!listing) {
      console.log(`- ${language.id}  has no program that lists its errors`);
      continue;
    }
    const all = runtimes.installationsOf(listing.runner);
    if (all.length === 0) {
      if (flags.strict) process.exitCode = 1;
      console.log(
        `- ${language.id}  ${listing.runner.label} is not on this machine: npm run runtimes says how to get it`,
      );
      continue;
    }
    // What is compared with a version is a run on that version.
    const recorded = all.find(({ version }) => !flags.write && version === lists.get(language.id)?.version);
    await list(language, listing, recorded ? [recorded] : all);
  }
} finally {
  launcher.close();
}

/** Lists the errors of a language on the newest of `installations` that can; a newer one may lack what the program asks. */
async function list(language: Language, listing: Listing, installations: readonly Installation[]): Promise<void> {
  const workshop = { execute: launcher.execute, servers: undefined };
  const said: string[] = [];
  for (const installation of installations.toReversed()) {
    const { run, failure } = await runProgram({ ...listing, installation }, workshop, today);
    if (run?.exit === 0) {
      for (const each of said) console.log(`  ${each}`);
      try {
        await compare(language, listing, installation.version, parseList(run.output));
      } catch (error) {
        fail(language, String(error));
      }
      return;
    }
    const happened =
      failure?.happened ?? `ended with exit code ${String(run?.exit)}: ${run?.output.trim().split('\n').at(-1) ?? ''}`;
    said.push(`${listing.runner.label} ${installation.version} ${happened}`);
  }
  fail(language, `no version could list them:\n  ${said.join('\n  ')}`);
}

/** Says how `names` differ from what is recorded, and records them where that was asked for. */
async function compare(
  language: Language,
  { program, runner }: Listing,
  version: string,
  names: Readonly<Record<string, string>>,
): Promise<void> {
  const before = lists.get(language.id);
  const hash = hashProgram(program, runner);
  const said = `${count(Object.keys(names).length, 'name')} of ${runner.label} ${version}`;
  const differing = [
    ...Object.keys(names).filter((name) => before?.names[name] !== names[name]),
    ...Object.keys(before?.names ?? {}).filter((name) => !Object.hasOwn(names, name)),
  ];
  if (differing.length === 0 && before?.hash === hash) {
    console.log(`✓ ${language.id}  ${said}`);
  } else if (flags.write && before?.runtime === runner.label && compareVersions(before.version, version) > 0) {
    fail(language, `${said} are not recorded over those of ${before.version}, which is newer`);
  } else if (flags.write) {
    const list = { hash, runtime: runner.label, version, date: today, names: { ...names } };
    await writeOfficial(config.errors, language.id, list);
    console.log(`✓ ${language.id}  ${said}  written`);
  } else {
    const which = differing.length === 0 ? 'the program changed' : `${differing.slice(0, 8).join(', ')} …`;
    fail(language, `${said} are not as recorded (--write records them): ${which}`);
  }
}

function fail({ source }: Language, message: string): void {
  console.error(`✗ ${config.errorsLabel}/${source.file}  ${message.split('\n').map(toVisibleLine).join('\n')}`);
  process.exitCode = 1;
}
