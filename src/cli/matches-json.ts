/** Matches in JSON: those of a name and those in a log have the same fields, so that one reader does for both. */
import type { Explanation } from '../lookup/explain.ts';
import type { NameMatch } from '../lookup/find-names.ts';
import { toJson } from './terminal.ts';

export function explanationsJson(matches: readonly Explanation[]): string {
  return toJson({
    matches: matches.map(({ id, name, language, score, lines, placeholders }) => ({
      id,
      name,
      language,
      score: round(score),
      lines,
      placeholders,
    })),
  });
}

export function namesJson(matches: readonly NameMatch[]): string {
  return toJson({
    matches: matches.map(({ id, name, score }) => {
      const [language] = id.split('/');
      return { id, name, language, score: round(score), lines: [], placeholders: {} };
    }),
  });
}

/** To three digits: more say nothing of a score. */
function round(score: number): number {
  return Math.round(score * 1000) / 1000;
}
