/** Every grammar and runner that the catalog names is one that the renderer and the verifier have. */
import { programsOf, type Catalog } from '../load.ts';
import { nearest } from '../names.ts';
import type { Problem } from '../problem.ts';
import type { DataPath, YamlSource } from '../yaml-source.ts';

/** The words that other layers give meaning to. */
export interface Vocabulary {
  readonly grammars: ReadonlySet<string>;
  readonly runners: ReadonlySet<string>;
}

export function* checkWords(catalog: Catalog, { grammars, runners }: Vocabulary): Generator<Problem> {
  for (const { grammar, runner, official, source } of catalog.languages.values()) {
    if (!grammars.has(grammar)) yield unknownWord(source, ['grammar'], 'grammar', grammar, grammars);
    if (!runners.has(runner)) yield unknownWord(source, ['runner'], 'runner', runner, runners);
    const lister = official.list?.runner;
    if (lister !== undefined && !runners.has(lister)) {
      yield unknownWord(source, ['official', 'list', 'runner'], 'runner', lister, runners);
    }
  }
  for (const entry of catalog.entries.values()) {
    for (const { path, data } of programsOf(entry)) {
      if (data.runner === undefined || runners.has(data.runner)) continue;
      yield unknownWord(entry.source, [...path, 'runner'], 'runner', data.runner, runners);
    }
  }
}

function unknownWord(
  source: YamlSource,
  path: DataPath,
  kind: 'grammar' | 'runner',
  word: string,
  known: ReadonlySet<string>,
): Problem {
  const meant = nearest(word, known);
  return {
    file: source.file,
    ...source.locate(path),
    rule: `unknown-${kind}`,
    message: `there is no ${kind} ${JSON.stringify(word)}`,
    remedy:
      meant === undefined
        ? `use one such as ${[...known].slice(0, 5).join(', ')}`
        : `did you mean ${JSON.stringify(meant)}?`,
  };
}
