/** What a command is: it takes words, options and its surroundings, and returns what to print. It ends no process. */
import type { Readable, Writable } from 'node:stream';
import type { CatalogData } from './catalog-data.ts';
import type { Environment, Output, Screen } from './terminal.ts';

/** Where a command runs. */
export interface Context {
  readonly data: CatalogData;
  readonly env: Environment;
  readonly stdin: Readable & Output;
  readonly stdout: Writable & Output;
  readonly stderr: Writable & Output;
  /** Standard output as it is written to. */
  readonly screen: Screen;
  /** Standard error as it is written to. */
  readonly errorScreen: Screen;
}

/** What came of a command. */
export interface Outcome {
  /** For standard output. */
  readonly out: string;
  /** For standard error. */
  readonly err: string;
  readonly exit: number;
}

/** `words` are what is no option; `options` are the names of those that are set. */
export type Command = (words: readonly string[], options: ReadonlySet<string>, context: Context) => Promise<Outcome>;

/** What was asked for and found. */
export const FOUND = 0;
/** What was asked for is not there. */
export const NOT_FOUND = 1;
/** It was asked wrongly, or cannot be answered. */
export const MISUSE = 2;

/** A command was called in a way that it does not know; the message says which way it does. */
export class UsageError extends Error {}

export function found(out: string): Outcome {
  return { out, err: '', exit: FOUND };
}

/** An answer to what cannot be done, without the usage, which was right. */
export function refused(message: string): Outcome {
  return { out: '', err: `errdex: ${message}\n`, exit: MISUSE };
}

/** What the system says of a failure, without its code and the call that failed: `no such file or directory`. */
export function reasonOf(error: unknown): string {
  const message = error instanceof Error ? error.message : String(error);
  return /^[A-Z]+: ([^,]+),/.exec(message)?.[1] ?? message;
}

export function notFound(err: string, out = ''): Outcome {
  return { out, err, exit: NOT_FOUND };
}
