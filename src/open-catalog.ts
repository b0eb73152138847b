/** The one door to a catalog that has passed every rule: files, cross-references, prose, what a paste is answered with, evidence and schemas. */
import { checkCatalog } from './catalog/check.ts';
import { loadCatalog, type Catalog } from './catalog/load.ts';
import { compareProblems, type Problem } from './catalog/problem.ts';
import { proseOf } from './catalog/prose.ts';
import { checkSchemaFiles } from './catalog/schema-drift.ts';
import { checkAnswers } from './lookup/check-answers.ts';
import { GRAMMARS } from './render/grammars.ts';
import { checkProse } from './render/markdown.ts';
import { checkVersions } from './verify/check-versions.ts';
import { checkOptions } from './verify/check-options.ts';
import { checkEvidence, loadEvidence, type EvidenceByEntry } from './verify/evidence.ts';
import { checkOfficial, loadOfficial, type OfficialList } from './verify/official.ts';
import { runnerOf, RUNNERS } from './verify/registry.ts';

export interface OpenedCatalog {
  readonly catalog: Catalog;
  readonly evidence: EvidenceByEntry;
  /** Language id to what its runtime lists. */
  readonly official: ReadonlyMap<string, OfficialList>;
  /** Every problem, in the order of the files; a site is built only where there is none. */
  readonly problems: readonly Problem[];
}

/** Loads and checks the catalog in the folder `root`. */
export async function openCatalog(root: string): Promise<OpenedCatalog> {
  const { catalog, problems } = await loadCatalog(root);
  const proofs = await loadEvidence(root);
  const official = await loadOfficial(root);
  const found = [
    ...problems,
    ...checkCatalog(catalog, { grammars: GRAMMARS, runners: new Set(RUNNERS.keys()) }),
    ...checkProse(proseOf(catalog)),
    ...checkAnswers(catalog),
    ...(await checkSchemaFiles(root)),
    ...proofs.problems,
    ...official.problems,
    ...checkOfficial(catalog, official.lists),
    ...checkOptions(catalog, (entry, program) => runnerOf(catalog, entry, program)),
    ...checkEvidence(catalog, proofs.evidence, (entry, program) => runnerOf(catalog, entry, program)),
    ...checkVersions(catalog, proofs.evidence, (entry, program) => runnerOf(catalog, entry, program)),
  ];
  return { catalog, evidence: proofs.evidence, official: official.lists, problems: found.sort(compareProblems) };
}
