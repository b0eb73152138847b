/** Every runner; a new runtime is one file in `runners/` and one line here. */
import type { Catalog, Entry, Program } from '../catalog/load.ts';
import type { Runner } from './runner.ts';
import { cpython } from './runners/cpython.ts';
import { go } from './runners/go.ts';
import { java } from './runners/java.ts';
import { node } from './runners/node.ts';
import { postgresql } from './runners/postgresql.ts';
import { rustc } from './runners/rustc.ts';
import { typescript } from './runners/typescript.ts';

export const RUNNERS: ReadonlyMap<string, Runner> = new Map(
  [cpython, go, java, node, postgresql, rustc, typescript].map((runner) => [runner.id, runner]),
);

/** The runner of a program: its own, or that of its language; `undefined` where that name is no runner. */
export function runnerOf(catalog: Catalog, entry: Entry, program: Program): Runner | undefined {
  return RUNNERS.get(program.data.runner ?? catalog.languages.get(entry.language)?.runner ?? '');
}
