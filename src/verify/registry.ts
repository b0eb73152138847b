/** Every runner; a new runtime is one file in `runners/` and one line here. */
import type { Catalog, Entry, Program } from '../catalog/load.ts';
import type { Runner } from './runner.ts';
import { bash } from './runners/bash.ts';
import { bun } from './runners/bun.ts';
import { clang, clangxx } from './runners/clang.ts';
import { cpython } from './runners/cpython.ts';
import { curl } from './runners/curl.ts';
import { gcc, gxx } from './runners/gcc.ts';
import { git } from './runners/git.ts';
import { go } from './runners/go.ts';
import { java } from './runners/java.ts';
import { lua } from './runners/lua.ts';
import { make } from './runners/make.ts';
import { mariadb } from './runners/mariadb.ts';
import { nginx } from './runners/nginx.ts';
import { node } from './runners/node.ts';
import { npm } from './runners/npm.ts';
import { openssl } from './runners/openssl.ts';
import { perl } from './runners/perl.ts';
import { php } from './runners/php.ts';
import { postgresql } from './runners/postgresql.ts';
import { ruby } from './runners/ruby.ts';
import { rustc } from './runners/rustc.ts';
import { sqlite } from './runners/sqlite.ts';
import { typescript } from './runners/typescript.ts';

export const RUNNERS: ReadonlyMap<string, Runner> = new Map(
  [
    ...[bash, bun, clang, clangxx, cpython, curl, gcc, git, go, gxx, java, lua, make, mariadb, nginx, node, npm],
    ...[openssl, perl, php, postgresql, ruby, rustc, sqlite, typescript],
  ].map((runner) => [runner.id, runner]),
);

/** The runner of a program: its own, or that of its language; `undefined` where that name is no runner. */
export function runnerOf(catalog: Catalog, entry: Entry, program: Program): Runner | undefined {
  return RUNNERS.get(program.data.runner ?? catalog.languages.get(entry.language)?.runner ?? '');
}
