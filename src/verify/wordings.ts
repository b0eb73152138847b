/** What the trigger of an entry printed on each version, for the reader whose version words the error differently. */
import { programsOf, type Entry, type Program } from '../catalog/load.ts';
import { quoteMessage } from '../catalog/message-template.ts';
import type { Evidence } from './evidence.ts';
import { printedRuns, type PrintedRun } from './printed-runs.ts';
import { compareVersions, type Runner } from './runner.ts';

/** What the trigger printed on one version of a runtime, or on several that follow one another. */
export interface Wording {
  /** The runtime as a reader knows it: `CPython`. */
  readonly runtime: string;
  /** Oldest first. */
  readonly versions: readonly string[];
  /** The message as printed; where it is none of the entry's, the line that says what happened instead, if there is one. */
  readonly text: string;
  /** Exit code where none of the entry's messages was printed. */
  readonly otherExit: number | undefined;
}

/**
 * The wordings of `entry`, the language's own runtime first, versions oldest first; none where every run printed the same
 * on one runtime. `runnerOf` gives the runner of a program, where there is one.
 */
export function computeWordings(
  entry: Entry,
  evidence: Evidence | undefined,
  runnerOf: (program: Program) => Runner | undefined,
): Wording[] {
  const trigger = programsOf(entry).find(({ role }) => role === 'repro');
  const runs = trigger ? printedRuns(trigger, evidence, runnerOf(trigger)) : [];
  const runtimes = new Set([...runs].reverse().map(({ runtime }) => runtime));
  const wordings: Wording[] = [];
  for (const runtime of runtimes) {
    const ofRuntime = runs.filter((run) => run.runtime === runtime);
    for (const run of ofRuntime.sort((a, b) => compareVersions(a.version, b.version))) {
      const next = wordingOf(entry, run);
      const last = wordings.at(-1);
      if (last?.runtime === runtime && last.text === next.text && last.otherExit === next.otherExit) {
        wordings[wordings.length - 1] = { ...last, versions: [...last.versions, run.version] };
      } else wordings.push(next);
    }
  }
  return wordings.length > 1 ? wordings : [];
}

function wordingOf(entry: Entry, { runtime, version, output, exit }: PrintedRun): Wording {
  const message = quoteMessage(output, entry.messages);
  const versions = [version];
  if (message !== '') return { runtime, versions, text: message, otherExit: undefined };
  // A runtime may sign what it prints: `Bun v1.4.5 (Linux x64)`.
  const lines = output.split('\n').filter((line) => line.trim() !== '' && !line.startsWith(`${runtime} v${version}`));
  return { runtime, versions, text: exit === 0 ? '' : findComplaint(lines), otherExit: exit };
}

/** How runtimes begin the line that names an error: `SyntaxError: `, `error[E0432]: `, `main.mts(1,8): error TS2307: `, `ENOENT: `. */
const NAMES_ERROR = /^(?!\s).*(?:[Ee]rror|[Ee]xception|[Pp]anic)[\w[\] ]{0,24}: |^E[A-Z]{3,}: /;

/** The first of `lines` that names an error, or the last: a trace may come behind. */
function findComplaint(lines: readonly string[]): string {
  return (lines.find((line) => NAMES_ERROR.test(line)) ?? lines.at(-1) ?? '').trim();
}
