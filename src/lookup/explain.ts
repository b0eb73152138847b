/** Finds the errors in a pasted log, the one that matters first. Pure; the browser and the command line ask the same code. */
import { compileMessages } from './compile-messages.ts';
import { findHits } from './find-hits.ts';
import type { MessageIndex } from './message-index.ts';
import { readPaste } from './paste-lines.ts';
import { rankHits } from './rank-hits.ts';

export interface Explanation {
  /** Id of the entry: `python/key-error`. */
  readonly id: string;
  readonly name: string;
  /** Id of the language. */
  readonly language: string;
  /** From 0 to 1; ranks, and tells a sure answer from a guess. */
  readonly score: number;
  /** What was recognized: a message template as it is compared, or a name that stands alone. */
  readonly message: string;
  /** Numbers of the lines that it matched, from 1. */
  readonly lines: readonly number[];
  /** What the paste has for each placeholder of the template. */
  readonly placeholders: Readonly<Record<string, string>>;
}

/** Turns what a hit counts into a share of certainty: so much leaves a third of doubt. */
const A_THIRD_OF_DOUBT = 8;

/** The entries whose error is in `paste`, best first, at most `limit`; none where nothing is known. */
export function explain(index: MessageIndex, paste: string, limit = 8): Explanation[] {
  const compiled = compileMessages(index);
  const lines = readPaste(paste);
  return rankHits(compiled, lines, [...findHits(compiled, lines)])
    .slice(0, limit)
    .map(({ hit, score }) => {
      const [languageIndex = 0, slug = '', name = ''] = index.entries[hit.entry] ?? [];
      const [language = ''] = index.languages[languageIndex] ?? [];
      return {
        id: `${language}/${slug}`,
        name,
        language,
        score: 1 - Math.exp(-Math.max(score, 1) / A_THIRD_OF_DOUBT),
        message: hit.by,
        lines: [...new Set(lines.slice(hit.line, hit.line + hit.height).map(({ number }) => number))],
        placeholders: hit.values,
      };
    });
}
