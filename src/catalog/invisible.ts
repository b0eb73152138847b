/**
 * Characters that no file of a catalog holds and no line of a report prints: control characters, and those that make a
 * text read in another order than it stands.
 */

const INVISIBLE = /[^\P{Cc}\t\n\r]|[\u2028-\u202e\u2066-\u2069]/u;
const UNPRINTABLE = /[\p{Cc}\u2028-\u202e\u2066-\u2069]/gu;

/** Offset of the first such character in `text`, or -1; tabs and line ends are none. */
export function findInvisible(text: string): number {
  return text.search(INVISIBLE);
}

/** `U+0000`, as Unicode writes the character at `offset`. */
export function nameCharacter(text: string, offset = 0): string {
  return `U+${(text.codePointAt(offset) ?? 0).toString(16).toUpperCase().padStart(4, '0')}`;
}

/** `text` on one line, with what cannot be seen written out: `a\nb`, `\u0007`. */
export function toVisibleLine(text: string): string {
  return text.replace(UNPRINTABLE, (character) => {
    const quoted = JSON.stringify(character).slice(1, -1);
    return quoted.startsWith('\\') ? quoted : `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`;
  });
}
