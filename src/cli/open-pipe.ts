/**
 * A pipe as the system makes them. What Node.js gives to a child under that name is a socket, which a command can tell: it
 * cannot open `/dev/stdout`, and is not stopped by SIGPIPE when nobody reads any more.
 */
import { spawnSync } from 'node:child_process';
import { closeSync, constants, mkdtempSync, openSync, rmSync } from 'node:fs';
import { Socket } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { Readable } from 'node:stream';

export interface Pipe {
  /** Where a child writes to; the caller closes it by {@link closeWriter} when the child has it. */
  readonly writer: number;
  readonly reader: Readable;
  closeWriter(): void;
}

/** A new pipe, or `undefined` where the system cannot be asked for one. */
export function openPipe(): Pipe | undefined {
  try {
    const folder = mkdtempSync(path.join(tmpdir(), 'errdex-'));
    try {
      const file = path.join(folder, 'pipe');
      if (spawnSync('mkfifo', ['-m', '600', file]).status !== 0) return undefined;
      const reading = openSync(file, constants.O_RDONLY | constants.O_NONBLOCK);
      const writer = openSync(file, constants.O_WRONLY);
      return {
        writer,
        reader: new Socket({ fd: reading, readable: true, writable: false }),
        closeWriter: () => {
          closeSync(writer);
        },
      };
    } finally {
      rmSync(folder, { recursive: true });
    }
  } catch {
    return undefined;
  }
}
