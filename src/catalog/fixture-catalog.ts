/**
 * Catalogs for tests: a temporary folder made from a map of path to text, and the smallest files that break no rule.
 * A test takes one of those and spoils one thing in it.
 */
import assert from 'node:assert/strict';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { checkCatalog } from './check.ts';
import type { Vocabulary } from './checks/unknown-word.ts';
import { loadCatalog } from './load.ts';
import { compareProblems, formatProblem } from './problem.ts';

/** Path from the catalog's root, with slashes, to content. */
export type Files = Readonly<Record<string, string | Uint8Array>>;

export const LANGUAGE = `name: Python
summary: Errors are exceptions.
runner: cpython
grammar: python
official:
  title: Built-in Exceptions
  url: https://docs.python.org/3/library/exceptions.html
`;

export const ENTRY = `name: KeyError
title: A key is not in the mapping
kind: exception
category: bounds
level: error
severity: high
messages: ["KeyError: {key}"]
meaning: The mapping was asked for a key it does not have.
causes:
  - The key was never set.
repro:
  description: Asks an empty dictionary.
  code: |
    {}["a"]
fixes:
  - title: Ask with a default
    when: The key may be absent.
    code: |
      {}.get("a")
    why: It returns the default.
productionRisk: One record without the field fails the job.
`;

/** A catalog that breaks no rule. */
export const GOOD: Files = { 'python/_language.yaml': LANGUAGE, 'python/key-error.yaml': ENTRY };

/** `text` with its one `from` replaced, so that a test that spoils nothing fails. */
export function spoil(text: string, from: string, to: string): string {
  assert.equal(text.split(from).length, 2, `not exactly one ${JSON.stringify(from)} in the fixture`);
  return text.replace(from, () => to);
}

/** Writes `files` into a temporary folder, which is gone when `use` has ended. */
export async function withCatalog<Result>(files: Files, use: (root: string) => Promise<Result>): Promise<Result> {
  const root = await mkdtemp(path.join(tmpdir(), 'errdex-catalog-'));
  try {
    for (const [file, content] of Object.entries(files)) {
      await mkdir(path.dirname(path.join(root, file)), { recursive: true });
      await writeFile(path.join(root, file), content);
    }
    return await use(root);
  } finally {
    await rm(root, { recursive: true });
  }
}

/** What {@link linesOf} knows of the layers above. */
const VOCABULARY: Vocabulary = {
  grammars: new Set(['python', 'java', 'typescript']),
  runners: new Set(['cpython', 'java']),
};

/** The line of every problem in the catalog in `root`: of its files and of the rules across them. */
export async function linesIn(root: string): Promise<string[]> {
  const { catalog, problems } = await loadCatalog(root);
  return [...problems, ...checkCatalog(catalog, VOCABULARY)]
    .sort(compareProblems)
    .map((problem) => formatProblem(problem, 'errors'));
}

/** The same for a catalog of `files`. */
export function linesOf(files: Files): Promise<string[]> {
  return withCatalog(files, linesIn);
}
