/**
 * Catalogues for tests: a temporary folder made from a map of path to text, and the smallest files that break no rule.
 * A test takes one of those and spoils one thing in it.
 */
import assert from 'node:assert/strict';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';

/** Path from the catalogue's root, with slashes, to content. */
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

/** A catalogue that breaks no rule. */
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
