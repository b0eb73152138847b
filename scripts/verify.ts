/** `npm run verify`: runs the programs of entries and compares what they do with what is declared and recorded. */
import { readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { checkPlaceholders } from '../src/catalog/checks/todo.ts';
import { loadCatalog, programsOf, type Entry } from '../src/catalog/load.ts';
import { toVisibleLine } from '../src/catalog/invisible.ts';
import { formatAnnotation, formatProblem, type Problem } from '../src/catalog/problem.ts';
import { CompileServers } from '../src/verify/compile-server.ts';
import { isAsDeclared, loadEvidence, writeEvidence } from '../src/verify/evidence.ts';
import { startLauncher } from '../src/verify/launcher.ts';
import { openMachine } from '../src/verify/machine.ts';
import { compareVersions, type Runner } from '../src/verify/runner.ts';
import { findInstallations, missingSources, runtimesOf } from '../src/verify/runtimes.ts';
import { requireSandbox } from '../src/verify/sandbox.ts';
import { runUnsandboxed } from '../src/verify/unsandboxed.ts';
import { entriesOfShard, planEntries, verifyEntries, type VerifiedEntry } from '../src/verify/verify-entries.ts';
import type { Failure } from '../src/verify/verify-entry.ts';
import { setOutputs } from '../src/verify/write-outputs.ts';
import { changedEntries, changedFiles } from './changed-files.ts';
import { count } from './count.ts';
import { startProgress } from './progress.ts';
import { readArguments } from './read-arguments.ts';
import { readConfig } from './read-config.ts';

const USAGE = `Usage: npm run verify -- [what] [how]

What is run: every program whose evidence is missing or stale, or all programs of
  python/key-error python ...  these entries, and those of these languages
  --changed                    the entries that differ from the main branch
  --all                        every entry
  --shard 2/4                  of any of these, the second quarter

How:
  --write                records what they print, in the entries and in their evidence
  --strict               fails where a runtime is missing
  --json                 prints the result as JSON
  --unsafe-no-sandbox    runs them as you, with nothing between them and this machine`;

const config = readConfig();
const { values: flags, positionals } = readArguments(
  USAGE,
  {
    all: { type: 'boolean', default: false },
    changed: { type: 'boolean', default: false },
    shard: { type: 'string' },
    write: { type: 'boolean', default: false },
    strict: { type: 'boolean', default: false },
    json: { type: 'boolean', default: false },
    'unsafe-no-sandbox': { type: 'boolean', default: false },
  },
  true,
);
const names = positionals.map(toId);
if (Number(flags.all) + Number(flags.changed) + Number(names.length > 0) > 1) {
  misuse(`Names, --changed and --all each say which entries: give one of them.\n\n${USAGE}`);
}
const shard = readShard(flags.shard);
if (!flags['unsafe-no-sandbox']) await requireSandbox().catch(misuse);
const isJson = flags.json;

const { catalog, problems } = await loadCatalog(config.errors);
const { evidence } = await loadEvidence(config.errors);
const changed = flags.changed ? await changedFiles(config.errors).catch(misuse) : new Set<string>();
const entries = selectEntries();
const wanted = ({ file }: Problem): boolean => names.length === 0 || names.some((name) => isNamed(toId(file), name));
const unread = problems.filter(wanted);
const unfinished = new Set([...checkPlaceholders(catalog)].map(({ file }) => file));
const begun = entries.filter(({ source }) => unfinished.has(source.file));
for (const problem of unread) console.error(formatProblem(problem, config.errorsLabel));
for (const { source } of begun) {
  console.error(
    `✗ ${config.errorsLabel}/${source.file}  is not run before it is written: npm run check lists its TODOs`,
  );
}

const launcher = flags['unsafe-no-sandbox'] ? undefined : startLauncher();
const execute = launcher?.execute ?? runUnsandboxed;
const machine = await openMachine(execute, flags['unsafe-no-sandbox']);
const installations = await findInstallations(machine);
const runtimes = runtimesOf(catalog, installations);
const isEverything = names.length > 0 || flags.all || flags.changed;
const finished = entries.filter((entry) => !begun.includes(entry));
const plans = planEntries(finished, evidence, runtimes, isEverything);

const trials = plans.reduce((sum, plan) => sum + plan.trials.length, 0);
const progress = startProgress(trials, process.stderr);
const servers = flags['unsafe-no-sandbox'] ? undefined : new CompileServers();
const failures: { readonly entry: Entry; readonly failure: Failure }[] = [];
let written = 0;
let unrecorded = 0;
try {
  await verifyEntries(
    plans,
    evidence,
    runtimes,
    { execute, servers },
    ({ id }) => {
      progress.advance(id);
    },
    report,
  );
} finally {
  await servers?.close();
  launcher?.close();
  progress.end();
}
summarize();

/** Says what came out of an entry, and records it where that was asked for and nothing failed. */
async function report(verified: VerifiedEntry): Promise<void> {
  const { entry, outputs, evidence: proved, trials: own } = verified;
  const failed = [
    ...verified.failures,
    ...(flags.write ? [] : verified.differences),
    ...(isClaimed(entry) ? verified.unconfirmed : []),
  ];
  failures.push(...failed.map((failure) => ({ entry, failure })));
  // What a program does on one version it mostly does on all: said once, as the newest of them put it.
  const alike = Map.groupBy(failed, ({ program, rule }) => `${program.key} ${rule}`);
  for (const each of alike.values()) {
    progress.clear();
    describeFailures(entry, each.toSorted(compareRuns));
  }
  if (failed.length > 0) return;
  if (flags.write && outputs.size > 0) {
    const file = path.join(config.errors, entry.source.file);
    await writeFile(file, setOutputs(await readFile(file, 'utf8'), entry, outputs));
    await writeEvidence(config.errors, entry.id, proved);
    written += 1;
  } else unrecorded += verified.unrecorded;
  if (isJson || own.length === 0) return;
  progress.clear();
  console.log(`✓ ${entry.id}${flags.write ? '  written' : ''}${describeOlder(verified)}`);
}

/** Whether evidence comes with the change that is judged, so that what it says must be seen here too. */
function isClaimed({ id }: Entry): boolean {
  return flags.strict && changed.has(`_evidence/${id}.json`);
}

function compareRuns(a: Failure, b: Failure): number {
  return a.runtime.localeCompare(b.runtime, 'en') || compareVersions(a.version, b.version);
}

/** Describes failures that are alike, the newest last. */
function describeFailures(entry: Entry, alike: readonly Failure[]): void {
  const newest = alike.at(-1);
  if (newest === undefined) return;
  const { program, declared, happened, remedy, output, rule } = newest;
  const { line, column } = entry.source.locate(newest.path);
  const where = [...Map.groupBy(alike, ({ runtime }) => runtime)]
    .map(([runtime, own]) => `${runtime} ${own.map(({ version }) => version).join(', ')}`)
    .join('; ');
  if (process.env['GITHUB_ACTIONS'] === 'true') {
    const message = `${program.key} on ${where} ${happened}; declared: ${declared}`;
    const problem = { file: entry.source.file, line, column, rule, message, remedy };
    console.error(formatAnnotation(problem, config.errorsLabel));
  }
  if (isJson) return;
  console.error(
    [
      `✗ ${config.errorsLabel}/${entry.source.file}:${line}  ${program.key} on ${where}`,
      `    declared:  ${declared}`,
      `    happened:  ${toVisibleLine(happened)}`,
      `    mend:      ${remedy}`,
      ...(output === '' ? [] : ['    printed:', shorten(output).replace(/^/gm, '      │ ')]),
    ].join('\n'),
  );
}

/** The first lines of an output, for a terminal. */
function shorten(output: string): string {
  const lines = output.trimEnd().split('\n');
  const shown = lines.slice(0, 20).map((each) => toVisibleLine(each.slice(0, 200)));
  return [...shown, ...(lines.length > 20 ? [`… and ${lines.length - 20} more lines`] : [])].join('\n');
}

/** The versions on which a program did not do what it declares: no failure of the entry, but worth a look. */
function describeOlder({ entry, evidence: proved, outputs }: VerifiedEntry): string {
  const differing = [...programsOf(entry)].flatMap((program) => {
    const output = outputs.get(program.key);
    const recorded = output === undefined ? program : { ...program, data: { ...program.data, output } };
    const runs = proved.programs[program.key]?.runs ?? [];
    const others = runs.filter((run) => !isAsDeclared(entry, recorded, run));
    const versions = others.map(({ runtime, version }) => `${runtime} ${version}`);
    return versions.length === 0 ? [] : [`${program.key} not on ${versions.join(', ')}`];
  });
  return differing.length === 0 ? '' : `  (${differing.join('; ')})`;
}

/** Says what was run, what could not be, and sets the exit code. */
function summarize(): void {
  const skipped = Map.groupBy(
    plans.flatMap((plan) => plan.skipped.map(({ program, runner }) => ({ ...plan, program, runner }))),
    ({ runner }) => runner,
  );
  const missing = flags.strict ? findMissing() : [];
  const isFailed =
    failures.length > 0 ||
    unread.length > 0 ||
    begun.length > 0 ||
    (flags.strict && (skipped.size > 0 || missing.length > 0));
  process.exitCode = isFailed ? 1 : 0;
  if (isJson) {
    const result = {
      entries: plans.map(({ entry }) => entry.id),
      trials,
      failures: failures.map(({ entry, failure: { program, path: at, ...failure } }) => ({
        file: `${config.errorsLabel}/${entry.source.file}`,
        ...entry.source.locate(at),
        program: program.key,
        ...failure,
      })),
      skipped: [...skipped].map(([runner, programs]) => ({
        runtime: runner.label,
        programs: programs.map(({ entry, program }) => `${entry.id} ${program.key}`),
      })),
      missing,
    };
    console.log(JSON.stringify(result, undefined, 2));
    return;
  }
  for (const [runner, programs] of skipped) {
    const ids = new Set(programs.map(({ entry }) => entry.id));
    const what = `${count(programs.length, 'program')} not run (${[...ids].join(', ')})`;
    console.error(`- ${runner.label} is not on this machine: ${what}; npm run runtimes says how to get it`);
  }
  for (const each of missing) console.error(`✗ ${each}: run npm run runtimes -- --install`);
  const programs = new Set(plans.flatMap((plan) => plan.trials.map(({ program }) => program))).size;
  const all = plans.reduce((sum, { entry }) => sum + [...programsOf(entry)].length, 0);
  const rest = isEverything ? '' : `, ${all - programs} unchanged since they were run`;
  const failed = failures.length === 0 ? '' : `, ${count(failures.length, 'failure')}`;
  const kept = written === 0 ? '' : `, ${count(written, 'entry', 'entries')} written`;
  const fresh = unrecorded === 0 ? '' : `, ${unrecorded} of them new (--write records them)`;
  console.log(`${count(programs, 'program')} run on ${count(trials, 'version')}${fresh}${rest}${kept}${failed}`);
}

/** The sources of the runtimes that the chosen entries need, and that this machine has nothing from. */
function findMissing(): string[] {
  const used = new Set<Runner>();
  for (const { entry } of plans.filter((plan) => plan.entry.verify === undefined)) {
    for (const program of programsOf(entry)) {
      const runner = runtimes.runnerOf(entry, program);
      for (const each of runner ? [runner, ...(runner.engines ?? [])] : []) used.add(each);
    }
  }
  return [...used].flatMap((runner) =>
    missingSources(runner, installations.get(runner.id) ?? []).map(
      (source) => `${runner.label} of ${source} is missing`,
    ),
  );
}

function selectEntries(): Entry[] {
  const all = [...catalog.entries.values()];
  const ids = flags.changed ? new Set(changedEntries(changed, catalog.entries.keys())) : undefined;
  const wanted = all.filter(({ id }) =>
    ids === undefined ? names.length === 0 || names.some((name) => isNamed(id, name)) : ids.has(id),
  );
  const known = [...catalog.entries.keys(), ...problems.map(({ file }) => toId(file))];
  const unmatched = names.filter((name) => !known.some((id) => isNamed(id, name)));
  if (unmatched.length > 0) {
    misuse(`No entry is named ${unmatched.join(', ')}; name an id such as python/key-error, or a language.`);
  }
  return shard ? entriesOfShard(wanted, shard.number, shard.of) : wanted;
}

function isNamed(id: string, name: string): boolean {
  return id === name || id.startsWith(`${name}/`);
}

/** An entry may be named as `npm run check` prints it: `errors/python/key-error.yaml`. */
function toId(name: string): string {
  return name
    .replace(`${config.errorsLabel}/`, '')
    .replace(/\.yaml$/, '')
    .replace(/\/$/, '');
}

/** Which part of how many; `undefined` where all of it is wanted. */
function readShard(text: string | undefined): { number: number; of: number } | undefined {
  if (text === undefined) return undefined;
  const [, number = 0, of = 0] = (/^(\d{1,4})\/(\d{1,4})$/.exec(text) ?? []).map(Number);
  if (number < 1 || number > of) misuse(`--shard ${text} is no part of a whole: the second of four is --shard 2/4`);
  return { number, of };
}

/** Ends the command as one that was not asked rightly. */
function misuse(error: unknown): never {
  console.error(error instanceof Error ? error.message : error);
  process.exit(2);
}
