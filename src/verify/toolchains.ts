/** Toolchains kept beside the machine's own, one folder a version: `.cache/runtimes/cpython-3.11.7`. */
import { readdir } from 'node:fs/promises';
import path from 'node:path';

const FOLDER = path.resolve('.cache/runtimes');

/** The folders whose name starts with `prefix`, whole paths; none where nothing was installed. */
export async function findToolchains(prefix: string): Promise<string[]> {
  const names = await readdir(FOLDER).catch(() => []);
  return names.filter((name) => name.startsWith(prefix)).map((name) => path.join(FOLDER, name));
}
