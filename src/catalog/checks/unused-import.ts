/**
 * What a shown program imports it uses. For languages whose own compiler says nothing of it; names are found as text, so that a
 * mention in a comment or a string counts as a use.
 */
import { programsOf, type Catalog, type Program } from '../load.ts';
import type { Problem } from '../problem.ts';

/** Grammar of a language to what finds the names that a line imports; one that stands in a block is tried, not needed. */
const IMPORTS: Readonly<Record<string, (line: string) => readonly string[]>> = {
  java: (line) => namesIn(/^import (?:static )?[\w.]+\.(\w+);/, line),
  javascript: importedByScript,
  php: (line) => namesIn(/^use [\w\\]*?(\w+);/, line),
  python: importedByPython,
  typescript: importedByScript,
};

export function* checkImports({ entries, languages }: Catalog): Generator<Problem> {
  for (const entry of entries.values()) {
    const find = IMPORTS[languages.get(entry.language)?.grammar ?? ''];
    if (!find) continue;
    for (const program of programsOf(entry)) {
      // Another language than that of the entry.
      if (program.data.runner !== undefined) continue;
      for (const { name, line } of unusedIn(program, find)) {
        yield {
          file: entry.source.file,
          ...entry.source.locate([...program.path, 'code'], line),
          rule: 'unused-import',
          message: `${program.key} imports ${name} and does not use it`,
          remedy: 'remove the import',
        };
      }
    }
  }
}

function unusedIn(
  { data, expect }: Program,
  find: (line: string) => readonly string[],
): { name: string; line: string }[] {
  const output = data.output ?? '';
  // What is unused may be what the error is about.
  if (expect === 'error' && /\bunused\b|\bnever (?:read|used)\b/.test(output)) return [];
  const lines = `${data.setup ?? ''}\n${data.code}`.trimEnd().split('\n');
  // The last line imports for what the import itself does.
  return lines.slice(0, -1).flatMap((line, index) => {
    const others = lines.filter((_, at) => at !== index).join('\n');
    return (
      find(line)
        // An import may be what fails.
        .filter((name) => name !== '' && !(expect === 'error' && output.includes(line.trim())))
        .filter((name) => !new RegExp(String.raw`(?<![\w$])${RegExp.escape(name)}(?![\w$])`).test(others))
        .map((name) => ({ name, line: line.trim() }))
    );
  });
}

function importedByPython(line: string): readonly string[] {
  const [, list = ''] = /^(?:from [\w.]+ )?import ([\w., ]+)$/.exec(line) ?? [];
  const isFrom = line.startsWith('from ');
  if (line.startsWith('from __future__')) return [];
  return list.split(',').flatMap((item) => {
    const [path = '', alias] = item.trim().split(/ as /);
    return alias ?? (isFrom ? path : (path.split('.')[0] ?? []));
  });
}

function importedByScript(line: string): readonly string[] {
  const [, list = ''] = /^(?:import|const) (?:type )?(?:\w+, )?\{([^}]*)\} (?:from|= require\()/.exec(line) ?? [];
  const named = list.split(',').flatMap(
    (item) =>
      item
        .trim()
        .replace(/^type /, '')
        .split(/ as |: /)
        .at(-1) ?? [],
  );
  const [, whole] = /^(?:import (?:\* as )?|const )([\w$]+)(?:, \{[^}]*\})? (?:from|= require\()/.exec(line) ?? [];
  return [...named, ...(whole === undefined ? [] : [whole])];
}

function namesIn(pattern: RegExp, line: string): readonly string[] {
  const [, name] = pattern.exec(line) ?? [];
  return name === undefined ? [] : [name];
}
