/** A progress bar on a terminal; nothing elsewhere. */
import type { WriteStream } from 'node:tty';

export interface Progress {
  /** One more is done; `what` is shown beside the bar. */
  advance(what: string): void;
  /** Takes the bar away, so that something else can be printed; the next advance draws it again. */
  clear(): void;
  end(): void;
}

const WIDTH = 24;

/** Starts a bar of `total` steps on `stream`. */
export function startProgress(
  total: number,
  stream: WriteStream | (NodeJS.WritableStream & { isTTY?: false }),
): Progress {
  let done = 0;
  const clear = (): void => {
    if (stream.isTTY) stream.write('\r\u001B[K');
  };
  return {
    advance(what) {
      done += 1;
      if (!stream.isTTY) return;
      const filled = Math.round((WIDTH * done) / total);
      const bar = '█'.repeat(filled) + '░'.repeat(WIDTH - filled);
      const line = `${bar} ${String(done)}/${String(total)} ${what}`;
      stream.write(`\r\u001B[K${line.slice(0, stream.columns - 1)}`);
    },
    clear,
    end: clear,
  };
}
