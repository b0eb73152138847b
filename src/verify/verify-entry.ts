/**
 * Runs the programs of an entry and says what was not as declared: first a plan of what is to be run where, then each trial on
 * its own, so that they can run side by side, then what follows from all of them.
 */
import { chmod, mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { programsOf, type Entry, type Program } from '../catalog/load.ts';
import type { Kind } from '../catalog/schema.ts';
import type { DataPath } from '../catalog/yaml-source.ts';
import type { CompileServers } from './compile-server.ts';
import {
  describeMismatch,
  hashOutput,
  hashProgram,
  invocationOf,
  isAsDeclared,
  runOfSeries,
  unprovedOn,
  type Evidence,
} from './evidence.ts';
import { normalizeOutput } from './normalize.ts';
import { printedRuns, type PrintedRun } from './printed-runs.ts';
import { compareVersions, forbiddenOptions, type Installation, type Runner, type Step } from './runner.ts';
import { SANDBOX_SAID, type Execute, type SandboxedCommand, type SandboxResult } from './sandbox.ts';

/** What programs are run on. */
export interface Runtimes {
  runnerOf(entry: Entry, program: Program): Runner | undefined;
  /** The newest of each series, the oldest series first; empty where the runtime is not on this machine. */
  installationsOf(runner: Runner): readonly Installation[];
}

/** What runs programs. */
export interface Workshop {
  readonly execute: Execute;
  /** Where they can be had, compilers that stay up. */
  readonly servers: CompileServers | undefined;
}

/** One program on one installation. */
export interface Trial {
  readonly entry: Entry;
  readonly program: Program;
  readonly runner: Runner;
  readonly installation: Installation;
}

export interface Plan {
  readonly trials: readonly Trial[];
  /** Programs that cannot be run, because their runtime is not on this machine. */
  readonly skipped: readonly { readonly program: Program; readonly runner: Runner }[];
}

/** What came of running a program. */
export interface Result {
  /** What it did, the same twice; absent where it did not come to that. */
  readonly run?: PrintedRun;
  /** Whether it got past the compiler, where there is one. */
  readonly isCompiled?: boolean | undefined;
  /** Why there is no run. */
  readonly failure?: Failure;
}

export type Outcome = Trial & Result;

/** One program that did not do what it declares. */
export interface Failure {
  /** What is broken, in kebab case. */
  readonly rule:
    | 'stopped'
    | 'unrepeatable'
    | 'machine-path'
    | 'contradicts'
    | 'needless-exemption'
    | 'unrecorded'
    | 'unconfirmed'
    | 'record-differs';
  readonly program: Program;
  /** What in the entry is at fault. */
  readonly path: DataPath;
  readonly runtime: string;
  readonly version: string;
  /** What was declared, in words. */
  readonly declared: string;
  /** What happened, in words. */
  readonly happened: string;
  readonly remedy: string;
  /** What it printed. */
  readonly output: string;
}

export interface Verification {
  readonly evidence: Evidence;
  /** Program key to the output to record: that of the newest version. */
  readonly outputs: ReadonlyMap<string, string>;
  readonly failures: readonly Failure[];
  /** Where what is recorded is not what was printed; recording it again mends them. */
  readonly differences: readonly Failure[];
  /** Runs on versions that nothing is recorded of yet. */
  readonly unrecorded: number;
  /** Programs of which the page would show what they printed on a version that was not run here. */
  readonly unconfirmed: readonly Failure[];
}

/**
 * What is to be run: every program on every installation, or, of `recorded` evidence, what it lacks. An exempted entry is tried
 * with everything else, since its exemption must not outlive its reason.
 */
export function planTrials(
  entry: Entry,
  recorded: Evidence | undefined,
  runtimes: Runtimes,
  isEverything: boolean,
): Plan {
  const trials: Trial[] = [];
  const skipped: { program: Program; runner: Runner }[] = [];
  for (const program of programsOf(entry)) {
    const runner = runtimes.runnerOf(entry, program);
    // An unknown runner is a problem that reading the catalog finds.
    if (!runner) continue;
    const installations = runtimes.installationsOf(runner);
    if (entry.verify) {
      const newest = installations.at(-1);
      if (isEverything && newest && program.role === 'repro')
        trials.push({ entry, program, runner, installation: newest });
      continue;
    }
    if (installations.length === 0) {
      skipped.push({ program, runner });
      continue;
    }
    const hash = hashProgram(program, runner);
    for (const each of [...(runner.engines ?? []), runner]) {
      const all = runtimes.installationsOf(each);
      const wanted = isEverything ? all : unprovedOn(recorded?.programs[program.key], hash, each, all);
      trials.push(...wanted.map((installation) => ({ entry, program, runner: each, installation })));
    }
  }
  return { trials, skipped };
}

/** Runs one program on one installation, twice; `today` dates the run (`2026-11-22`). */
export async function runProgram(trial: Omit<Trial, 'entry'>, workshop: Workshop, today: string): Promise<Result> {
  const { program, runner, installation } = trial;
  const on = { runtime: runner.label, version: installation.version };
  const fail = (failure: Pick<Failure, 'rule' | 'declared' | 'happened' | 'remedy' | 'output'>): Result => ({
    failure: { program, path: [...program.path, 'code'], ...on, ...failure },
  });
  const forbidden = forbiddenOptions(runner, program.data.options ?? []);
  if (forbidden.length > 0) {
    const happened = `has ${forbidden.join(' ')}, which may make a compiler run something else`;
    return fail({ rule: 'stopped', declared: 'options of the language', happened, remedy: 'leave it out', output: '' });
  }
  const twice = await runTwice(trial, workshop).catch(String);
  if (typeof twice === 'string') {
    const remedy = 'mend its files, or what it says of this machine';
    return fail({
      rule: 'stopped',
      declared: 'can be run',
      happened: `could not be run: ${twice}`,
      remedy,
      output: '',
    });
  }
  const { first, second, isCompiled, machinePaths } = twice;
  const { output, exit, stopped } = first;
  if (stopped?.startsWith(SANDBOX_SAID)) {
    const remedy = 'mend what it says; it is about this machine, not about the program';
    return fail({ rule: 'stopped', declared: 'runs in the sandbox', happened: stopped, remedy, output });
  }
  if (stopped !== undefined) {
    const remedy = 'make it end by itself, within the limits';
    return fail({ rule: 'stopped', declared: 'ends by itself', happened: `was stopped: ${stopped}`, remedy, output });
  }
  if (output !== second.output || exit !== second.exit) {
    const happened =
      exit === second.exit
        ? `printed two different things in two runs: ${describeDifference(output, second.output)}`
        : `ended with exit code ${String(exit)}, and then with ${String(second.exit)}`;
    const remedy = 'take out what varies: clocks, random numbers, the order of threads, of a hash, of a folder';
    return fail({ rule: 'unrepeatable', declared: 'does the same each time', happened, remedy, output });
  }
  const leaked = machinePaths.find((each) => output.includes(each));
  if (leaked !== undefined) {
    const happened = `printed ${leaked}, a path of the machine that ran it`;
    const remedy = 'print nothing of where it runs';
    return fail({ rule: 'machine-path', declared: 'prints nothing of the machine', happened, remedy, output });
  }
  const run = { ...on, date: today, exit, output };
  return { run, isCompiled };
}

/**
 * What follows from the outcomes of an entry's trials. What is recorded of versions that were not run is kept, as long as the
 * program is the same; `recorded` is the evidence so far.
 */
export function concludeEntry(
  entry: Entry,
  recorded: Evidence | undefined,
  runtimes: Runtimes,
  outcomes: readonly Outcome[],
): Verification {
  const programs: Record<string, Evidence['programs'][string]> = {};
  const outputs = new Map<string, string>();
  const failures = outcomes.flatMap(({ failure }) => failure ?? []);
  const differences: Failure[] = [];
  const unconfirmed: Failure[] = [];
  let unrecorded = 0;

  for (const program of programsOf(entry)) {
    const runner = runtimes.runnerOf(entry, program);
    if (!runner) continue;
    const own = outcomes.filter((outcome) => outcome.program.key === program.key);
    if (entry.verify) {
      failures.push(...own.flatMap((outcome) => checkExemption(entry, outcome)));
      continue;
    }
    const hash = hashProgram(program, runner);
    const before = recorded?.programs[program.key];
    if (own.length === 0) {
      if (before?.hash === hash) programs[program.key] = before;
      continue;
    }
    const kept = printedRuns(program, recorded, runner);
    const runs = mergeRuns(kept, own, runner);
    const newest = runs.at(-1);
    if (newest === undefined) continue;
    const newOutcome = own.find(({ run }) => run === newest);
    if (newOutcome && !isAsDeclared(entry, program, newest)) {
      const remedy = 'mend the program, the messages, or what it declares';
      const mismatch = describeMismatch(entry, program, newest);
      failures.push(failureOf(newOutcome, newest, { rule: 'contradicts', ...mismatch, remedy }));
    }
    const newestHere = own.findLast((outcome) => outcome.runner === runner);
    if (
      newOutcome === undefined &&
      newestHere?.run &&
      findSameVersion(
        own.flatMap(({ run }) => run ?? []),
        newest,
      ) === undefined
    ) {
      const remedy = 'record it on a version that npm run runtimes -- --install gives';
      const declared = `what ${newest.runtime} ${newest.version} printed`;
      const words = { declared, happened: 'was not run on that version here', remedy };
      unconfirmed.push(failureOf(newestHere, newest, { rule: 'unconfirmed', ...words }));
      if (!isAsDeclared(entry, program, newestHere.run)) {
        const mismatch = describeMismatch(entry, program, newestHere.run);
        unconfirmed.push(
          failureOf(newestHere, newestHere.run, { rule: 'contradicts', ...mismatch, remedy: 'mend the program' }),
        );
      }
    }
    if (newOutcome && program.role === 'repro') failures.push(...checkPlace(entry, newOutcome, newest));
    differences.push(...own.flatMap((outcome) => compareWithRecord(outcome, outcome === newOutcome, kept)));
    unrecorded += own.filter(({ run }) => run !== undefined && findSameVersion(kept, run) === undefined).length;
    // Without a run of its own runtime an engine's would stand for it.
    if (newest.runtime !== runner.label) continue;
    outputs.set(program.key, newest.output);
    programs[program.key] = {
      hash,
      outputHash: hashOutput(newest.output),
      runs: runs.map(({ output, ...run }) => (output === newest.output ? run : { ...run, output })),
    };
  }
  return { evidence: { programs }, outputs, failures, differences, unrecorded, unconfirmed };
}

/** Kinds of error that a compiler reports, and those that only a program that runs can meet. */
const FAILS_IN: Partial<Record<Kind, 'the compiler' | 'the program'>> = {
  'compile-error': 'the compiler',
  exception: 'the program',
  panic: 'the program',
  signal: 'the program',
};

/** Where a trigger failed in the compiler and the error is one of programs, or the other way round. */
function checkPlace(entry: Entry, outcome: Outcome, run: PrintedRun): Failure[] {
  const declared = FAILS_IN[entry.kind];
  // An interpreter is both.
  if (declared === undefined || outcome.isCompiled === undefined) return [];
  const happened = outcome.isCompiled ? 'the program' : 'the compiler';
  if (happened === declared) return [];
  const remedy = 'mend the program, or the `kind` of the entry';
  const words = { declared: `fails in ${declared}, as ${entry.kind} says`, happened: `failed in ${happened}`, remedy };
  return [failureOf(outcome, run, { rule: 'contradicts', ...words })];
}

/** The runs of a program to record: what was just run in the place of an older release of its series; other engines first. */
function mergeRuns(kept: readonly PrintedRun[], outcomes: readonly Outcome[], runner: Runner): PrintedRun[] {
  const fresh = outcomes.flatMap((outcome) => {
    const { run } = outcome;
    if (run === undefined) return [];
    const before = runOfSeries(kept, outcome.runner, run.version);
    // Where this machine is behind, what is recorded of a newer release of the series stays.
    return before !== undefined && compareVersions(before.version, run.version) > 0 ? [] : [{ run, before }];
  });
  const replaced = new Set(fresh.map(({ before }) => before));
  const runs = [...kept.filter((run) => !replaced.has(run)), ...fresh.map(({ run }) => run)];
  return runs.sort(
    (a, b) =>
      Number(a.runtime === runner.label) - Number(b.runtime === runner.label) ||
      a.runtime.localeCompare(b.runtime, 'en') ||
      compareVersions(a.version, b.version),
  );
}

/** Where a run did something else than is recorded: of its own version, and in the entry where it is the newest. */
function compareWithRecord(outcome: Outcome, isNewest: boolean, kept: readonly PrintedRun[]): Failure[] {
  const { run, program } = outcome;
  if (run === undefined) return [];
  const remedy = 'look at what it does; where that is right, run this with --write';
  const before = findSameVersion(kept, run);
  if (before !== undefined && before.exit !== run.exit) {
    const declared = `exit code ${String(before.exit)}, as recorded`;
    const happened = `ended with exit code ${String(run.exit)}`;
    return [failureOf(outcome, run, { rule: 'record-differs', declared, happened, remedy })];
  }
  if (isNewest && program.data.output === undefined) {
    const happened = 'was run, and nothing is recorded of it';
    return [failureOf(outcome, run, { rule: 'unrecorded', declared: 'no output', happened, remedy })];
  }
  // A newer release may well print something else, and contradicts nothing that was said of the one before.
  const isNewRelease = before === undefined && kept.length > 0;
  const recorded = isNewest && !isNewRelease ? program.data.output : before?.output;
  if (recorded === undefined || recorded === run.output) return [];
  const happened = `printed something else: ${describeDifference(recorded, run.output)}`;
  const failure = failureOf(outcome, run, {
    rule: 'record-differs',
    declared: 'the recorded output',
    happened,
    remedy,
  });
  return [isNewest ? { ...failure, path: [...program.path, 'output'] } : failure];
}

function findSameVersion(runs: readonly PrintedRun[], run: PrintedRun): PrintedRun | undefined {
  return runs.find(({ runtime, version }) => runtime === run.runtime && version === run.version);
}

function checkExemption(entry: Entry, outcome: Outcome): Failure[] {
  const { run, program } = outcome;
  if (run === undefined || !isAsDeclared(entry, program, run)) return [];
  const failure = failureOf(outcome, run, {
    rule: 'needless-exemption',
    declared: `it cannot be run: ${entry.verify?.skip ?? ''}`,
    happened: 'ran, and raised the error',
    remedy: 'take out `verify`, and run this with --write',
  });
  return [{ ...failure, path: ['verify', 'skip'] }];
}

function failureOf(
  { program }: Outcome,
  { runtime, version, output }: PrintedRun,
  what: Pick<Failure, 'rule' | 'declared' | 'happened' | 'remedy'>,
): Failure {
  return { program, path: [...program.path, 'code'], runtime, version, output, ...what };
}

/** The first line in which two outputs differ, in words. */
export function describeDifference(expected: string, actual: string): string {
  const [before, after] = [expected.split('\n'), actual.split('\n')];
  const index = before.findIndex((line, at) => line !== after[at]);
  const at = index === -1 ? before.length : index;
  const quote = (line: string | undefined): string => (line === undefined ? 'the end' : JSON.stringify(line));
  return `line ${String(at + 1)} is ${quote(after[at])}, not ${quote(before[at])}`;
}

interface TwoRuns {
  readonly first: SandboxResult;
  readonly second: SandboxResult;
  /** Whether every step but the last went well; `undefined` where there is but one. */
  readonly isCompiled: boolean | undefined;
  /** What must not be printed. */
  readonly machinePaths: readonly string[];
}

/** Runs the steps of a program, and the last of them once more. The outputs are normalized. */
async function runTwice(
  { program, runner, installation }: Omit<Trial, 'entry'>,
  { execute, servers }: Workshop,
): Promise<TwoRuns> {
  const scratch = await mkdtemp(path.join(tmpdir(), 'errdex-'));
  try {
    const folder = path.join(scratch, 'app');
    const buildFolder = path.join(scratch, 'build');
    const { code, setup = '', files: beside = {}, stdin = '' } = program.data;
    const invocation = invocationOf(program, runner);
    const files = { ...beside, [invocation.filename]: runnableText(setup, code) };
    await mkdir(folder);
    await mkdir(buildFolder);
    await writeFiles(folder, Object.entries(files));
    // The sandbox's user is not the one who runs this.
    await chmod(scratch, 0o755);
    await chmod(buildFolder, 0o777);

    const steps = runner.steps(installation, invocation);
    const jobOf = (step: Step): SandboxedCommand => ({
      command: step.command,
      system: installation.system,
      mounts: [...installation.mounts, ...(step.mounts ?? [])],
      writable: step.writable ?? [],
      folder,
      buildFolder,
      builds: step !== steps.at(-1),
      env: runner.env ?? {},
      stdin,
      seconds: runner.seconds,
      memory: runner.memory,
    });
    const runStep = async (step: Step): Promise<SandboxResult> => {
      for (const { from } of step.writable ?? []) {
        await mkdir(from, { recursive: true });
        await chmod(from, 0o777);
      }
      const { server } = step;
      const compiled =
        server && (await servers?.compile(server, installation, invocation.filename, files, runner.seconds));
      if (!compiled) return execute(jobOf(step));
      await writeFiles(buildFolder, compiled.built);
      return { exit: compiled.exit, output: compiled.output, stopped: undefined };
    };

    let before = '';
    for (const step of steps) {
      const result = await runStep(step);
      if (step !== steps.at(-1) && result.exit === 0 && result.stopped === undefined) {
        before += result.output;
        continue;
      }
      const first = { ...result, output: normalizeOutput(before + result.output) };
      // What was stopped once would only be stopped again.
      const again = result.stopped === undefined ? await runStep(step) : result;
      const second = { ...again, output: normalizeOutput(before + again.output) };
      const mounts = jobOf(step).mounts.map(({ from }) => from);
      const isCompiled = steps.length === 1 ? undefined : step === steps.at(-1);
      return { first, second, isCompiled, machinePaths: [scratch, process.cwd(), ...mounts] };
    }
    throw new Error(`runner ${runner.id} has no steps`);
  } finally {
    // A compiler may have left what cannot be removed; that is no reason to lose what was seen.
    await rm(scratch, { recursive: true, force: true }).catch(() => undefined);
  }
}

async function writeFiles(folder: string, files: Iterable<readonly [string, string | Buffer]>): Promise<void> {
  for (const [name, content] of files) {
    const file = path.join(folder, name);
    await mkdir(path.dirname(file), { recursive: true });
    await writeFile(file, content);
  }
}

/** The whole file that is run: the setup, then the code as the page shows it. */
export function runnableText(setup: string, code: string): string {
  return setup === '' || setup.endsWith('\n') ? setup + code : `${setup}\n${code}`;
}
