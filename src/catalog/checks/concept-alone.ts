/** A concept compares: at least two languages have an entry that claims it, and each of them is explained. */
import type { Catalog } from '../load.ts';
import type { Problem } from '../problem.ts';

export function* checkConcepts({ concepts, entries, unreadable }: Catalog): Generator<Problem> {
  for (const { id, languages: explained, source } of concepts.values()) {
    const claiming = new Set(
      [...entries.values()].filter((entry) => entry.concepts.includes(id)).map(({ language }) => language),
    );
    if (claiming.size < 2 && ![...unreadable].some((unread) => unread.includes('/'))) {
      yield {
        file: source.file,
        ...source.locate([]),
        rule: 'concept-alone',
        message: `the concept ${JSON.stringify(id)} has ${claiming.size === 0 ? 'no language' : `one language, ${[...claiming].join()}`}`,
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
  }
}
