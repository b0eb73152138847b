/**
 * Runs a command as if this program were not there, and keeps the end of what it prints. Where all three streams are a terminal
 * it gets a pseudo terminal of its own, from `script`, so that its colors, prompts and progress bars stay; else its output is
 * copied as it comes.
 */
import { spawn, spawnSync, type ChildProcess } from 'node:child_process';
import { constants } from 'node:os';
import type { Readable, Writable } from 'node:stream';
import { EndOfStream } from './end-of-stream.ts';
import { findProgram } from './find-program.ts';
import { openPipe } from './open-pipe.ts';
import type { Environment, Output } from './terminal.ts';

export interface Streams {
  readonly env: Environment;
  readonly stdin: Output;
  readonly stdout: Writable & Output;
  readonly stderr: Writable & Output;
}

/** How a command ended. */
export interface Ending {
  /** Its exit code; 128 + n where it died of signal n. */
  readonly exit: number;
  /** The end of its standard output, and behind it that of its standard error. */
  readonly printed: Buffer;
}

/** What is kept of each stream. In bytes. */
const KEPT = 1_000_000;
const LINE_FEED = 0x0a;

/** Runs `command` to its end, and to that of all who hold its output. Throws where it cannot be started. */
export async function runCommand(command: string, args: readonly string[], streams: Streams): Promise<Ending> {
  const isOnTerminal = [streams.stdin, streams.stdout, streams.stderr].every(({ isTTY }) => isTTY === true);
  const inTerminal = isOnTerminal ? terminalCommand(command, args, streams.env) : undefined;
  // The system would only say that a file is missing; Windows looks in more ways than one.
  if (process.platform !== 'win32' && findProgram(command, streams.env) === undefined) {
    throw new Error('there is no such program, or it is not executable');
  }
  const [kept, keptErrors] = [new EndOfStream(KEPT), new EndOfStream(KEPT)];
  const exit = inTerminal
    ? await runTerminalCommand(inTerminal, streams, kept)
    : await runPiped(command, args, streams, kept, keptErrors);
  const [out, err] = [kept.bytes(), keptErrors.bytes()];
  const isOpen = out.length > 0 && out.at(-1) !== LINE_FEED;
  return { exit, printed: Buffer.concat([out, Buffer.from(isOpen ? '\n' : ''), err]) };
}

/** In a pseudo terminal both outputs are one. */
function runTerminalCommand(
  { program, args, env }: TerminalCommand,
  streams: Streams,
  kept: EndOfStream,
): Promise<number> {
  const child = spawn(program, args, { stdio: ['inherit', 'pipe', 'inherit'], env: { ...streams.env, ...env } });
  return waitFor(child, [copy(child.stdout, streams.stdout, kept)]);
}

function runPiped(
  command: string,
  args: readonly string[],
  { env, stdout, stderr }: Streams,
  kept: EndOfStream,
  keptErrors: EndOfStream,
): Promise<number> {
  const [out, err] = [openPipe(), openPipe()];
  const child = spawn(command, args, { stdio: ['inherit', out?.writer ?? 'pipe', err?.writer ?? 'pipe'], env });
  for (const pipe of [out, err]) pipe?.closeWriter();
  return waitFor(child, [
    copy(out?.reader ?? child.stdout, stdout, kept),
    copy(err?.reader ?? child.stderr, stderr, keptErrors),
  ]);
}

/** Copies `from` as it comes and keeps the end of it; done when nobody holds its other end any more. */
async function copy(from: Readable | null, to: Writable, kept: EndOfStream): Promise<void> {
  if (!from) return;
  from.on('data', (chunk: Buffer) => {
    kept.push(chunk);
  });
  const stop = (): void => {
    from.destroy();
  };
  // Where nobody reads any more, the command must learn of it as it would without this program.
  to.on('error', stop);
  from.pipe(to, { end: false });
  await new Promise((resolve) => from.on('close', resolve));
  to.off('error', stop);
}

/** Ctrl+C and Ctrl+\ reach the command by themselves, and it may go on. */
const FROM_KEYBOARD = ['SIGINT', 'SIGQUIT'] as const;

/** The exit code of `child`, when all of its output is copied. */
async function waitFor(child: ChildProcess, copies: readonly Promise<void>[]): Promise<number> {
  const ignore = (): void => undefined;
  const forward = (): void => {
    child.kill('SIGTERM');
  };
  for (const signal of FROM_KEYBOARD) process.on(signal, ignore);
  process.on('SIGTERM', forward);
  try {
    const exit = await new Promise<number>((resolve, reject) => {
      child.on('error', reject);
      child.on('exit', (code, signal) => {
        resolve(code ?? 128 + (signal === null ? 0 : constants.signals[signal]));
      });
    });
    await Promise.all(copies);
    return exit;
  } finally {
    for (const signal of FROM_KEYBOARD) process.off(signal, ignore);
    process.off('SIGTERM', forward);
  }
}

/** The signal that an exit code stands for, such as `SIGSEGV` for 139. */
export function signalOf(exit: number): string | undefined {
  return Object.entries(constants.signals).find(([, number]) => number === exit - 128)?.[0];
}

interface TerminalCommand {
  readonly program: string;
  readonly args: readonly string[];
  readonly env: Environment;
}

/** How `script` runs a command in a pseudo terminal, with its exit code; `undefined` where no `script` does. */
function terminalCommand(command: string, args: readonly string[], env: Environment): TerminalCommand | undefined {
  const program = findProgram('script', env);
  if (program === undefined) return undefined;
  const { stdout } = spawnSync(program, ['--version'], { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] });
  if (stdout.includes('util-linux')) {
    // It takes a line for the shell that SHELL names; which may be any, so that the command gets its own SHELL back.
    const { SHELL } = env;
    const shell = SHELL === undefined ? 'unset SHELL; exec' : `SHELL=${quote(SHELL)} exec`;
    const line = [shell, ...[command, ...args].map(quote)].join(' ');
    return { program, args: ['-q', '-e', '-c', line, '/dev/null'], env: { SHELL: '/bin/sh' } };
  }
  // The one of BSD says no version. Others, such as that of BusyBox, lose the exit code.
  const isBsd = process.platform === 'darwin' || process.platform === 'freebsd';
  return isBsd ? { program, args: ['-q', '/dev/null', command, ...args], env: {} } : undefined;
}

function quote(word: string): string {
  return `'${word.replaceAll("'", "'\\''")}'`;
}
