/** The runtimes of a machine: which versions it has, and which of those that programs are tried on it lacks. */
import path from 'node:path';
import type { Catalog } from '../catalog/load.ts';
import { DEBIAN_RELEASES, ownRelease, systemFolder, type Machine } from './machine.ts';
import { runnerOf, RUNNERS } from './registry.ts';
import { newestOfEachSeries, type Installation, type Runner } from './runner.ts';
import { THIS_SYSTEM } from './sandbox.ts';
import type { Runtimes } from './verify-entry.ts';

/** Runner id to all that a machine has of it. */
export type Installations = ReadonlyMap<string, readonly Installation[]>;

/** Asks every runner what `machine` has of it. */
export async function findInstallations(machine: Machine): Promise<Installations> {
  const found = [...RUNNERS.values()].map(async (runner) => [runner.id, await runner.detect(machine)] as const);
  return new Map(await Promise.all(found));
}

/** What the programs of `catalog` are run on. */
export function runtimesOf(catalog: Catalog, installations: Installations): Runtimes {
  const newest = new Map(
    [...RUNNERS.values()].map((runner) => [runner, newestOfEachSeries(runner, installations.get(runner.id) ?? [])]),
  );
  return {
    runnerOf: (entry, program) => runnerOf(catalog, entry, program),
    installationsOf: (runner) => newest.get(runner) ?? [],
  };
}

/** Of the sources that a runtime comes from, those that gave this machine none: `Debian trixie`, `npm node-22`. */
export function missingSources({ sources }: Runner, installations: readonly Installation[]): string[] {
  const releases = sources.debian === undefined ? [] : DEBIAN_RELEASES;
  const lacking = releases.filter((codename) => {
    const system = codename === ownRelease() ? THIS_SYSTEM : systemFolder(codename);
    return !installations.some((installation) => installation.system === system);
  });
  const packages = Object.keys(sources.npm ?? {}).filter(
    (name) => !installations.some(({ mounts }) => mounts.some(({ from }) => path.basename(from) === name)),
  );
  return [...lacking.map((codename) => `Debian ${codename}`), ...packages.map((name) => `npm ${name}`)];
}
