/**
 * Runs a command as the user who asks, with no other bound than its time and its output: for machines without bubblewrap, and
 * for programs that whoever runs them has read.
 */
import { spawn } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import {
  BUILD_FOLDER,
  MAX_OUTPUT_BYTES,
  SHELL,
  WORK_FOLDER,
  type Execute,
  type Mount,
  type SandboxedCommand,
  type SandboxResult,
} from './sandbox.ts';

/** Runs `job` where it stands; paths of the sandbox are those of this machine meanwhile, and what is printed has them back. */
export const runUnsandboxed: Execute = async (job) => {
  // As in the sandbox, what one run writes to its home the next does not find.
  const home = await mkdtemp(path.join(tmpdir(), 'errdex-home-'));
  try {
    return await run(job, [...placesOf(job), { from: home, to: '/tmp' }], home);
  } finally {
    await rm(home, { recursive: true, force: true });
  }
};

async function run(job: SandboxedCommand, places: readonly Mount[], home: string): Promise<SandboxResult> {
  const [shell, ...words] = [...SHELL, ...job.command].map((word) => translate(word, places, 'to', 'from'));
  const own = Object.entries(job.env).map(([name, value]) => [name, translate(value, places, 'to', 'from')] as const);
  const child = spawn(shell ?? '', words, {
    cwd: job.folder,
    env: {
      ...{ PATH: process.env['PATH'], LC_ALL: 'C.UTF-8', HOME: home, TZ: 'UTC', NO_COLOR: '1' },
      ...Object.fromEntries(own),
    },
    stdio: ['pipe', 'pipe', 'ignore'],
    // Of a group of its own, so that all it starts ends with it.
    detached: true,
  });
  const end = (): void => {
    if (child.pid === undefined) return;
    try {
      process.kill(-child.pid, 'SIGKILL');
    } catch {
      // It has ended by itself.
    }
  };
  const stopped: string[] = [];
  const stop = (why: string): void => {
    stopped.push(why);
    end();
    // What left the group may hold on to it.
    child.stdout.destroy();
  };
  const timer = setTimeout(stop, job.seconds * 1000, `it ran for more than ${String(job.seconds)} s`);
  const chunks: Buffer[] = [];
  let size = 0;
  child.stdout.on('data', (chunk: Buffer) => {
    size += chunk.length;
    if (size > MAX_OUTPUT_BYTES) stop(`it printed more than ${String(MAX_OUTPUT_BYTES / 1024)} KB`);
    else chunks.push(chunk);
  });
  // A program that does not read its input closes the pipe, which is no failure.
  child.stdin.on('error', () => undefined);
  child.stdin.end(job.stdin);
  child.on('exit', end);
  const exit = await new Promise<number>((resolve, reject) => {
    child.on('error', reject);
    child.on('close', (code) => {
      resolve(code ?? 137);
    });
  }).finally(() => {
    clearTimeout(timer);
  });
  return { exit, output: translate(Buffer.concat(chunks).toString(), places, 'from', 'to'), stopped: stopped[0] };
}

function placesOf({ mounts, writable, folder, buildFolder }: SandboxedCommand): Mount[] {
  return [...mounts, ...writable, { from: folder, to: WORK_FOLDER }, { from: buildFolder, to: BUILD_FOLDER }];
}

/** `text` with each place's path in one world replaced by that in the other, the longest first. */
function translate(text: string, places: readonly Mount[], from: keyof Mount, to: keyof Mount): string {
  const ordered = places.toSorted((a, b) => b[from].length - a[from].length);
  const paths = ordered.map((place) => RegExp.escape(place[from])).join('|');
  // In one pass, since the path of one place in one world may begin like that of another in the other.
  return text.replace(
    new RegExp(`(?<![\\w.-])(?:${paths})(?![\\w.-])`, 'g'),
    (found) => ordered.find((place) => place[from] === found)?.[to] ?? found,
  );
}
