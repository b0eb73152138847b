/** Every rule that looks at more than one field; each is one file in `checks/`. */
import { checkTemplates } from './checks/bad-placeholder.ts';
import { checkCauses } from './checks/cause-repeats-title.ts';
import { checkConcepts } from './checks/concept-alone.ts';
import { checkLinks } from './checks/unknown-link.ts';
import { checkHandRaised } from './checks/hand-raised.ts';
import { checkNames } from './checks/name-claimed-twice.ts';
import { checkRepeatedPrograms } from './checks/repeated-program.ts';
import { checkRepeatedProse } from './checks/repeated-prose.ts';
import { checkReserved } from './checks/reserved-language.ts';
import { checkReferences } from './checks/secondary-reference.ts';
import { checkSeverities } from './checks/severity-rule.ts';
import { checkExemptions } from './checks/skip-without-reference.ts';
import { checkPlaceholders } from './checks/todo.ts';
import { checkImports } from './checks/unused-import.ts';
import { checkWeakTemplates } from './checks/weak-template.ts';
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
  yield* checkTemplates(catalog);
  yield* checkWeakTemplates(catalog);
  yield* checkSeverities(catalog);
  yield* checkReferences(catalog);
  yield* checkHandRaised(catalog);
  yield* checkRepeatedPrograms(catalog);
  yield* checkImports(catalog);
  yield* checkCauses(catalog);
  yield* checkRepeatedProse(catalog);
}
