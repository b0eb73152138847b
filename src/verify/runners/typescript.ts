import path from 'node:path';
import { detectAll, lineIn, MEBIBYTE, ownFile, type Runner } from '../runner.ts';
import { findToolchains } from '../toolchains.ts';
import { node } from './node.ts';

/** What a new project has: strict, a current language level, and the globals that Node and browsers share. */
const OPTIONS = [
  ...['--noEmit', '--strict', '--pretty', 'false', '--target', 'es2022', '--module', 'nodenext'],
  ...['--lib', 'es2023,dom', '--skipLibCheck', '--allowImportingTsExtensions'],
];

export const typescript: Runner = {
  id: 'typescript',
  label: 'TypeScript',
  grammar: 'typescript',
  filename: 'main.mts',
  seconds: 30,
  memory: 4096 * MEBIBYTE,
  async detect() {
    const kept = await findToolchains('typescript-');
    return detectAll(
      kept.map((folder) => ({
        binary: `${MODULES}/typescript/bin/tsc`,
        mounts: [
          { from: folder, to: `${MODULES}/typescript` },
          { from: path.join(folder, '../node_modules/@typescript'), to: `${MODULES}/@typescript` },
          { from: path.dirname(process.execPath), to: '/usr/local/bin' },
        ],
        probe: [process.execPath, path.join(folder, 'bin/tsc'), '--version'] as const,
      })),
      /Version (\d+\.\d+\.\d+)/,
    );
  },
  /** Checks the types; a program without errors is then run by the Node that runs this, which strips them. */
  steps: ({ binary }, filename, args) => [
    { command: ['/usr/local/bin/node', binary, ...OPTIONS, filename] },
    { command: ['/usr/local/bin/node', filename, ...args] },
  ],
  // Where the types are sound, the program ran, and taking the types away leaves each line where it was.
  locate: (output, filename) =>
    lineIn(output, new RegExp(`${ownFile(filename)}\\((\\d+),`, 'g'), 'first') ?? node.locate(output, filename),
};

/** Where npm installs a global package. */
const MODULES = '/usr/local/lib/node_modules';
