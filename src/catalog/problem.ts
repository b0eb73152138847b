/** A problem in the catalog as data; finding one never throws, printing one happens elsewhere. */

import { toVisibleLine } from './invisible.ts';

/** Where something stands in a file. */
export interface Position {
  /** From 1. */
  readonly line: number;
  /** From 1. */
  readonly column: number;
}

export interface Problem extends Position {
  /** Path from the catalog's root, with slashes: `python/key-error.yaml`. */
  readonly file: string;
  /** The rule that is broken, in kebab case. */
  readonly rule: string;
  /** What is wrong, with the value. */
  readonly message: string;
  /** How to mend it. */
  readonly remedy: string;
}

/**
 * Formats a problem as one line, whatever is in the file it speaks of; `prefix` is the catalog's folder as the reader
 * would type it.
 */
export function formatProblem(problem: Problem, prefix: string): string {
  const { file, line, column, rule, message, remedy } = problem;
  return toVisibleLine(`${prefix}/${file}:${String(line)}:${String(column)}  ${rule}  ${message}  (${remedy})`);
}

/**
 * Formats a problem as a workflow command of GitHub, which shows it beside the line it speaks of; `prefix` is the catalog's
 * folder from the top of the repository.
 */
export function formatAnnotation(problem: Problem, prefix: string): string {
  const { file, line, column, rule, message, remedy } = problem;
  const properties = Object.entries({ file: `${prefix}/${file}`, line, col: column, title: rule })
    .map(([key, value]) => `${key}=${escapeData(String(value)).replaceAll(':', '%3A').replaceAll(',', '%2C')}`)
    .join(',');
  return toVisibleLine(`::error ${properties}::${escapeData(`${message} (${remedy})`)}`);
}

/** What would end a workflow command, or read as such an escape, as GitHub reads it back. */
function escapeData(text: string): string {
  return text.replaceAll('%', '%25').replaceAll('\r', '%0D').replaceAll('\n', '%0A');
}

/** Orders problems as a reader walks the files. */
export function compareProblems(a: Problem, b: Problem): number {
  return (
    a.file.localeCompare(b.file, 'en') || a.line - b.line || a.column - b.column || a.rule.localeCompare(b.rule, 'en')
  );
}

/** Carries every problem of a catalog to whoever must stop because of them. */
export class CatalogError extends Error {
  readonly problems: readonly Problem[];

  constructor(problems: readonly Problem[], prefix: string) {
    super(problems.map((problem) => formatProblem(problem, prefix)).join('\n'));
    this.name = 'CatalogError';
    this.problems = problems;
  }
}
