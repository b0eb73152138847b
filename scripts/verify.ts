/** `npm run verify [-- [--write] [id or language ...]]`: runs the programs of entries and compares what they print. */
import { readFile, writeFile } from 'node:fs/promises';
import { availableParallelism } from 'node:os';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { loadCatalog, programsOf, type Entry } from '../src/catalog/load.ts';
import { formatProblem } from '../src/catalog/problem.ts';
import { readConfig } from './read-config.ts';
import { isAsDeclared, loadEvidence, writeEvidence } from '../src/verify/evidence.ts';
import { runnerOf, RUNNERS } from '../src/verify/registry.ts';
import type { Installation } from '../src/verify/runner.ts';
import { requireSandbox } from '../src/verify/sandbox.ts';
import { verifyEntry, type ReadyRunner, type Verification } from '../src/verify/verify-entry.ts';
import { setOutputs } from '../src/verify/write-outputs.ts';

const config = readConfig();
const { values, positionals } = readArguments();
try {
  await requireSandbox();
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exit(2);
}

const { catalog, problems } = await loadCatalog(config.errors);
const { evidence } = await loadEvidence(config.errors);
const isNamed = (id: string, name: string): boolean => id === name || id.startsWith(`${name}/`);
const isWanted = (id: string): boolean => positionals.length === 0 || positionals.some((name) => isNamed(id, name));
const unread = problems.filter(({ file }) => isWanted(file.replace(/\.yaml$/, '')));
for (const problem of unread) console.error(formatProblem(problem, config.errorsLabel));
const entries = [...catalog.entries.values()].filter(({ id }) => isWanted(id));
const known = [...catalog.entries.keys(), ...unread.map(({ file }) => file.replace(/\.yaml$/, ''))];
const unmatched = positionals.filter((name) => !known.some((id) => isNamed(id, name)));
if (unmatched.length > 0) {
  console.error(`No entry is named ${unmatched.join(', ')}; name an id such as python/key-error, or a language.`);
  process.exit(2);
}

const installations = new Map<string, readonly Installation[]>();
for (const runner of RUNNERS.values()) installations.set(runner.id, await runner.detect());

let failed = unread.length;
const waiting = entries.filter(({ verify }) => verify === undefined);
await Promise.all(
  Array.from({ length: availableParallelism() }, async () => {
    for (let entry = waiting.shift(); entry; entry = waiting.shift()) {
      const current = entry;
      const result = await verifyEntry(
        current,
        evidence.get(current.id),
        (program): ReadyRunner => {
          const runner = runnerOf(catalog, current, program);
          if (!runner) {
            const runners = [...RUNNERS.keys()].join(', ');
            throw new Error(`${current.source.file}: ${program.key} has no such runner; there are ${runners}`);
          }
          return { runner, installations: installations.get(runner.id) ?? [] };
        },
        new Date().toISOString().slice(0, 10),
      );
      await report(current, result);
    }
  }),
);
process.exitCode = failed === 0 ? 0 : 1;

/** Prints what came out, and records it where that was asked for and nothing failed. */
async function report(entry: Entry, result: Verification): Promise<void> {
  failed += result.failures.length;
  for (const { program, where, message, output } of result.failures) {
    const { line } = entry.source.locate([...program.path, 'code']);
    const place = `${config.errorsLabel}/${entry.source.file}:${line}`;
    console.error(`✗ ${place}  ${program.key} on ${where}  ${message}\n${output.replace(/^/gm, '    ')}`);
  }
  for (const program of result.skipped) {
    console.error(
      `- ${entry.id}  ${program.key} was not run: its runtime is not on this machine (nor in .cache/runtimes, see CONTRIBUTING.md)`,
    );
  }
  if (result.failures.length > 0) return;
  if (result.outputs.size === 0) {
    console.log(`- ${entry.id}  not run`);
    return;
  }

  if (values.write) {
    const file = path.join(config.errors, entry.source.file);
    await writeFile(file, setOutputs(await readFile(file, 'utf8'), entry, result.outputs));
    await writeEvidence(config.errors, entry.id, result.evidence);
  } else {
    const changed = [...programsOf(entry)].filter(
      ({ key, data }) => result.outputs.has(key) && result.outputs.get(key) !== data.output,
    );
    failed += changed.length;
    for (const { key } of changed) {
      console.error(`✗ ${entry.id}  ${key} printed something else than recorded; look, then run this with --write`);
    }
    if (changed.length > 0) return;
  }
  const mark = result.skipped.length > 0 ? '-' : '✓';
  console.log(`${mark} ${entry.id}${values.write ? '  written' : ''}${describeOlder(entry, result)}`);
}

/** The versions on which a program did not do what it declares: no failure of the entry, but worth a look. */
function describeOlder(entry: Entry, { evidence, outputs }: Verification): string {
  const differing = [...programsOf(entry)].flatMap((program) => {
    const output = outputs.get(program.key);
    const recorded = output === undefined ? program : { ...program, data: { ...program.data, output } };
    const runs = evidence.programs[program.key]?.runs ?? [];
    const versions = runs.filter((run) => !isAsDeclared(entry, recorded, run)).map(({ version }) => version);
    return versions.length === 0 ? [] : [`${program.key} not on ${versions.join(', ')}`];
  });
  return differing.length === 0 ? '' : `  (${differing.join('; ')})`;
}

/** An entry may be named as `npm run check` prints it: `errors/python/key-error.yaml`. */
function readArguments(): { values: { write: boolean }; positionals: string[] } {
  try {
    const { values: flags, positionals: names } = parseArgs({
      options: { write: { type: 'boolean', default: false } },
      allowPositionals: true,
    });
    const toId = (name: string): string =>
      name
        .replace(`${config.errorsLabel}/`, '')
        .replace(/\.yaml$/, '')
        .replace(/\/$/, '');
    return { values: flags, positionals: names.map(toId) };
  } catch (error) {
    console.error(
      `${error instanceof Error ? error.message : String(error)}\n\nUsage: npm run verify -- [--write] [id or language ...]`,
    );
    process.exit(2);
  }
}
