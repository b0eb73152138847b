/** Every rule that looks at more than one field; each is one file in `checks/`. */
import { checkConcepts } from './checks/concept-alone.ts';
import { checkLinks } from './checks/unknown-link.ts';
import { checkNames } from './checks/name-claimed-twice.ts';
import { checkReserved } from './checks/reserved-language.ts';
import { checkExemptions } from './checks/skip-without-reference.ts';
import { checkPlaceholders } from './checks/todo.ts';
import { checkWords, type Vocabulary } from './checks/unknown-word.ts';
import type { Catalog } from './load.ts';
import type { Problem } from './problem.ts';

export function* checkCatalog(catalog: Catalog, vocabulary: Vocabulary): Generator<Problem> {
  yield* checkReserved(catalog);
  yield* checkWords(catalog, vocabulary);
  yield* checkLinks(catalog);
  yield* checkConcepts(catalog);
  yield* checkNames(catalog);
  yield* checkExemptions(catalog);
  yield* checkPlaceholders(catalog);
}
