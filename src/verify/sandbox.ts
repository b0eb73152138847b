/**
 * Runs one command that nobody vouches for: no network but its own loopback, a read-only system, bounded memory, processors,
 * processes, files, output and time, nothing left running. Needs bubblewrap, and says so where it is missing.
 */
import { spawn, type ChildProcess, type ChildProcessByStdio } from 'node:child_process';
import { access, constants } from 'node:fs/promises';
import { availableParallelism } from 'node:os';
import path from 'node:path';
import { type Readable, Writable } from 'node:stream';
import { watchMemory } from './memory.ts';

/** Where the program's files stand inside the sandbox, so that a path in its output names no machine. */
export const WORK_FOLDER = '/app';
/** Where a compiler leaves what the next step runs. */
export const BUILD_FOLDER = '/build';

/** A folder of this machine, shown inside the sandbox. */
export interface Mount {
  readonly from: string;
  /** Where it stands inside; a toolchain is put where its makers install it, since its path may be printed. */
  readonly to: string;
}

/** Where {@link INSIDE_MOUNT} shows what runs inside the sandbox on errdex's behalf. */
export const INSIDE_FOLDER = '/usr/local/share/errdex';
export const INSIDE_MOUNT: Mount = { from: path.resolve('src/verify/inside'), to: INSIDE_FOLDER };

export interface SandboxedCommand {
  readonly command: readonly [string, ...string[]];
  /** Folder on this machine whose `usr` stands at /usr inside: {@link THIS_SYSTEM}, or that of another release. */
  readonly system: string;
  /** Folder on this machine that holds the program's files; read-only at {@link WORK_FOLDER}. */
  readonly folder: string;
  /** Folder on this machine, at {@link BUILD_FOLDER}; shared by the steps of one program. */
  readonly buildFolder: string;
  /** Whether it may write there: a compiler, never a contributed program, which could fill the disk. */
  readonly builds: boolean;
  /** Further folders, read-only. */
  readonly mounts: readonly Mount[];
  /** Further folders, writable: a compiler's cache, never for a contributed program. */
  readonly writable: readonly Mount[];
  readonly env: Readonly<Record<string, string>>;
  readonly stdin: string;
  /** Seconds on the clock. */
  readonly seconds: number;
  /** Bytes of data that each of its processes may hold. */
  readonly memory: number;
}

export interface SandboxResult {
  /** Exit code; 128 + n where signal n ended it. */
  readonly exit: number;
  /** Standard output and error as they came, cut at {@link MAX_OUTPUT_BYTES}. */
  readonly output: string;
  /** What the sandbox had to stop, in words. */
  readonly stopped: string | undefined;
}

/** For a command that is about no program: the folders that every command has, with nothing in them to read or to write. */
export const NO_PROGRAM = {
  folder: INSIDE_MOUNT.from,
  buildFolder: INSIDE_MOUNT.from,
  builds: false,
  writable: [],
  env: {},
} as const;

/** Runs a command to its end or its limit. */
export type Execute = (job: SandboxedCommand) => Promise<SandboxResult>;

/** The machine's own system. */
export const THIS_SYSTEM = '/';

/** How {@link SandboxResult.stopped} begins where it was the sandbox that failed. */
export const SANDBOX_SAID = 'the sandbox said:';

/** More output than this ends the program. */
export const MAX_OUTPUT_BYTES = 256 * 1024;
/** More memory than this, of all processes of a command together, ends it. */
export const MAX_MEMORY_BYTES = 2 * 1024 * 1024 * 1024;

/** Starts the words that follow; it stays, and says what a reader's shell says of a program that a signal ended. */
export const SHELL = ['sh', '-c', 'exec 2>&1; "$@"; exit $?', 'sh'] as const;

const BWRAP = '/usr/bin/bwrap';
/** A user that owns nothing; root's own limits on processes would not hold. */
const NOBODY = '61001';

/** Servers refuse to start as a user without a name. */
const PASSWD = 'app:x:1000:1000::/tmp:/bin/sh\n';
/** The one host there is, under the name that programs use. */
const HOSTS = '127.0.0.1 localhost\n::1 localhost\n';

/** Throws, with the remedy, where the sandbox cannot be had. */
export async function requireSandbox(): Promise<void> {
  try {
    await access(BWRAP, constants.X_OK);
  } catch {
    throw new Error(`programs run only in a sandbox, and ${BWRAP} is missing: on Debian, apt-get install bubblewrap`);
  }
  const job = { ...NO_PROGRAM, system: THIS_SYSTEM, mounts: [], stdin: '', seconds: 10, memory: MAX_MEMORY_BYTES };
  const { exit, stopped, output } = await runInSandbox({ ...job, command: ['true'] });
  if (exit === 0) return;
  throw new Error(
    `programs run only in a sandbox, and it does not start here: ${stopped ?? output}\n` +
      'On Ubuntu, sysctl kernel.apparmor_restrict_unprivileged_userns=0; the folder of the project must be one that all users can enter.',
  );
}

/** Runs `job` in a sandbox of its own. */
export const runInSandbox: Execute = async (job) => {
  const started = performance.now();
  const child = startInSandbox(job);
  const chunks: Buffer[] = [];
  let size = 0;
  child.stdout.on('data', (chunk: Buffer) => {
    size += chunk.length;
    if (size > MAX_OUTPUT_BYTES) child.kill('SIGKILL');
    else chunks.push(chunk);
  });
  // Only the sandbox itself writes here: what the program says on standard error goes to its standard output.
  const complaints: Buffer[] = [];
  child.stderr.on('data', (chunk: Buffer) => complaints.push(chunk));
  child.stdin.end(job.stdin);
  const memory = watchMemory(child.pid, MAX_MEMORY_BYTES, () => child.kill('SIGKILL'));

  const exit = await new Promise<number>((resolve, reject) => {
    child.on('error', reject);
    child.on('close', (code) => {
      resolve(code ?? 137);
    });
  }).finally(() => {
    memory.stop();
  });
  const timedOut = exit === 137 && performance.now() - started >= job.seconds * 1000;
  const complaint = Buffer.concat(complaints).toString().trim();
  return {
    exit,
    output: Buffer.concat(chunks).toString(),
    stopped:
      size > MAX_OUTPUT_BYTES
        ? `it printed more than ${String(MAX_OUTPUT_BYTES / 1024)} KB`
        : memory.isExceeded()
          ? `its processes held more than ${String(MAX_MEMORY_BYTES / 1024 / 1024)} MB of memory together`
          : timedOut
            ? `it ran for more than ${String(job.seconds)} s`
            : complaint === ''
              ? undefined
              : `${SANDBOX_SAID} ${complaint}`,
  };
};

/** What runs now. */
const running = new Set<ChildProcess>();

/** Ends everything that was started, for a process that must end itself. */
export function endAll(): void {
  for (const child of running) child.kill('SIGKILL');
}

/** Starts `job` and leaves its standard input open, for whoever talks with it. */
export function startInSandbox(
  job: Omit<SandboxedCommand, 'stdin'>,
): ChildProcessByStdio<Writable, Readable, Readable> {
  const isRoot = process.getuid?.() === 0;
  const { seconds } = job;
  const child = spawn(
    'timeout',
    [
      ...['-s', 'KILL', String(seconds)],
      ...(isRoot ? ['setpriv', `--reuid=${NOBODY}`, `--regid=${NOBODY}`, '--clear-groups', '--'] : []),
      ...[BWRAP, ...sandboxOptions(job)],
      // Inside, where only its own processes count, not those of the user who runs this.
      ...['prlimit', '--nproc=256', `--data=${String(job.memory)}`, '--stack=8388608', '--fsize=134217728', '--core=0'],
      // The clock comes first, whatever the number of threads; the limit on processors is for what gets away from it.
      ...['--nofile=1024', `--cpu=${String(seconds * availableParallelism())}`, '--', 'setarch', '-R'],
      ...[...SHELL, ...job.command],
    ],
    {
      env: { PATH: '/usr/bin:/bin', LC_ALL: 'C.UTF-8', HOME: '/tmp', TZ: 'UTC', NO_COLOR: '1', ...job.env },
      stdio: ['pipe', 'pipe', 'pipe', 'pipe', 'pipe'],
    },
  );
  running.add(child);
  child.on('close', () => running.delete(child));
  // A program that does not read its input closes the pipe, which is no failure.
  child.stdin.on('error', () => undefined);
  for (const [descriptor, content] of [
    [3, PASSWD],
    [4, HOSTS],
  ] as const) {
    const pipe = child.stdio[descriptor];
    // A sandbox that fails does not read it, and says why on its standard error.
    pipe?.on('error', () => undefined);
    if (pipe instanceof Writable) pipe.end(content);
  }
  return child;
}

/** What bubblewrap is told: what can be seen inside, and what can be written. */
function sandboxOptions(job: Omit<SandboxedCommand, 'stdin'>): string[] {
  const { system, mounts, writable, folder, buildFolder, builds } = job;
  const of = (place: string): string => path.join(system, place);
  return [
    ...['--unshare-user', '--unshare-all', '--die-with-parent', '--new-session'],
    ...['--uid', '1000', '--gid', '1000', '--disable-userns', '--cap-drop', 'ALL', '--hostname', 'localhost'],
    ...['--ro-bind', of('usr'), '/usr', '--symlink', 'usr/bin', '/bin', '--symlink', 'usr/lib', '/lib'],
    ...['--symlink', 'usr/lib64', '/lib64', '--ro-bind', of('etc/alternatives'), '/etc/alternatives'],
    ...['--ro-bind-try', of('etc/ld.so.cache'), '/etc/ld.so.cache', '--proc', '/proc', '--dev', '/dev'],
    ...['--size', '16777216', '--tmpfs', '/dev/shm', '--remount-ro', '/dev'],
    ...['--size', '134217728', '--tmpfs', '/tmp', '--tmpfs', '/usr/local'],
    ...mounts.flatMap(({ from, to }) => ['--ro-bind', from, to]),
    ...['--remount-ro', '/usr/local'],
    ...writable.flatMap(({ from, to }) => ['--bind', from, to]),
    ...['--ro-bind', folder, WORK_FOLDER, '--chdir', WORK_FOLDER],
    ...[builds ? '--bind' : '--ro-bind', buildFolder, BUILD_FOLDER],
    ...['--ro-bind-data', '3', '/etc/passwd', '--ro-bind-data', '4', '/etc/hosts', '--remount-ro', '/'],
  ];
}
