/** The runs that count for a program as it stands now, each with what it printed. */
import type { Program } from '../catalog/load.ts';
import { hashProgram, type Evidence, type Run } from './evidence.ts';
import type { Runner } from './runner.ts';

/** A run with what it printed, wherever that is recorded. */
export type PrintedRun = Run & { readonly output: string };

/** The runs of `program` as they are recorded, the newest of the language's own runtime last; none where it changed since. */
export function printedRuns(
  program: Program,
  evidence: Evidence | undefined,
  runner: Runner | undefined,
): PrintedRun[] {
  const found = evidence?.programs[program.key];
  if (!found || !runner || found.hash !== hashProgram(program, runner)) return [];
  return found.runs.map((run) => ({ ...run, output: run.output ?? program.data.output ?? '' }));
}
