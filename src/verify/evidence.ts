/**
 * Evidence: what each program of an entry printed when it was run, on which version of which runtime, and when. Written by
 * verification only; confidence is computed from it and from nothing else.
 */
import { createHash } from 'node:crypto';
import { readFileSync, statSync } from 'node:fs';
import { readdir } from 'node:fs/promises';
import path from 'node:path';
import { z } from 'zod';
import { formatPath } from '../catalog/explain-schema-issue.ts';
import type { Catalog, Entry, Program } from '../catalog/load.ts';
import { programsOf } from '../catalog/load.ts';
import { matchesMessage } from '../catalog/message-template.ts';
import type { Problem } from '../catalog/problem.ts';
import { NORMALIZER_VERSION } from './normalize.ts';
import { parseJson } from './parse-json.ts';
import { compareVersions, seriesOf, type Installation, type Invocation, type Runner, type Step } from './runner.ts';
import { THIS_SYSTEM } from './sandbox.ts';
import { writeJson } from './write-json.ts';

const runSchema = z.strictObject({
  runtime: z.string().min(1).describe('The runtime as a reader knows it: `CPython`.'),
  version: z.string().min(1).describe('Its version as it says it: `3.11.7`.'),
  date: z.iso.date().describe('The day of the run, UTC.'),
  exit: z.int().describe('Exit code.'),
  output: z
    .string()
    .optional()
    .describe('What it printed, normalized; left out where equal to the `output` of the entry.'),
});

const evidenceSchema = z.strictObject({
  programs: z.record(
    z.string(),
    z.strictObject({
      hash: z
        .string()
        .regex(/^[0-9a-f]{64}$/)
        .describe('sha256 of the program and of how it is run.'),
      outputHash: z
        .string()
        .regex(/^[0-9a-f]{64}$/)
        .describe('sha256 of what the newest version printed, so that nobody can change the `output` of the entry.'),
      runs: z
        .array(runSchema)
        .min(1)
        .describe('One for each series of versions, the newest last; those of other engines come first.'),
    }),
  ),
});

export type Evidence = z.output<typeof evidenceSchema>;
export type Run = z.output<typeof runSchema>;
/** Entry id to its evidence. */
export type EvidenceByEntry = ReadonlyMap<string, Evidence>;

const FOLDER = '_evidence';
/** More than the outputs of the programs of an entry on every version would ever take. */
const MAX_EVIDENCE_BYTES = 2 * 1024 * 1024;

/** Stands for every version of a runtime, since a hash is of the program and of how it is run. */
const ANY_INSTALLATION: Installation = { version: '', binary: '', system: THIS_SYSTEM, mounts: [] };

/** Hash of all that an entry and its runner decide of what a program prints; the version of the runtime is recorded beside it. */
export function hashProgram(program: Program, runner: Runner): string {
  const { code, setup, filename, files, stdin, exit } = program.data;
  const decides = {
    ...identify(program, runner),
    engines: runner.engines?.map((engine) => identify(program, engine)),
    expect: program.expect,
    code,
    setup,
    filename,
    files,
    stdin,
    exit,
    normalizer: NORMALIZER_VERSION,
  };
  return createHash('sha256').update(JSON.stringify(decides)).digest('hex');
}

/** How a runner runs a program. */
function identify(program: Program, runner: Runner): object {
  return { runner: runner.id, steps: stepsAnywhere(runner, invocationOf(program, runner)), env: runner.env };
}

/** The commands of a runner, as they are on every version. */
export function stepsAnywhere(runner: Runner, invocation: Invocation): Step['command'][] {
  return runner.steps(ANY_INSTALLATION, invocation).map(({ command }) => command);
}

/** How a runner is to start a program. */
export function invocationOf({ data }: Program, runner: Runner): Invocation {
  return { filename: data.filename ?? runner.filename, args: data.args ?? [], options: data.options ?? [] };
}

/** The recorded run of the series that `version` is of. */
export function runOfSeries<EachRun extends Run>(
  runs: readonly EachRun[],
  runner: Runner,
  version: string,
): EachRun | undefined {
  const series = seriesOf(runner, version);
  return runs.find((run) => run.runtime === runner.label && seriesOf(runner, run.version) === series);
}

/** Of the `installations` of `runner`, those on which a program was not run as it stands; an older release of a series proves no less. */
export function unprovedOn(
  found: Evidence['programs'][string] | undefined,
  hash: string,
  runner: Runner,
  installations: readonly Installation[],
): Installation[] {
  return installations.filter(({ version }) => {
    const run = found?.hash === hash ? runOfSeries(found.runs, runner, version) : undefined;
    return run === undefined || compareVersions(run.version, version) < 0;
  });
}

/** Hash of an output as it is recorded. */
export function hashOutput(output: string): string {
  return createHash('sha256').update(output).digest('hex');
}

/** Whether a run did what the program declares; of a trigger and a failing example, also whether it printed one of the messages. */
export function isAsDeclared(entry: Entry, program: Program, run: Run): boolean {
  const { exit } = program.data;
  const ended = exit === undefined ? (run.exit === 0) === (program.expect === 'ok') : run.exit === exit;
  const output = run.output ?? program.data.output ?? '';
  const matches = entry.messages.some((message) => matchesMessage(message, output));
  switch (program.role) {
    case 'repro':
      return (ended || (exit === undefined && PRINTED_ONLY.has(entry.kind))) && matches;
    case 'fix':
      return ended && !matches;
    case 'example':
      // Another face of the same error, so not any failure: an older version may not even compile it.
      return ended && (matches || program.expect === 'ok');
    case 'anti-pattern':
      return ended;
  }
}

/** How a run that is not as declared differs from it, in words. */
export interface Mismatch {
  readonly declared: string;
  readonly happened: string;
}

/** Describes a run that {@link isAsDeclared} denies. */
export function describeMismatch(entry: Entry, program: Program, run: Run): Mismatch {
  const { exit } = program.data;
  const role = program.role === 'repro' ? 'repro' : 'anti-pattern';
  const ended = isAsDeclared({ ...entry, messages: [''] }, { ...program, role }, run);
  if (!ended) {
    const code = exit === undefined ? (program.expect === 'ok' ? '0' : 'other than 0') : String(exit);
    return { declared: `exit code ${code}`, happened: `ended with exit code ${String(run.exit)}` };
  }
  return program.role === 'fix'
    ? { declared: 'none of the messages of the entry', happened: 'still prints one of them' }
    : { declared: `one of the messages of the entry: ${entry.messages.join(' | ')}`, happened: 'printed none of them' };
}

/** A mismatch as one sentence. */
function inWords({ declared, happened }: Mismatch): string {
  return `${happened}; declared: ${declared}`;
}

/** Kinds that a program may print and still end clean. */
const PRINTED_ONLY: ReadonlySet<string> = new Set(['warning', 'diagnostic', 'message']);

/** What the evidence says of one program. */
export interface Proof {
  /** Versions on which it did what it declares, oldest first; empty where it was not run as it stands now. */
  readonly versions: readonly { readonly runtime: string; readonly version: string }[];
  /** Day of the latest of those runs. */
  readonly date: string | undefined;
}

/** Confidence in an entry, from the runs of its programs. */
export interface Confidence {
  /** `reproduced`: every program ran as declared; `partly-reproduced`: some did; `documented`: none did. */
  readonly level: 'reproduced' | 'partly-reproduced' | 'documented';
  /** Versions on which the trigger raised the error, by runtime. */
  readonly reproducedOn: readonly { readonly runtime: string; readonly versions: readonly string[] }[];
  /** Day of the latest run, where there is one. */
  readonly date: string | undefined;
  /** By program key. */
  readonly proofs: Readonly<Record<string, Proof>>;
}

/** Computes {@link Confidence}; `runnerOf` gives the runner of a program, where there is one. */
export function computeConfidence(
  entry: Entry,
  evidence: Evidence | undefined,
  runnerOf: (program: Program) => Runner | undefined,
): Confidence {
  const programs = [...programsOf(entry)];
  // An exempted entry was not run, whatever lies beside it.
  const counted = entry.verify ? undefined : evidence;
  const proofs: Record<string, Proof> = Object.fromEntries(
    programs.map((program) => [program.key, proveProgram(entry, program, counted, runnerOf(program))]),
  );
  const proven = Object.values(proofs).filter(({ versions }) => versions.length > 0);
  const reproducedOn = new Map<string, string[]>();
  for (const { runtime, version } of proofs['repro']?.versions ?? []) {
    reproducedOn.set(runtime, [...(reproducedOn.get(runtime) ?? []), version]);
  }
  return {
    level: proven.length === programs.length ? 'reproduced' : proven.length > 0 ? 'partly-reproduced' : 'documented',
    // Other engines come first in the evidence; the page names the language's own runtime first.
    reproducedOn: [...reproducedOn].reverse().map(([runtime, versions]) => ({ runtime, versions })),
    date: proven
      .map(({ date }) => date ?? '')
      .sort()
      .at(-1),
    proofs,
  };
}

function proveProgram(
  entry: Entry,
  program: Program,
  evidence: Evidence | undefined,
  runner: Runner | undefined,
): Proof {
  const found = evidence?.programs[program.key];
  if (!found || !runner || found.hash !== hashProgram(program, runner)) return { versions: [], date: undefined };
  const good = found.runs.filter((run) => isAsDeclared(entry, program, run));
  return {
    versions: good.map(({ runtime, version }) => ({ runtime, version })),
    date: good
      .map(({ date }) => date)
      .sort()
      .at(-1),
  };
}

/**
 * Reads all evidence under the catalog's root; a file that is broken is a problem and counts as absent. Like the rest of a
 * catalog it follows no links.
 */
export async function loadEvidence(root: string): Promise<{ evidence: EvidenceByEntry; problems: Problem[] }> {
  const evidence = new Map<string, Evidence>();
  const problems: Problem[] = [];
  const folder = path.join(root, FOLDER);
  const found = await readdir(folder, { recursive: true, withFileTypes: true }).catch(() => []);
  const files = found
    .filter((each) => !each.isDirectory())
    .map((each) => ({ each, file: path.join(each.parentPath, each.name) }));
  for (const { each, file } of files.sort((a, b) => (a.file < b.file ? -1 : 1))) {
    const name = path.relative(folder, file).split(path.sep).join('/');
    const id = name.replace(/\.json$/, '');
    const remedy = `delete it and run npm run verify -- --write ${id}`;
    const complain = (message: string): void => {
      problems.push({ file: `${FOLDER}/${name}`, line: 1, column: 1, rule: 'evidence', message, remedy });
    };
    if (!each.isFile()) complain('is no plain file');
    else if (statSync(file).size > MAX_EVIDENCE_BYTES) complain(`is larger than ${MAX_EVIDENCE_BYTES / 1024} KB`);
    else {
      const result = evidenceSchema.safeParse(parseJson(readFileSync(file, 'utf8')));
      if (result.success) evidence.set(id, result.data);
      for (const { path: at, message } of result.error?.issues ?? []) {
        complain(`is not as verification writes it: ${formatPath(at) || 'the file'}: ${message}`);
      }
    }
  }
  return { evidence, problems };
}

/** Writes the evidence of one entry. */
export async function writeEvidence(root: string, id: string, evidence: Evidence): Promise<void> {
  await writeJson(root, `${FOLDER}/${id}.json`, evidence);
}

/** Finds outputs that nobody captured, programs that changed since they ran, and evidence of nothing. */
export function* checkEvidence(
  catalog: Catalog,
  evidence: EvidenceByEntry,
  runnerOf: (entry: Entry, program: Program) => Runner | undefined,
): Generator<Problem> {
  for (const entry of catalog.entries.values()) {
    const found = evidence.get(entry.id);
    const remedy = `run npm run verify -- --write ${entry.id}`;
    for (const program of programsOf(entry)) {
      const runner = runnerOf(entry, program);
      // An unknown runner is a problem of its own.
      if (!runner) continue;
      const proof = found?.programs[program.key];
      const at = (field: string): Pick<Problem, 'file' | 'line' | 'column'> => ({
        file: entry.source.file,
        ...entry.source.locate([...program.path, field]),
      });
      if (entry.verify) {
        if (proof === undefined && program.data.output === undefined) continue;
        const message = `${program.key} has an output or evidence, and is exempted from being run`;
        yield { ...at('output'), rule: 'evidence-exempted', message, remedy: 'remove them, or the exemption' };
      } else if (proof === undefined) {
        if (program.data.output === undefined) continue;
        const message = `${program.key} has an output that no run printed`;
        yield {
          ...at('output'),
          rule: 'evidence-missing',
          message,
          remedy,
        };
      } else if (proof.hash !== hashProgram(program, runner)) {
        yield { ...at('code'), rule: 'evidence-stale', message: `${program.key} changed since it was run`, remedy };
      } else if (!isOutputOf(proof, program.data.output)) {
        const message = `${program.key} has an output that its newest run did not print`;
        yield { ...at('output'), rule: 'evidence-stale', message, remedy };
      } else if (findStrangeRun(proof.runs, runner)) {
        const message = `${program.key} has a run that verification would not write: ${findStrangeRun(proof.runs, runner) ?? ''}`;
        yield { ...at('code'), rule: 'evidence', message, remedy: `delete ${FOLDER}/${entry.id}.json and ${remedy}` };
      } else {
        const newest = proof.runs.at(-1);
        if (!newest || isAsDeclared(entry, program, newest)) continue;
        yield {
          ...at('code'),
          rule: 'evidence-contradicts',
          message: `${program.key} ${inWords(describeMismatch(entry, program, newest))}`,
          remedy: 'mend the program, the messages or what it declares, then verify it again',
        };
      }
    }
  }
  for (const [id, { programs }] of evidence) {
    const entry = catalog.entries.get(id);
    const known = new Set(entry ? [...programsOf(entry)].map(({ key }) => key) : []);
    for (const key of entry ? Object.keys(programs).filter((each) => !known.has(each)) : []) {
      const remedy = `run npm run verify -- --write ${id}`;
      const message = `${key} is no program of the entry any more`;
      yield { file: `${FOLDER}/${id}.json`, line: 1, column: 1, rule: 'evidence-orphan', message, remedy };
    }
    if (catalog.entries.has(id) || catalog.unreadable.has(id)) continue;
    yield {
      file: `${FOLDER}/${id}.json`,
      line: 1,
      column: 1,
      rule: 'evidence-orphan',
      message: 'belongs to no entry',
      remedy: 'delete it',
    };
  }
}

/** The first of `runs` that is of another runtime, of a series that has one already, out of order, or of a day to come. */
function findStrangeRun(runs: readonly Run[], runner: Runner): string | undefined {
  const runtimes = new Map([...(runner.engines ?? []), runner].map((each) => [each.label, each]));
  const tomorrow = new Date(Date.now() + 24 * 60 * 60 * 1000).toISOString().slice(0, 10);
  const strange = runs.find((run, index) => {
    const own = runtimes.get(run.runtime);
    const next = runs[index + 1];
    if (own === undefined || run.date > tomorrow || runOfSeries(runs, own, run.version) !== run) return true;
    if (next === undefined) return own !== runner;
    return next.runtime === run.runtime ? compareVersions(next.version, run.version) < 0 : own === runner;
  });
  return strange && `${strange.runtime} ${strange.version}, ${strange.date}`;
}

/** Whether `output`, as the entry has it, is what the newest version printed. */
function isOutputOf({ runs, outputHash }: Evidence['programs'][string], output: string | undefined): boolean {
  const newest = runs.at(-1);
  if (output === undefined || newest?.output !== undefined) return false;
  return outputHash === hashOutput(output);
}
