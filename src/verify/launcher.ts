/**
 * Runs sandboxed commands from a process of its own. To start a process the system copies what describes the memory of the one
 * that asks, and verification, which holds a catalog, is large: asking from a small one takes a fifth of the time.
 */
import { fork } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { endAll, runInSandbox, type Execute, type SandboxedCommand, type SandboxResult } from './sandbox.ts';

export interface Launcher {
  readonly execute: Execute;
  close(): void;
}

interface Request {
  readonly id: number;
  readonly job: SandboxedCommand;
}

interface Answer {
  readonly id: number;
  readonly result: SandboxResult | undefined;
  /** Why there is no result. */
  readonly error: string;
}

/** Starts the process. */
export function startLauncher(): Launcher {
  const child = fork(fileURLToPath(import.meta.url));
  const waiting = new Map<number, { resolve: (result: SandboxResult) => void; reject: (error: Error) => void }>();
  let last = 0;
  child.on('message', ({ id, result, error }: Answer) => {
    if (result) waiting.get(id)?.resolve(result);
    else waiting.get(id)?.reject(new Error(error));
    waiting.delete(id);
  });
  child.on('close', () => {
    for (const { reject } of waiting.values()) reject(new Error('the process that runs programs ended'));
    waiting.clear();
  });
  return {
    execute: (job) =>
      new Promise((resolve, reject) => {
        last += 1;
        waiting.set(last, { resolve, reject });
        child.send({ id: last, job } satisfies Request);
      }),
    close: () => void child.kill(),
  };
}

/** The side of the small process. */
if (process.argv[1] === fileURLToPath(import.meta.url)) {
  // Whoever asked has ended, by itself or by Control-C, which this process gets too and leaves to the other.
  process.on('SIGINT', () => undefined);
  process.on('disconnect', () => {
    endAll();
    process.exit();
  });
  process.on('message', ({ id, job }: Request) => {
    const answer = (result: SandboxResult | undefined, error = ''): void => {
      if (process.connected) process.send?.({ id, result, error } satisfies Answer);
    };
    runInSandbox(job).then(answer, (error: unknown) => {
      answer(undefined, String(error));
    });
  });
}
