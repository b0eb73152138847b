/** `npm run verify [-- [--write] [id or language ...]]`: runs the programs of entries and compares what they print. */
import { readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { loadCatalog, programsOf } from '../src/catalog/load.ts';
import { formatProblem } from '../src/catalog/problem.ts';
import { loadConfig } from '../src/config.ts';
import { writeEvidence } from '../src/verify/evidence.ts';
import { RUNNERS } from '../src/verify/registry.ts';
import { requireSandbox } from '../src/verify/sandbox.ts';
import { verifyEntry, type ReadyRunner } from '../src/verify/verify-entry.ts';
import { setOutputs } from '../src/verify/write-outputs.ts';

const { values, positionals } = parseArgs({
  options: { write: { type: 'boolean', default: false } },
  allowPositionals: true,
});
const config = loadConfig(process.env);
await requireSandbox();
const { catalog, problems } = await loadCatalog(config.errors);
const entries = [...catalog.entries.values()].filter(
  ({ id, language }) => positionals.length === 0 || positionals.includes(id) || positionals.includes(language),
);
const wanted = problems.filter(
  ({ file }) =>
    positionals.length === 0 || positionals.some((name) => file === `${name}.yaml` || file.startsWith(`${name}/`)),
);
for (const problem of wanted) console.error(formatProblem(problem, config.errorsLabel));

const ready = new Map<string, ReadyRunner>();
for (const runner of RUNNERS.values()) ready.set(runner.id, { runner, installations: await runner.detect() });

let failed = wanted.length;
for (const entry of entries) {
  if (entry.verify) continue;
  const result = await verifyEntry(
    entry,
    (program) => {
      const id = program.data.runner ?? catalog.languages.get(entry.language)?.runner ?? '';
      const found = ready.get(id);
      if (!found)
        throw new Error(
          `${entry.source.file}: no runner ${JSON.stringify(id)}; known: ${[...ready.keys()].join(', ')}`,
        );
      return found;
    },
    new Date().toISOString().slice(0, 10),
  );
  failed += result.failures.length;
  for (const { program, where, message, output } of result.failures) {
    const { line } = entry.source.locate([...program.path, 'code']);
    console.error(
      `✗ ${config.errorsLabel}/${entry.source.file}:${String(line)}  ${program.key} on ${where}  ${message}\n${output.replace(/^/gm, '    ')}`,
    );
  }
  for (const program of result.skipped)
    console.error(`- ${entry.id} ${program.key}: its runtime is not on this machine`);
  if (result.failures.length > 0) continue;
  if (values.write) {
    const file = path.join(config.errors, entry.source.file);
    await writeFile(file, setOutputs(await readFile(file, 'utf8'), entry, result.outputs));
    await writeEvidence(config.errors, entry.id, result.evidence);
    console.log(`✓ ${entry.id}  written`);
    continue;
  }
  const changed = [...programsOf(entry)].filter(
    ({ key, data }) => result.outputs.has(key) && result.outputs.get(key) !== data.output,
  );
  failed += changed.length;
  for (const { key } of changed)
    console.error(`✗ ${entry.id}  ${key} printed something else than its recorded output; look, then run with --write`);
  if (changed.length === 0) console.log(`✓ ${entry.id}`);
}
process.exitCode = failed === 0 ? 0 : 1;
