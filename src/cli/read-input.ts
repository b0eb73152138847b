/** Reads what is to be explained, from a file or a stream: the end of it, as text. */
import { createReadStream } from 'node:fs';
import { stat } from 'node:fs/promises';
import type { Readable } from 'node:stream';
import { EndOfStream } from './end-of-stream.ts';

export interface Input {
  readonly text: string;
  /** Whether what came before was too long to be read. */
  readonly isCut: boolean;
}

/** In bytes; what fails is said at the end. */
export const MAX_INPUT = 4_000_000;

/** The end of `file`. Throws what the file system does, and for a folder. */
export async function readFileEnd(file: string): Promise<Input> {
  const stats = await stat(file);
  if (stats.isDirectory()) throw new Error('it is a folder, not a file');
  const { size } = stats;
  // Only a regular file has a size, and can be read from its middle.
  const start = Math.max(0, size - MAX_INPUT);
  const { text, isCut } = await readStreamEnd(createReadStream(file, { start }));
  return start === 0 ? { text, isCut } : { text: text.slice(text.indexOf('\n') + 1), isCut: true };
}

/** The end of `stream`. */
export async function readStreamEnd(stream: Readable): Promise<Input> {
  const end = new EndOfStream(MAX_INPUT);
  for await (const chunk of stream) {
    end.push(Buffer.isBuffer(chunk) ? chunk : Buffer.from(String(chunk)));
  }
  return { text: decode(end.bytes()), isCut: end.isCut };
}

/** UTF-8, or what Windows shells write to files: UTF-16 with its mark. NULs, as a log that was cut short while open has, go. */
export function decode(bytes: Buffer): string {
  const isUtf16 = bytes[0] === 0xff && bytes[1] === 0xfe;
  return new TextDecoder(isUtf16 ? 'utf-16le' : 'utf-8').decode(bytes).replaceAll('\0', '');
}

/** What share of a text control characters can be; in compressed data they are more than a tenth. */
const MAX_CONTROL_SHARE = 0.05;

/** Whether `text` was none before it was decoded: a program, an image, an archive. */
export function isBinary(text: string): boolean {
  // eslint-disable-next-line no-control-regex -- these are what it counts; tabs, line ends, backspaces and escapes occur in logs
  const controls = text.match(/[\u0001-\u0007\u000E-\u001A\u001C-\u001F]/g)?.length ?? 0;
  return controls > text.length * MAX_CONTROL_SHARE;
}
