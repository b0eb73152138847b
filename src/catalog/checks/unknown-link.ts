/** Every concept and every related entry that an entry names exists; so does every language that a concept explains. */
import type { Catalog } from '../load.ts';
import { nearest } from '../names.ts';
import type { Problem } from '../problem.ts';
import type { DataPath, YamlSource } from '../yaml-source.ts';

export function* checkLinks({ entries, concepts, languages, unreadable }: Catalog): Generator<Problem> {
  for (const { id, concepts: named, related, source } of entries.values()) {
    for (const [index, concept] of named.entries()) {
      if (named.indexOf(concept) < index) yield repeated(source, ['concepts', index], concept);
      if (concepts.has(concept) || unreadable.has(concept)) continue;
      yield {
        file: source.file,
        ...source.locate(['concepts', index]),
        rule: 'unknown-concept',
        message: `there is no concept ${JSON.stringify(concept)}`,
        remedy: suggest(
          concept,
          concepts.keys(),
          `use one of ${[...concepts.keys()].join(', ') || 'none'}, or add _concepts/${concept}.yaml like them`,
        ),
      };
    }
    for (const [index, other] of related.entries()) {
      if (related.indexOf(other) < index) yield repeated(source, ['related', index], other);
      if ((entries.has(other) || unreadable.has(other)) && other !== id) continue;
      yield {
        file: source.file,
        ...source.locate(['related', index]),
        rule: 'unknown-related',
        message: other === id ? 'an entry is not related to itself' : `there is no entry ${JSON.stringify(other)}`,
        remedy: other === id ? 'remove it' : suggest(other, entries.keys(), 'remove it, or write that entry'),
      };
    }
  }
  for (const { languages: explained, source } of concepts.values()) {
    for (const language of Object.keys(explained)) {
      if (languages.has(language) || unreadable.has(language)) continue;
      yield {
        file: source.file,
        ...source.locateKey(['languages'], language),
        rule: 'unknown-language',
        message: `there is no language ${JSON.stringify(language)}`,
        remedy: suggest(language, languages.keys(), 'use the name of a folder of the catalog'),
      };
    }
  }
}

function suggest(word: string, known: Iterable<string>, otherwise: string): string {
  const meant = nearest(word, known);
  return meant === undefined ? otherwise : `did you mean ${JSON.stringify(meant)}? else ${otherwise}`;
}

function repeated(source: YamlSource, path: DataPath, id: string): Problem {
  const message = `${JSON.stringify(id)} stands in this list already`;
  return { file: source.file, ...source.locate(path), rule: 'repeated-link', message, remedy: 'remove it' };
}
