/** A cause is what a reader can look for; the title in other words is the error said again. */
import type { Catalog } from '../load.ts';
import type { Problem } from '../problem.ts';
import { PLACEHOLDER } from '../skeleton.ts';

/** How much of a cause may be words of the title. */
const MAX_SHARE = 0.75;

export function* checkCauses({ entries }: Catalog): Generator<Problem> {
  for (const { title, causes, source } of entries.values()) {
    for (const [index, cause] of causes.entries()) {
      if (cause === PLACEHOLDER || shareOf(cause, title) <= MAX_SHARE) continue;
      yield {
        file: source.file,
        ...source.locate(['causes', index]),
        rule: 'cause-repeats-title',
        message: `the cause says what the title says: ${JSON.stringify(title)}`,
        remedy: 'say what to look at to know that it is this cause, or remove it',
      };
    }
  }
}

/** The share of the words of `cause` that `text` has. */
function shareOf(cause: string, text: string): number {
  const known = new Set(wordsOf(text));
  const words = wordsOf(cause);
  return words.filter((word) => known.has(word)).length / Math.max(1, words.length);
}

/** The words that carry a meaning, without their endings. */
function wordsOf(text: string): string[] {
  const words = text.toLowerCase().match(/[\p{L}\p{N}]{3,}/gu) ?? [];
  return words.filter((word) => !SMALL.has(word)).map((word) => word.replace(/(?:ings?|ed|s)$/, ''));
}

const SMALL = new Set(['the', 'and', 'for', 'not', 'was', 'has', 'that', 'with', 'are', 'its', 'which']);
