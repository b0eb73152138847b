/** Bundles the program into modules that need nothing but Node.js, with the licenses of what is bundled. */
import { readdir, readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { build } from 'esbuild';

/** Name of the module that starts the program. */
export const PROGRAM = 'errdex.js';

/** Writes the program in `root`, the project's folder, to `folder`; both are absolute. Throws where its source is broken. */
export async function makeProgram(root: string, folder: string): Promise<void> {
  const { metafile } = await build({
    absWorkingDir: root,
    entryPoints: { errdex: 'src/cli/main.ts' },
    outdir: folder,
    chunkNames: 'modules/[name]-[hash]',
    bundle: true,
    splitting: true,
    format: 'esm',
    platform: 'node',
    target: 'node20',
    minifySyntax: true,
    minifyWhitespace: true,
    metafile: true,
    logLevel: 'silent',
  });
  const packages = new Set(
    Object.keys(metafile.inputs).flatMap((file) => /^.*node_modules\/(?:@[^/]+\/)?[^/]+/.exec(file)?.[0] ?? []),
  );
  const licenses = await Promise.all([...packages].sort().map((each) => readLicense(root, each)));
  await writeFile(path.join(folder, 'LICENSES.txt'), licenses.join('\n'));
}

async function readLicense(root: string, folder: string): Promise<string> {
  const files = await readdir(path.join(root, folder));
  const file = files.find((name) => /^licen[cs]e/i.test(name));
  const name = folder.slice(folder.lastIndexOf('node_modules/') + 'node_modules/'.length);
  if (file === undefined) throw new Error(`${name} has no license file, and its license must come with it`);
  return `── ${name}\n\n${await readFile(path.join(root, folder, file), 'utf8')}`;
}
