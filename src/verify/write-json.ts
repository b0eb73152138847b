/** Writes what verification records into a catalog: renamed into place, and never through a link. */
import { mkdir, realpath, rename, writeFile } from 'node:fs/promises';
import path from 'node:path';

/**
 * Writes `value` to `file`, a path below the catalog's `root`. A link that stands there is replaced and not followed; throws where
 * its folder is one.
 */
export async function writeJson(root: string, file: string, value: unknown): Promise<void> {
  const target = path.join(root, file);
  const folder = path.dirname(target);
  await mkdir(folder, { recursive: true });
  if ((await realpath(folder)) !== path.join(await realpath(root), path.dirname(file))) {
    throw new Error(`${folder} is a link: put a folder there`);
  }
  const staged = `${target}.${process.pid}`;
  await writeFile(staged, `${JSON.stringify(value, undefined, 2)}\n`, { flag: 'wx' });
  await rename(staged, target);
}
