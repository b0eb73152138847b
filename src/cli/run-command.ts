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
  /** The signal that it died of, such as `SIGSEGV`. */
  readonly signal: string | undefined;
  /** The end of its standard output, and behind it that of its standard error. */
  readonly printed: Buffer;
}

/** What is kept of each stream. In bytes. */
const KEPT = 1_000_000;
const LINE_FEED = 0x0a;

type Death = Pick<Ending, 'exit' | 'signal'>;

/**
 * Runs `command` to its end; what it leaves running may print a moment longer, and no more then. Throws where it cannot be
 * started.
 */
export async function runCommand(command: string, args: readonly string[], streams: Streams): Promise<Ending> {
  const isOnTerminal = [streams.stdin, streams.stdout, streams.stderr].every(({ isTTY }) => isTTY === true);
  const inTerminal = isOnTerminal ? terminalCommand(command, args, streams.env) : undefined;
  // The system would only say that a file is missing; which files a name may mean on Windows, it alone knows.
  if (process.platform !== 'win32' && findProgram(command, streams.env) === undefined) {
    throw new Error('there is no such program, or it is not executable');
  }
  const [kept, keptErrors] = [new EndOfStream(KEPT), new EndOfStream(KEPT)];
  const death = inTerminal
    ? await runTerminalCommand(inTerminal, streams, kept)
    : await runPiped(command, args, streams, kept, keptErrors).catch((error: unknown) => {
        throw startErrorOf(error);
      });
  const [out, err] = [kept.bytes(), keptErrors.bytes()];
  const isOpen = out.length > 0 && out.at(-1) !== LINE_FEED;
  return { ...death, printed: Buffer.concat([out, Buffer.from(isOpen ? '\n' : ''), err]) };
}

/** Why a command was not started, where the system says no more than that there is no file, or that it is of a wrong kind. */
function startErrorOf(error: unknown): Error {
  const isWrong = error instanceof Error && 'code' in error && (error.code === 'ENOENT' || error.code === 'EINVAL');
  if (isWrong && process.platform === 'win32') {
    return new Error(
      'there is no such .exe or .com file, and Windows starts no other; a .cmd file, as npx is, is run by errdex run -- cmd /c npx',
    );
  }
  return error instanceof Error ? error : new Error(String(error));
}

/** In a pseudo terminal both outputs are one. Of a signal `script` tells by its exit code alone, as a shell does. */
async function runTerminalCommand(
  { program, args, env }: TerminalCommand,
  streams: Streams,
  kept: EndOfStream,
): Promise<Death> {
  const child = spawn(program, args, { stdio: ['inherit', 'pipe', 'inherit'], env: { ...streams.env, ...env } });
  const { exit, signal } = await waitFor(child, [{ from: child.stdout, to: streams.stdout, kept }]);
  return { exit, signal: signal ?? signalOf(exit) };
}

async function runPiped(
  command: string,
  args: readonly string[],
  { env, stdout, stderr }: Streams,
  kept: EndOfStream,
  keptErrors: EndOfStream,
): Promise<Death> {
  const [out, err] = [openPipe(), openPipe()];
  let child: ChildProcess;
  try {
    child = spawn(command, args, { stdio: ['inherit', out?.writer ?? 'pipe', err?.writer ?? 'pipe'], env });
  } finally {
    for (const pipe of [out, err]) pipe?.closeWriter();
  }
  return waitFor(child, [
    { from: out?.reader ?? child.stdout, to: stdout, kept },
    { from: err?.reader ?? child.stderr, to: stderr, kept: keptErrors },
  ]);
}

/** One output of a command, on its way. */
interface Channel {
  readonly from: Readable | null;
  readonly to: Writable;
  /** Gets the end of it. */
  readonly kept: EndOfStream;
}

/** Copies an output as it comes; done when nobody holds its other end any more, or nobody reads. */
async function copy({ from, to, kept }: Channel): Promise<void> {
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

/** How often an output is looked at behind the end of its command. In milliseconds. */
const TURN = 50;
/** So many turns without output are the end of it, and so many turns in all. */
const QUIET_TURNS = 4;
const TURNS = 20;

/**
 * Ends an output whose command is gone, but not what it left in the pipe, nor what a process behind it prints at once: others
 * may hold the other end for as long as they run.
 */
function endSoon({ from, to }: Channel): void {
  if (!from || from.closed) return;
  let [turns, quietTurns, isQuiet] = [0, 0, true];
  from.on('data', () => {
    isQuiet = false;
  });
  const look = (): void => {
    // Who reads slowly gets all.
    if (to.writableNeedDrain) return;
    turns += 1;
    quietTurns = isQuiet ? quietTurns + 1 : 0;
    isQuiet = true;
    if (turns === TURNS || quietTurns === QUIET_TURNS) from.destroy();
  };
  // Turns are counted, not time: in each of them the pipe is read again, however long it took to write what was read before.
  const timer = setInterval(() => setImmediate(look), TURN);
  from.on('close', () => {
    clearInterval(timer);
  });
}

/** Ctrl+C and Ctrl+\ reach the command by themselves, and it may go on. */
const FROM_KEYBOARD = ['SIGINT', 'SIGQUIT'] as const;
/** What a shell, and many a program, ends with that Ctrl+C stopped. */
const INTERRUPTED = 128 + constants.signals.SIGINT;

/** How `child` ended, when its output is copied. Ctrl+C is this program's own again as soon as the command is gone. */
async function waitFor(child: ChildProcess, channels: readonly Channel[]): Promise<Death> {
  const copies = channels.map(copy);
  let isInterrupted = false;
  const leaveToCommand = (signal: NodeJS.Signals): void => {
    isInterrupted ||= signal === 'SIGINT';
  };
  const forward = (): void => {
    child.kill('SIGTERM');
  };
  for (const signal of FROM_KEYBOARD) process.on(signal, leaveToCommand);
  process.on('SIGTERM', forward);
  let death: Death;
  try {
    death = await new Promise<Death>((resolve, reject) => {
      child.on('error', reject);
      child.on('exit', (code, signal) => {
        if (signal !== null) resolve({ exit: 128 + constants.signals[signal], signal });
        else resolve({ exit: code ?? 0, signal: isInterrupted && code === INTERRUPTED ? 'SIGINT' : undefined });
      });
    });
  } finally {
    for (const signal of FROM_KEYBOARD) process.off(signal, leaveToCommand);
    process.off('SIGTERM', forward);
  }
  channels.forEach(endSoon);
  await Promise.all(copies);
  return death;
}

/**
 * The signal that an exit code may stand for, such as `SIGSEGV` for 139; of 129, which git ends with where it is called wrongly,
 * that is less likely.
 */
function signalOf(exit: number): string | undefined {
  const number = exit - 128;
  return number === constants.signals.SIGHUP
    ? undefined
    : Object.entries(constants.signals).find(([, each]) => each === number)?.[0];
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
