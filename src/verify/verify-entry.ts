/** Runs every program of an entry on every version of its runtime, and says what was not as declared. */
import { chmod, mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { Entry, Program } from '../catalog/load.ts';
import { programsOf } from '../catalog/load.ts';
import type { Evidence, Run } from './evidence.ts';
import { describeMismatch, hashOutput, hashProgram, isAsDeclared } from './evidence.ts';
import { normalizeOutput } from './normalize.ts';
import { compareVersions, type Installation, type Runner } from './runner.ts';
import { runInSandbox, type SandboxResult } from './sandbox.ts';

/** A runner with the versions of its runtime that this machine has, the newest last. */
export interface ReadyRunner {
  readonly runner: Runner;
  readonly installations: readonly Installation[];
}

/** One program that did not do what it declares. */
export interface Failure {
  readonly program: Program;
  /** Runtime and version, where one was at fault. */
  readonly where: string;
  /** What was declared and what happened, in words. */
  readonly message: string;
  /** What it printed. */
  readonly output: string;
}

export interface Verification {
  readonly evidence: Evidence;
  /** Program key to the output to record: that of the newest version. */
  readonly outputs: ReadonlyMap<string, string>;
  readonly failures: readonly Failure[];
  /** Programs that were not run, because their runtime is not on this machine. */
  readonly skipped: readonly Program[];
}

/**
 * Verifies `entry`. What is recorded of versions that this machine does not have is kept, as long as the program is the same;
 * `recorded` is the evidence so far, `ready` gives the runner of a program, and `today` dates the runs (`2026-11-22`).
 */
export async function verifyEntry(
  entry: Entry,
  recorded: Evidence | undefined,
  ready: (program: Program) => ReadyRunner,
  today: string,
): Promise<Verification> {
  const programs: Record<string, Evidence['programs'][string]> = {};
  const outputs = new Map<string, string>();
  const failures: Failure[] = [];
  const skipped: Program[] = [];

  for (const program of programsOf(entry)) {
    const { runner, installations } = ready(program);
    const hash = hashProgram(program, runner);
    const found = recorded?.programs[program.key];
    const kept = found?.hash === hash ? found : undefined;
    if (installations.length === 0) {
      skipped.push(program);
      if (kept) programs[program.key] = kept;
      continue;
    }
    const isHere = (version: string): boolean => installations.some((installation) => installation.version === version);
    const runs: PrintedRun[] = (kept?.runs ?? [])
      .filter(({ version }) => !isHere(version))
      .map((run) => ({ ...run, output: run.output ?? program.data.output ?? '' }));
    for (const installation of installations) {
      const where = `${runner.label} ${installation.version}`;
      const first = await runProgram(program, runner, installation);
      const second = await runProgram(program, runner, installation);
      if (first.stopped !== undefined) {
        failures.push({ program, where, message: `was stopped: ${first.stopped}`, output: first.output });
        continue;
      }
      if (first.output !== second.output || first.exit !== second.exit) {
        const output = `${first.output}\n--- and then ---\n${second.output}`;
        failures.push({ program, where, message: 'printed two different things in two runs', output });
        continue;
      }
      runs.push({
        runtime: runner.label,
        version: installation.version,
        date: today,
        exit: first.exit,
        output: first.output,
      });
    }
    const newest = runs.sort((a, b) => compareVersions(a.version, b.version)).at(-1);
    if (newest === undefined) continue;
    if (!isAsDeclared(entry, program, newest)) {
      failures.push({
        program,
        where: `${newest.runtime} ${newest.version}`,
        message: describeMismatch(entry, program, newest),
        output: newest.output,
      });
    }
    outputs.set(program.key, newest.output);
    programs[program.key] = {
      hash,
      outputHash: hashOutput(newest.output),
      runs: runs.map(({ output, ...run }) => (output === newest.output ? run : { ...run, output })),
    };
  }
  return { evidence: { programs }, outputs, failures, skipped };
}

/** A run with what it printed, wherever that is recorded. */
type PrintedRun = Run & { readonly output: string };

/** Runs one program once; the output is normalized. */
async function runProgram(program: Program, runner: Runner, installation: Installation): Promise<SandboxResult> {
  const scratch = await mkdtemp(path.join(tmpdir(), 'errdex-'));
  try {
    const folder = path.join(scratch, 'app');
    const buildFolder = path.join(scratch, 'build');
    const { code, setup = '', files = {}, stdin = '', args = [], filename = runner.filename } = program.data;
    await mkdir(folder);
    await mkdir(buildFolder);
    for (const [name, content] of Object.entries({ ...files, [filename]: runnableText(setup, code) })) {
      await mkdir(path.dirname(path.join(folder, name)), { recursive: true });
      await writeFile(path.join(folder, name), content);
    }
    // The sandbox's user is not the one who runs this.
    await chmod(scratch, 0o755);
    await chmod(buildFolder, 0o777);
    let output = '';
    let result: SandboxResult | undefined;
    const steps = runner.steps(installation, filename, args);
    for (const step of steps) {
      result = await runInSandbox({
        command: step.command,
        folder,
        buildFolder,
        builds: step !== steps.at(-1),
        mounts: installation.mounts,
        writable: step.writable ?? [],
        env: runner.env ?? {},
        stdin,
        seconds: runner.seconds,
        memory: runner.memory,
      });
      output += result.output;
      if (result.exit !== 0 || result.stopped !== undefined) break;
    }
    if (result === undefined) throw new Error(`runner ${runner.id} has no steps`);
    return { ...result, output: normalizeOutput(output) };
  } finally {
    await rm(scratch, { recursive: true, force: true });
  }
}

/** The whole file that is run: the setup, then the code as the page shows it. */
export function runnableText(setup: string, code: string): string {
  return setup === '' || setup.endsWith('\n') ? setup + code : `${setup}\n${code}`;
}
