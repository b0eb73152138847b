/** For tests: the data of the smallest full catalog, and surroundings in which a command is called without a process. */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { PassThrough, Readable } from 'node:stream';
import { loadCatalog } from '../catalog/load.ts';
import { loadEvidence } from '../verify/evidence.ts';
import { openCatalogData, type CatalogData } from './catalog-data.ts';
import type { Context, Outcome } from './command.ts';
import { dispatch } from './dispatch.ts';
import { makeData } from './make-data.ts';
import { screenOf, type Environment, type Output } from './terminal.ts';

const CATALOG = path.resolve('e2e/fixtures/catalog');

/** Writes the data of the fixture catalog into `folder`. */
export async function makeFixtureData(folder: string): Promise<void> {
  const { catalog } = await loadCatalog(CATALOG);
  const { evidence } = await loadEvidence(CATALOG);
  await makeData(catalog, evidence, { version: '1.2.3', address: 'https://errors.example/docs/' }, folder);
}

/** A temporary folder, which is gone when `use` has ended. */
export async function withFolder<Result>(use: (folder: string) => Promise<Result>): Promise<Result> {
  const folder = await mkdtemp(path.join(tmpdir(), 'errdex-cli-'));
  try {
    return await use(folder);
  } finally {
    await rm(folder, { recursive: true });
  }
}

export interface Surroundings {
  readonly stdin?: string | Uint8Array;
  /** Whether and how standard output is a terminal. */
  readonly output?: Output;
  readonly env?: Environment;
}

/** What `errdex` answers to `args`, with the data in `folder`. */
export function callWith(folder: string, args: readonly string[], surroundings: Surroundings = {}): Promise<Outcome> {
  return dispatch(args, contextOf(openCatalogData(folder), surroundings));
}

function contextOf(data: CatalogData, { stdin = '', output = {}, env = {} }: Surroundings): Context {
  return {
    data,
    env,
    stdin: Readable.from([Buffer.from(stdin)]),
    stdout: new PassThrough(),
    stderr: new PassThrough(),
    screen: screenOf(output, env),
    errorScreen: screenOf({}, env),
  };
}
