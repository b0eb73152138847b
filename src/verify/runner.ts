/** The contract of a runner: one runtime, how to find its versions, and the commands that run a program on it. */
import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { WORK_FOLDER, type Mount } from './sandbox.ts';

/** One version of a runtime on this machine. */
export interface Installation {
  /** As the runtime itself says it: `3.11.7`. */
  readonly version: string;
  /** The program that {@link Runner.steps} starts, as it is found inside the sandbox. */
  readonly binary: string;
  /** What it needs beside /usr. */
  readonly mounts: readonly Mount[];
}

/** One command of a run. All but the last must end with exit code 0 for the next one to start, and may write to the build folder. */
export interface Step {
  readonly command: readonly [string, ...string[]];
  /** Folders that this step, a trusted compiler, may write to. */
  readonly writable?: readonly Mount[];
}

export interface Runner {
  /** As an entry names it: `cpython`. */
  readonly id: string;
  /** As a reader knows it: `CPython`. */
  readonly label: string;
  /** Highlighting grammar of its programs. */
  readonly grammar: string;
  /** Name of the file a program is saved as, where it names none itself. */
  readonly filename: string;
  /** Seconds a step may take. */
  readonly seconds: number;
  /** Bytes of data a process may hold. */
  readonly memory: number;
  readonly env?: Readonly<Record<string, string>>;
  /** Where the newest version is the last. */
  detect(): Promise<Installation[]>;
  steps(installation: Installation, filename: string, args: readonly string[]): readonly [Step, ...Step[]];
  /**
   * Reads, out of what a program printed, the line of `filename` that raised; `undefined` where it names none. Of a chain
   * of errors each runner takes the one that its readers mend.
   */
  locate(output: string, filename: string): number | undefined;
}

export const MEBIBYTE = 1024 * 1024;

const run = promisify(execFile);

/**
 * The version that `command` prints, found by `pattern` (its first group), or `undefined` where there is no such command.
 */
export async function readVersion(
  command: readonly [string, ...string[]],
  pattern: RegExp,
): Promise<string | undefined> {
  const [binary, ...args] = command;
  try {
    const { stdout, stderr } = await run(binary, args, { timeout: 20_000 });
    return pattern.exec(`${stdout}${stderr}`)?.[1];
  } catch {
    return undefined;
  }
}

/** Orders `3.9.18` before `3.11.7`, and `1.96.0-beta.2` before `1.96.0`. */
export function compareVersions(a: string, b: string): number {
  const numeric = (one: string, other: string): number => one.localeCompare(other, 'en', { numeric: true });
  const isPreview = (version: string): boolean => version.includes('-');
  return numeric(releaseOf(a), releaseOf(b)) || Number(isPreview(b)) - Number(isPreview(a)) || numeric(a, b);
}

function releaseOf(version: string): string {
  return version.replace(/-.*/, '');
}

/** Detects one version a candidate by what its `probe`, run on this machine, prints; candidates that do not answer are not there, and a version found twice counts once. */
export async function detectAll(
  candidates: readonly (Omit<Installation, 'version'> & { readonly probe: readonly [string, ...string[]] })[],
  pattern: RegExp,
): Promise<Installation[]> {
  const found = new Map<string, Installation>();
  for (const { binary, mounts, probe } of candidates) {
    const version = await readVersion(probe, pattern);
    if (version !== undefined && !found.has(version)) found.set(version, { version, binary, mounts });
  }
  return [...found.values()].sort((a, b) => compareVersions(a.version, b.version));
}

/** The line number in the last or first match of `pattern` (its first group). */
export function lineIn(output: string, pattern: RegExp, which: 'first' | 'last'): number | undefined {
  const match = [...output.matchAll(pattern)].at(which === 'first' ? 0 : -1);
  return match?.[1] === undefined ? undefined : Number(match[1]);
}

/**
 * A regular expression for the program's own file as runtimes print it: `main.py`, `./main.go`, `/app/main.py`,
 * `file:///app/main.mjs`; not `domain.py`, and not a `main.py` of the library.
 */
export function ownFile(filename: string): string {
  return String.raw`(?<![\w./$-])(?:\./|(?:file://)?${WORK_FOLDER}/)?${literally(filename)}`;
}

/** `text` as a regular expression that matches just it. */
function literally(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
}
