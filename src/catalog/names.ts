/** How names become ids and addresses, and which of the known words a mistyped one was meant to be. */

/** A name in kebab case: `ExceptionGroup` -> `exception-group`, `E0382` -> `e0382`, `IsADirectoryError` -> `is-a-directory-error`. */
export function toKebab(name: string): string {
  return toAddress(
    name
      .replace(/([a-z])([A-Z])(?=[A-Za-z])/g, '$1-$2')
      .replace(/(\d)([A-Z])(?=[a-z])/g, '$1-$2')
      .replace(/([A-Z]{2,}|(?<=-)[A-Z])([A-Z][a-z])/g, '$1-$2'),
  );
}

/** A name as the path segment a reader would guess: `IOError` -> `ioerror`, `SQLSTATE 23505` -> `sqlstate-23505`. */
export function toAddress(name: string): string {
  return name
    .toLowerCase()
    .replace(/[^a-z\d]+/g, '-')
    .replace(/^-|-$/g, '');
}

/** The path segments that lead to `name`: as typed and in kebab case; none where it has no letter or digit of ASCII. */
export function addressesOf(name: string): string[] {
  return [toAddress(name), toKebab(name)].filter((segment) => segment !== '');
}

/** What an entry answers to. */
export interface Named {
  /** The part of its id after the language. */
  readonly slug: string;
  readonly name: string;
  readonly aliases: readonly string[];
}

/** Every path segment that leads to an entry: its own first, then those of its name and of its aliases. */
export function addressesOfEntry({ slug, name, aliases }: Named): string[] {
  return [slug, ...[name, ...aliases].flatMap(addressesOf)];
}

/** The candidate nearest to `word`, or `undefined` where none is near enough to be meant. */
export function nearest(word: string, candidates: Iterable<string>): string | undefined {
  const bound = word.length < 4 ? 1 : Math.max(2, Math.floor(word.length / 3));
  let best: string | undefined;
  let bestDistance = bound + 1;
  for (const candidate of candidates) {
    if (Math.abs(candidate.length - word.length) >= bestDistance) continue;
    const distance = editDistance(word.toLowerCase(), candidate.toLowerCase());
    if (distance < bestDistance) [best, bestDistance] = [candidate, distance];
  }
  return best;
}

/**
 * How many letters to add, drop, change or swap with their neighbor to get from `a` to `b` (optimal string alignment). Both
 * are names, so the product of their lengths is small.
 */
export function editDistance(a: string, b: string): number {
  let before: number[] = [];
  let previous = Array.from({ length: b.length + 1 }, (_, column) => column);
  for (let row = 1; row <= a.length; row += 1) {
    const current = [row];
    for (let column = 1; column <= b.length; column += 1) {
      const same = a[row - 1] === b[column - 1];
      const swapped = row > 1 && column > 1 && a[row - 1] === b[column - 2] && a[row - 2] === b[column - 1];
      current[column] = Math.min(
        (previous[column - 1] ?? 0) + (same ? 0 : 1),
        (previous[column] ?? 0) + 1,
        (current[column - 1] ?? 0) + 1,
        swapped ? (before[column - 2] ?? 0) + 1 : Infinity,
      );
    }
    [before, previous] = [previous, current];
  }
  return previous[b.length] ?? 0;
}
