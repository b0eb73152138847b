/** Which fields of the catalog are Markdown. */
import type { Catalog, Concept, Entry, Language } from './load.ts';
import type { DataPath, YamlSource } from './yaml-source.ts';

/** One Markdown field. */
export interface Prose {
  readonly source: YamlSource;
  readonly path: DataPath;
  readonly text: string;
}

/** Every Markdown field of the catalog. */
export function* proseOf(catalog: Catalog): Generator<Prose> {
  for (const language of catalog.languages.values()) yield* proseOfLanguage(language);
  for (const concept of catalog.concepts.values()) yield* proseOfConcept(concept);
  for (const entry of catalog.entries.values()) yield* proseOfEntry(entry);
}

function* proseOfLanguage({ source, summary }: Language): Generator<Prose> {
  yield { source, path: ['summary'], text: summary };
}

function* proseOfConcept({ source, meaning, languages }: Concept): Generator<Prose> {
  yield { source, path: ['meaning'], text: meaning };
  for (const [language, text] of Object.entries(languages)) yield { source, path: ['languages', language], text };
}

function* proseOfEntry(entry: Entry): Generator<Prose> {
  const { source } = entry;
  yield { source, path: ['meaning'], text: entry.meaning };
  yield { source, path: ['productionRisk'], text: entry.productionRisk };
  yield { source, path: ['repro', 'description'], text: entry.repro.description };
  for (const [index, text] of entry.causes.entries()) yield { source, path: ['causes', index], text };
  for (const [index, { title, when, why }] of entry.fixes.entries()) {
    yield { source, path: ['fixes', index, 'title'], text: title };
    yield { source, path: ['fixes', index, 'when'], text: when };
    yield { source, path: ['fixes', index, 'why'], text: why };
  }
  for (const [index, { title, description }] of entry.examples.entries()) {
    yield { source, path: ['examples', index, 'title'], text: title };
    if (description !== undefined) yield { source, path: ['examples', index, 'description'], text: description };
  }
  for (const [index, { avoid, because }] of entry.antiPatterns.entries()) {
    yield { source, path: ['antiPatterns', index, 'avoid'], text: avoid };
    yield { source, path: ['antiPatterns', index, 'because'], text: because };
  }
  for (const [index, { note }] of entry.versions.entries())
    yield { source, path: ['versions', index, 'note'], text: note };
}
