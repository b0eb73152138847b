/** Keeps the end of what is read and forgets what came before it. */

export class EndOfStream {
  readonly #max: number;
  #chunks: Buffer[] = [];
  #length = 0;
  #isCut = false;

  /** Keeps at least the last `max` bytes. */
  constructor(max: number) {
    this.#max = max;
  }

  push(chunk: Buffer): void {
    this.#chunks.push(chunk);
    this.#length += chunk.length;
    // Joined seldom, so that many small chunks cost no more than a few large ones.
    if (this.#length > 2 * this.#max) this.#trim();
  }

  /** Whether something was forgotten. */
  get isCut(): boolean {
    return this.#isCut || this.#length > this.#max;
  }

  /** The last `max` bytes; what is left of a line that was cut is left out. */
  bytes(): Buffer {
    this.#trim();
    const bytes = Buffer.concat(this.#chunks);
    return this.#isCut ? bytes.subarray(bytes.indexOf('\n') + 1) : bytes;
  }

  #trim(): void {
    if (this.#length <= this.#max) return;
    const end = Buffer.concat(this.#chunks).subarray(-this.#max);
    this.#chunks = [Buffer.from(end)];
    this.#length = end.length;
    this.#isCut = true;
  }
}
