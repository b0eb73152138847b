/** Makes the program `errdex` and its data, as the package has them and as a clone runs them. */
import { mkdir } from 'node:fs/promises';
import path from 'node:path';
import packageJson from '../package.json' with { type: 'json' };
import type { Catalog } from '../src/catalog/load.ts';
import { makeData } from '../src/cli/make-data.ts';
import { makeProgram } from '../src/cli/make-program.ts';
import type { Config } from '../src/config.ts';
import type { EvidenceByEntry } from '../src/verify/evidence.ts';

/** Writes both into `folder`, which is made. */
export async function makeCli(
  folder: string,
  { siteUrl, base }: Config,
  catalog: Catalog,
  evidence: EvidenceByEntry,
): Promise<void> {
  await mkdir(folder, { recursive: true });
  await makeProgram(path.dirname(import.meta.dirname), path.resolve(folder));
  const about = { version: packageJson.version, address: siteUrl + base };
  await makeData(catalog, evidence, about, path.join(folder, 'data'));
}
