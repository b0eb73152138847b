/** A concept compares: at least two languages have an entry that claims it, and exactly those are explained. */
import type { Catalog } from '../load.ts';
import type { Problem } from '../problem.ts';

export function* checkConcepts({ concepts, entries, languages, unreadable }: Catalog): Generator<Problem> {
  /** Of an entry that could not be read nobody knows what it claims. */
  const isOpen = (language: string): boolean => [...unreadable].some((id) => id.startsWith(`${language}/`));
  const isAnyOpen = [...unreadable].some((id) => id.includes('/'));
  const claims = new Map<string, Set<string>>();
  for (const { concepts: named, language } of entries.values()) {
    for (const concept of named) claims.set(concept, (claims.get(concept) ?? new Set()).add(language));
  }

  for (const { id, languages: explained, source } of concepts.values()) {
    const claiming = claims.get(id) ?? new Set<string>();
    if (claiming.size < 2 && !isAnyOpen) {
      yield {
        file: source.file,
        ...source.locate([]),
        rule: 'concept-alone',
        message: `the concept ${JSON.stringify(id)} has ${claiming.size === 0 ? 'no entry' : `entries of one language, ${[...claiming].join()}`}`,
        remedy: 'add it to the concepts of an entry in another language, or delete it',
      };
    }
    for (const language of claiming) {
      if (Object.hasOwn(explained, language)) continue;
      yield {
        file: source.file,
        ...source.locate(['languages']),
        rule: 'concept-unexplained',
        message: `does not say what differs in ${language}, which has an entry for it`,
        remedy: `add "${language}" to its languages`,
      };
    }
    for (const language of Object.keys(explained)) {
      if (claiming.size === 0 || claiming.has(language) || isOpen(language) || !languages.has(language)) continue;
      yield {
        file: source.file,
        ...source.locateKey(['languages'], language),
        rule: 'concept-without-entry',
        message: `no entry of ${language} claims the concept ${JSON.stringify(id)}`,
        remedy: `add "${id}" to the concepts of an entry in ${language}/, or remove the text`,
      };
    }
  }
}
