/**
 * Puts on this machine what programs are run on: Debian packages on its own system, other releases of Debian as folders, npm
 * packages, and the toolchains that a version manager already keeps. What is there stays; nothing is installed outside of
 * `.cache/runtimes` but by apt.
 */
import { spawnSync } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { homedir } from 'node:os';
import path from 'node:path';
import { DEBIAN_RELEASES, NPM_FOLDER, ownRelease, RUNTIMES_FOLDER, systemFolder } from './machine.ts';
import { RUNNERS } from './registry.ts';
import type { VersionManager } from './runner.ts';

/** What running programs itself needs of Debian. */
const OWN_PACKAGES = ['bubblewrap', 'util-linux', 'mmdebstrap', 'debian-archive-keyring'];
/** What of a release is used: programs with their settings. The rest (devices, logs) would only be in the way of copying it. */
const KEPT_FOLDERS = ['usr', 'etc'];
/** Which packages a release was made of; it is made anew where a runner has come to want more. */
const PACKAGE_LIST = 'packages.txt';

/**
 * Installs all there is; `say` is told what is being done. Gives back what could not be installed, with the remedy; the rest is
 * installed all the same.
 */
export function installRuntimes(say: (line: string) => void): string[] {
  mkdirSync(RUNTIMES_FOLDER, { recursive: true });
  const sources = [...RUNNERS.values()].map((runner) => runner.sources);
  const packages = [...new Set(sources.flatMap(({ debian = [] }) => debian))].sort();
  const modules = Object.fromEntries(sources.flatMap(({ npm = {} }) => Object.entries(npm)));
  const failures = [
    ...installPackages([...OWN_PACKAGES, ...packages], say),
    ...DEBIAN_RELEASES.filter((codename) => codename !== ownRelease()).flatMap((codename) =>
      installRelease(codename, packages, say),
    ),
    ...installModules(modules, say),
  ];
  for (const { manager } of sources) if (manager) takeOver(manager, say);
  return failures;
}

/** What root installed on behalf of someone is theirs, so that their own commands can write beside it. */
export function handOver(): void {
  const { SUDO_UID: user, SUDO_GID: group } = process.env;
  if (user !== undefined && group !== undefined)
    run('chown', ['-R', `${user}:${group}`, path.dirname(RUNTIMES_FOLDER)]);
}

/** Where `folder` is filled: under a name that is taken for no runtime, should it never be finished. */
function stagingOf(folder: string): string {
  return path.join(path.dirname(folder), `.${path.basename(folder)}.new`);
}

/** The machine's own system, by apt. */
function installPackages(packages: readonly string[], say: (line: string) => void): string[] {
  const isThere = (name: string): boolean => spawnSync('dpkg-query', ['--status', name]).status === 0;
  const missing = packages.filter((name) => !isThere(name));
  if (missing.length === 0) return [];
  const install = ['install', '--yes', '--no-install-recommends', ...missing];
  const remedy = `run it by hand: apt-get ${install.join(' ')}`;
  if (process.getuid?.() !== 0) return [`Only root can install packages; ${remedy}`];
  say(`apt-get ${install.join(' ')}`);
  const isDone =
    run('apt-get', ['update', '-qq']) && run('apt-get', [...install, '-qq'], { DEBIAN_FRONTEND: 'noninteractive' });
  return isDone ? [] : [`apt-get could not install them; see above, or ${remedy}`];
}

/** Another release of Debian, as a folder whose programs the sandbox shows. */
function installRelease(codename: string, packages: readonly string[], say: (line: string) => void): string[] {
  const folder = systemFolder(codename);
  const wanted = `${packages.join('\n')}\n`;
  const list = path.join(folder, PACKAGE_LIST);
  if (existsSync(list) && readFileSync(list, 'utf8') === wanted) return [];
  say(`Debian ${codename}: a minute or two, and 2 GB`);
  const staged = stagingOf(folder);
  rmSync(staged, { recursive: true, force: true });
  const options = [
    ...['--variant=essential', `--include=${packages.join(',')}`],
    // A mirror that is a few weeks behind is still signed.
    '--aptopt=Acquire::Check-Valid-Until "false"',
    ...['doc', 'locale'].map((name) => `--dpkgopt=path-exclude=/usr/share/${name}/*`),
  ];
  const mirror = findMirror();
  if (!run('mmdebstrap', ['--quiet', ...options, codename, staged, ...(mirror === undefined ? [] : [mirror])])) {
    rmSync(staged, { recursive: true, force: true });
    return [`mmdebstrap could not make Debian ${codename}; see above`];
  }
  for (const name of readdirSync(staged).filter((each) => !KEPT_FOLDERS.includes(each))) {
    rmSync(path.join(staged, name), { recursive: true, force: true });
  }
  writeFileSync(path.join(staged, PACKAGE_LIST), wanted);
  rmSync(folder, { recursive: true, force: true });
  renameSync(staged, folder);
  return [];
}

/** The mirror that this machine's own Debian comes from; `undefined` leaves the choice to mmdebstrap. */
function findMirror(): string | undefined {
  const format = '$(ORIGIN) $(CODENAME) $(REPO_URI)';
  const { stdout, error } = spawnSync('apt-get', ['indextargets', '--format', format, 'Identifier: Packages'], {
    encoding: 'utf8',
  });
  if (error) return undefined;
  const own = `Debian ${ownRelease() ?? ''} `;
  return stdout
    .split('\n')
    .find((line) => line.startsWith(own))
    ?.slice(own.length);
}

/** npm packages, each under the name that says its version. */
function installModules(modules: Readonly<Record<string, string>>, say: (line: string) => void): string[] {
  const dependencies = Object.fromEntries(Object.entries(modules).map(([name, spec]) => [name, `npm:${spec}`]));
  const wanted = `${JSON.stringify({ private: true, dependencies }, undefined, 2)}\n`;
  const file = path.join(NPM_FOLDER, 'package.json');
  const names = Object.keys(modules);
  const isThere = names.every((name) => existsSync(path.join(NPM_FOLDER, 'node_modules', name, 'package.json')));
  if (isThere && readFileSync(file, 'utf8') === wanted) return [];
  say(`npm install ${Object.values(modules).join(' ')}`);
  mkdirSync(NPM_FOLDER, { recursive: true });
  writeFileSync(file, wanted);
  const install = ['install', '--ignore-scripts', '--no-audit', '--no-fund', '--silent', '--prefix', NPM_FOLDER];
  if (run('npm', install)) return [];
  // So that it is tried again.
  rmSync(file);
  return ['npm could not install them: npm install --prefix .cache/runtimes/npm says why'];
}

/** Copies toolchains out of a home, which the sandbox's user may not read. */
function takeOver({ folder, pattern, prefix, additions }: VersionManager, say: (line: string) => void): void {
  const from = path.join(homedir(), folder);
  const names = existsSync(from) ? readdirSync(from).filter((name) => pattern.test(name)) : [];
  for (const name of names) {
    const to = path.join(RUNTIMES_FOLDER, `${prefix}${name}`);
    if (existsSync(to)) continue;
    say(`${prefix}${name}, from ~/${folder}`);
    cpSync(path.join(from, name), stagingOf(to), {
      recursive: true,
      verbatimSymlinks: true,
      // Python compiles a module anew where its source is not of the time that the compiled one names.
      preserveTimestamps: true,
      filter: (source) => path.basename(path.dirname(source)) !== additions,
    });
    renameSync(stagingOf(to), to);
  }
}

function run(command: string, args: readonly string[], env: NodeJS.ProcessEnv = {}): boolean {
  const { status } = spawnSync(command, args, {
    stdio: ['ignore', 'inherit', 'inherit'],
    env: { ...process.env, ...env },
  });
  return status === 0;
}
