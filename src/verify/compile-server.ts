/**
 * Compile servers: a compiler that is slow to start stays up and compiles many programs, in a sandbox of its own that sees no
 * files but its own. It takes one line for each program and answers in one:
 *
 *     <name of the main file> (<name of a file> <content>)...
 *     <exit code> <what the compiler prints> (<name of a file it built> <content>)...
 *
 * Words are base64 and stand one space apart; an empty answer is "this one is not for me". Where a server fails, the step's own
 * command decides, in a sandbox with limits of its own.
 */
import path from 'node:path';
import { createInterface } from 'node:readline';
import type { Place } from './machine.ts';
import { NO_PROGRAM, startInSandbox, type Mount, type SandboxResult } from './sandbox.ts';

export interface CompileServer {
  /** What starts it inside the sandbox. */
  readonly command: readonly [string, ...string[]];
  /** What it needs beside what the compiler needs: its own source. */
  readonly mounts: readonly Mount[];
  /** Bytes of data it may hold; a server also bounds its own heap, since it starts no other processes. */
  readonly memory: number;
}

export interface Compilation extends Pick<SandboxResult, 'exit' | 'output'> {
  /** Name to content of what was built. */
  readonly built: ReadonlyMap<string, Buffer>;
}

/** Longer than a verification takes; what a single program may take is counted from when it was sent. */
const SECONDS_UP = 3600;
/** More than this is no answer. */
const MAX_ANSWER_BYTES = 16 * 1024 * 1024;
const NOT_FOR_ME = '';

interface Running {
  /** `undefined` where it ended, or took too long, or has no answer for this one. */
  ask(line: string, seconds: number): Promise<string | undefined>;
  close(): void;
}

/** Servers by what they compile with, started when first needed. */
export class CompileServers {
  readonly #running = new Map<string, Running>();
  /** A server compiles one program at a time; the next waits for this. */
  readonly #busy = new Map<string, Promise<unknown>>();

  /** Compiles `files`, of which `main` is the one that was asked for; `undefined` where the server cannot tell. */
  compile(
    server: CompileServer,
    place: Place,
    main: string,
    files: Readonly<Record<string, string>>,
    seconds: number,
  ): Promise<Compilation | undefined> {
    const key = JSON.stringify([server.command, place]);
    const turn = (this.#busy.get(key) ?? Promise.resolve()).then(async () => {
      const running = this.#running.get(key) ?? this.#start(server, place);
      this.#running.set(key, running);
      const answer = await running.ask(encode([main, ...Object.entries(files).flat()]), seconds);
      const compilation = answer === undefined ? undefined : decode(answer);
      if (compilation || answer === NOT_FOR_ME) return compilation;
      // It may be in any state now, or may yet answer this one, and the next program gets a new one.
      running.close();
      this.#running.delete(key);
      return undefined;
    });
    this.#busy.set(key, turn);
    return turn;
  }

  /** Ends every server. */
  async close(): Promise<void> {
    await Promise.allSettled(this.#busy.values());
    for (const running of this.#running.values()) running.close();
    this.#running.clear();
  }

  #start(server: CompileServer, place: Place): Running {
    const child = startInSandbox({
      ...NO_PROGRAM,
      ...place,
      command: server.command,
      mounts: [...place.mounts, ...server.mounts],
      seconds: SECONDS_UP,
      memory: server.memory,
    });
    const close = (): void => void child.kill('SIGKILL');
    const lines = createInterface({ input: child.stdout });
    let answered: (line: string | undefined) => void = () => undefined;
    let isUp = true;
    let size = 0;
    child.stdout.on('data', (chunk: Buffer) => {
      size += chunk.length;
      if (size > MAX_ANSWER_BYTES) close();
    });
    lines.on('line', (line) => {
      answered(line);
    });
    const end = (): void => {
      isUp = false;
      answered(undefined);
    };
    child.on('error', end);
    child.on('close', end);
    return {
      close,
      ask: (line, seconds) =>
        new Promise((resolve) => {
          size = 0;
          const timer = setTimeout(close, seconds * 1000);
          answered = (answer) => {
            clearTimeout(timer);
            resolve(answer);
          };
          if (isUp) child.stdin.write(`${line}\n`);
          else answered(undefined);
        }),
    };
  }
}

function encode(words: readonly string[]): string {
  return words.map((word) => Buffer.from(word).toString('base64')).join(' ');
}

/** An answer as data; `undefined` where it is none. */
function decode(answer: string): Compilation | undefined {
  const [exit = '', output = '', ...rest] = answer.split(' ').map((word) => Buffer.from(word, 'base64'));
  if (!/^\d+$/.test(exit.toString())) return undefined;
  const built = new Map<string, Buffer>();
  for (let index = 0; index + 1 < rest.length; index += 2) {
    const name = path.posix.normalize(String(rest[index]));
    // What it built is written outside its sandbox, and it has read what nobody vouches for.
    if (path.posix.isAbsolute(name) || name.startsWith('..') || name.includes('\0')) return undefined;
    built.set(name, rest[index + 1] ?? Buffer.alloc(0));
  }
  return { exit: Number(exit.toString()), output: output.toString(), built };
}
