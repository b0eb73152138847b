/**
 * Compares the version notes of entries with their runs. A note is judged only where all that it quotes can be found in
 * the runs, and runs stand on both sides of its version: what it says in its own words nobody but a reader can judge.
 */
import { programsOf, type Catalog, type Entry, type Program } from '../catalog/load.ts';
import type { Problem } from '../catalog/problem.ts';
import type { EvidenceByEntry } from './evidence.ts';
import { printedRuns, type PrintedRun } from './printed-runs.ts';
import { compareVersions, type Runner } from './runner.ts';

/** Finds notes that quote what is printed, all of it the same before their version as from it on. */
export function* checkVersions(
  catalog: Catalog,
  evidence: EvidenceByEntry,
  runnerOf: (entry: Entry, program: Program) => Runner | undefined,
): Generator<Problem> {
  for (const entry of catalog.entries.values()) {
    if (entry.versions.length === 0) continue;
    const programs = [...programsOf(entry)].map((program) =>
      ownRuns(printedRuns(program, evidence.get(entry.id), runnerOf(entry, program))),
    );
    for (const [index, { version, note }] of entry.versions.entries()) {
      const [number] = /^\d+(?:\.\d+)*/.exec(version) ?? [];
      const quotes = [...note.matchAll(QUOTE)].flatMap(([, quote]) => quote ?? []);
      const sides = number === undefined ? [] : programs.flatMap((runs) => sidesOf(runs, number));
      const [first] = sides;
      const isPrinted = (quote: string): boolean => programs.flat().some(({ output }) => output.includes(quote));
      const changes = (quote: string): boolean =>
        sides.some(({ before, since }) => before.output.includes(quote) !== since.output.includes(quote));
      if (!first || quotes.length === 0 || !quotes.every(isPrinted) || quotes.some(changes)) continue;
      const { before, since } = first;
      yield {
        file: entry.source.file,
        ...entry.source.locate(['versions', index, 'note'], quotes[0]),
        rule: 'version-note-unproved',
        message: `what the note on ${version} quotes (${quotes.map((quote) => JSON.stringify(quote)).join(', ')}) is printed on ${before.runtime} ${before.version} as on ${since.version}`,
        remedy: 'correct the version or the quote, or quote what one of the two prints and the other does not',
      };
    }
  }
}

/** A quote of two words or more; a single one is a name, printed on every version. */
const QUOTE = /`([^`\s]+ [^`]+)`/g;

/** Those of `runs` on the language's own runtime, oldest first. */
function ownRuns(runs: readonly PrintedRun[]): PrintedRun[] {
  return runs
    .filter(({ runtime }) => runtime === runs.at(-1)?.runtime)
    .sort((a, b) => compareVersions(a.version, b.version));
}

/** The two of `runs` with `version` between them, if there are such: what changed with it changed from one to the other. */
function sidesOf(runs: readonly PrintedRun[], version: string): { before: PrintedRun; since: PrintedRun }[] {
  const before = runs.findLast((run) => compareVersions(run.version, version) < 0);
  const since = runs.find((run) => compareVersions(run.version, version) >= 0);
  return before && since ? [{ before, since }] : [];
}
