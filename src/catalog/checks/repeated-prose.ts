/** A sentence says something of its own entry: one that stands in two was copied, and is half true in one of them. */
import type { Catalog } from '../load.ts';
import type { Problem } from '../problem.ts';
import { proseOf, type Prose } from '../prose.ts';

/** Two authors write a shorter sentence alike without knowing of one another. In characters. */
const MIN_SENTENCE = 60;

export function* checkRepeatedProse(catalog: Catalog): Generator<Problem> {
  const first = new Map<string, Prose>();
  for (const prose of proseOf(catalog)) {
    // What changed with a version is one fact for all errors that it changed.
    if (prose.path[0] === 'versions') continue;
    for (const sentence of sentencesOf(prose.text)) {
      const other = first.get(sentence);
      if (other === undefined) first.set(sentence, prose);
      if (other === undefined || (other.source === prose.source && other.path === prose.path)) continue;
      const where = `${other.source.file}:${String(other.source.locate(other.path).line)}`;
      yield {
        file: prose.source.file,
        ...prose.source.locate(prose.path, sentence.split(' ').slice(0, 3).join(' ')),
        rule: 'repeated-prose',
        message: `the sentence ${JSON.stringify(sentence)} stands in ${where} too`,
        remedy: 'say what is true of this one, in its own words, or leave it out',
      };
    }
  }
}

function sentencesOf(text: string): string[] {
  return text
    .replace(/\s+/g, ' ')
    .split(/(?<=[.!?]) /)
    .filter(({ length }) => length >= MIN_SENTENCE);
}
