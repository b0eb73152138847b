/**
 * What a machine has to run programs on: its own system, other releases of Debian kept as folders, and toolchains kept
 * beside them. `npm run runtimes -- --install` puts them there.
 */
import { mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { readdir, readFile, readlink, stat } from 'node:fs/promises';
import path from 'node:path';
import { z } from 'zod';
import { parseJson } from './parse-json.ts';
import type { Installation } from './runner.ts';
import { NO_PROGRAM, THIS_SYSTEM, type Execute, type Mount } from './sandbox.ts';

/** Where a runtime may be found: a system, and what is mounted into it. */
export interface Place {
  /** Folder whose `usr` is used: {@link THIS_SYSTEM}, or that of another release. */
  readonly system: string;
  readonly mounts: readonly Mount[];
}

export interface Machine {
  /** The machine's own system, then other releases. */
  readonly systems: readonly Place[];
  /** Folders of toolchains whose name starts with `prefix`, whole paths. */
  toolchains(prefix: string): Promise<string[]>;
  /** Names in `folder` of a system, such as `/usr/lib/jvm`, without links; none where there is no such folder. */
  list(place: Place, folder: string): Promise<string[]>;
  /**
   * The installation of `binary` at each place where `probe` prints a version, found by `pattern` (its first group). `probe`
   * starts with the binary, unless it says otherwise.
   */
  find(
    places: readonly Place[],
    binary: string,
    probe: readonly [string, ...string[]],
    pattern: RegExp,
  ): Promise<Installation[]>;
}

/** Where `npm run runtimes -- --install` puts what it installs. */
export const RUNTIMES_FOLDER = path.resolve('.cache/runtimes');
/**
 * A folder that trusted steps of `what` write to, kept from run to run. One for each user of the machine: what one's sandbox
 * wrote, another's may not read.
 */
export function cacheFolder(what: string): string {
  return path.resolve('.cache', `${what}-${String(process.getuid?.() ?? 0)}`);
}

/** Folders in it that are a release of Debian, the one that npm fills, and what each binary said of its version. */
const SYSTEM_PREFIX = 'debian-';
const NPM = 'npm';
const KNOWN_VERSIONS = 'versions.json';
export const NPM_FOLDER = path.join(RUNTIMES_FOLDER, NPM);

/** The releases of Debian that programs are tried on, each with a version of its own of nearly every runtime: the oldest first. */
export const DEBIAN_RELEASES = ['bookworm', 'trixie', 'forky'] as const;

/** The codename of the machine's own system; `undefined` where it says none. */
export function ownRelease(): string | undefined {
  try {
    return /^VERSION_CODENAME=(\w+)/m.exec(readFileSync('/etc/os-release', 'utf8'))?.[1];
  } catch {
    return undefined;
  }
}

/** A toolchain's folder, put where its makers install it. */
export function toolchainAt(folder: string, to = '/usr/local'): Place {
  return { system: THIS_SYSTEM, mounts: [{ from: folder, to }] };
}

/** The folder of the release of Debian that is called `codename`. */
export function systemFolder(codename: string): string {
  return path.join(RUNTIMES_FOLDER, `${SYSTEM_PREFIX}${codename}`);
}

/**
 * Looks at this machine; `execute` runs the probes, and `runtimes` is where installed ones are kept. A version is asked for once
 * and kept while its file stays as it is, since asking forty runtimes takes longer than a command should need to find that
 * nothing changed.
 */
export async function openMachine(
  execute: Execute,
  isOwnSystemAlone: boolean,
  runtimes = RUNTIMES_FOLDER,
): Promise<Machine> {
  const names = (await readdir(runtimes).catch(() => [])).sort();
  const releases = isOwnSystemAlone ? [] : names.filter((name) => name.startsWith(SYSTEM_PREFIX));
  const versions = path.join(runtimes, KNOWN_VERSIONS);
  const known = knownSchema.safeParse(parseJson(await readFile(versions, 'utf8').catch(() => ''))).data ?? {};

  const ask = async (place: Place, probe: readonly [string, ...string[]]): Promise<string | undefined> => {
    const paths = probe.filter((word) => word.startsWith('/'));
    const files = await Promise.all(paths.map((each) => identifyFile(place, each)));
    if (files.includes(undefined)) return undefined;
    const key = [...probe, ...files].join(' ');
    if (known[key] !== undefined) return known[key];
    const job = { ...place, ...NO_PROGRAM, command: probe, stdin: '', seconds: 20, memory: 4 * 1024 * 1024 * 1024 };
    const result = await execute(job);
    if (result.exit !== 0) return undefined;
    known[key] = result.output;
    // At once, so that two answers that come together do not stand in each other's way.
    const staged = `${versions}.${String(process.pid)}`;
    mkdirSync(runtimes, { recursive: true });
    writeFileSync(staged, JSON.stringify(known));
    renameSync(staged, versions);
    return result.output;
  };

  return {
    systems: [THIS_SYSTEM, ...releases.map((name) => path.join(runtimes, name))].map((system) => ({
      system,
      mounts: [],
    })),
    async toolchains(prefix) {
      const modules = path.join(runtimes, NPM, 'node_modules');
      const packages = await readdir(modules).catch(() => []);
      return [
        ...names.map((name) => path.join(runtimes, name)),
        ...packages.sort().map((name) => path.join(modules, name)),
      ].filter((folder) => path.basename(folder).startsWith(prefix));
    },
    async list(place, folder) {
      const found = await readdir(outsidePath(place, folder), { withFileTypes: true }).catch(() => []);
      return found.filter((each) => each.isDirectory()).map(({ name }) => name);
    },
    async find(places, binary, probe, pattern) {
      const installations = await Promise.all(
        places.map(async (place): Promise<Installation[]> => {
          const version = pattern.exec((await ask(place, probe)) ?? '')?.[1];
          return version === undefined ? [] : [{ ...place, version, binary }];
        }),
      );
      return installations.flat();
    },
  };
}

/** A file of a place as it stands, in words that change when it does; `undefined` where there is none. */
async function identifyFile(place: Place, inside: string): Promise<string | undefined> {
  const outside = outsidePath(place, inside);
  try {
    // The link of one system must not lead into another: /usr/bin/php goes by way of /etc/alternatives.
    const target = await readlink(outside).catch(() => undefined);
    if (target !== undefined) return await identifyFile(place, path.resolve(path.dirname(inside), target));
    const { mtimeMs, size } = await stat(outside);
    return [outside, mtimeMs, size].join(' ');
  } catch {
    return undefined;
  }
}

/** Where a path inside the sandbox stands on this machine. */
function outsidePath({ system, mounts }: Place, inside: string): string {
  const mount = mounts.find(({ to }) => inside === to || inside.startsWith(`${to}/`));
  return mount === undefined ? path.join(system, inside) : path.join(mount.from, inside.slice(mount.to.length));
}

const knownSchema = z.record(z.string(), z.string());
