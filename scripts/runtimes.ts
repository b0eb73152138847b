/** `npm run runtimes [-- --install]`: what programs are run on, which versions this machine has, and how to get the rest. */
import { handOver, installRuntimes } from '../src/verify/install-runtimes.ts';
import { openMachine } from '../src/verify/machine.ts';
import { RUNNERS } from '../src/verify/registry.ts';
import { newestOfEachSeries } from '../src/verify/runner.ts';
import { findInstallations, missingSources } from '../src/verify/runtimes.ts';
import { requireSandbox, runInSandbox } from '../src/verify/sandbox.ts';
import { readArguments } from './read-arguments.ts';

const USAGE = `Usage: npm run runtimes [-- --install]

Lists the runtimes that programs are run on, with the versions that this machine has.

  --install    installs what is missing, from Debian (as root, by sudo) and npm: some minutes, 5 GB below .cache/runtimes`;

const { values } = readArguments(USAGE, { install: { type: 'boolean', default: false } });
if (values.install) {
  const failures = installRuntimes(console.log);
  for (const failure of failures) console.error(`✗ ${failure}`);
  if (failures.length > 0) process.exitCode = 1;
}
try {
  await requireSandbox();
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exit(1);
}
const installations = await findInstallations(await openMachine(runInSandbox, false));
const width = Math.max(...[...RUNNERS.keys()].map((id) => id.length));
for (const runner of RUNNERS.values()) {
  const found = installations.get(runner.id) ?? [];
  const missing = missingSources(runner, found);
  const mark = found.length === 0 ? '✗' : missing.length === 0 ? '✓' : '◐';
  const newest = newestOfEachSeries(runner, found).map(({ version }) => version);
  const versions = newest.length === 0 ? 'not on this machine' : newest.join(', ');
  const rest = missing.length === 0 ? '' : `  missing: ${missing.join(', ')}`;
  console.log(`${mark} ${runner.id.padEnd(width)}  ${runner.label} ${versions}${rest}`);
}
if ([...RUNNERS.values()].some((runner) => missingSources(runner, installations.get(runner.id) ?? []).length > 0)) {
  console.log('\nWhat is missing can be had with npm run runtimes -- --install');
}
// Last, since looking leaves what it learned there.
handOver();
