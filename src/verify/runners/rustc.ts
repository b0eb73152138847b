import path from 'node:path';
import { detectAll, lineIn, MEBIBYTE, ownFile, type Runner } from '../runner.ts';
import { BUILD_FOLDER } from '../sandbox.ts';
import { findToolchains } from '../toolchains.ts';

export const rustc: Runner = {
  id: 'rustc',
  label: 'rustc',
  grammar: 'rust',
  filename: 'main.rs',
  seconds: 30,
  memory: 2048 * MEBIBYTE,
  async detect() {
    const kept = await findToolchains('rust-');
    return detectAll(
      kept.map((folder) => {
        const probe = [path.join(folder, 'bin/rustc'), '--version'] as const;
        return { binary: '/usr/local/bin/rustc', mounts: [{ from: folder, to: '/usr/local' }], probe };
      }),
      /rustc (\d+\.\d+\.\d+\S*)/,
    );
  },
  steps: ({ binary }, filename, args) => [
    { command: [binary, '--edition', '2021', '--color', 'never', '-o', `${BUILD_FOLDER}/main`, filename] },
    { command: [`${BUILD_FOLDER}/main`, ...args] },
  ],
  locate(output, filename) {
    const own = `${ownFile(filename)}:(\\d+):`;
    // Warnings of the compiler stand before a panic, and may stand before an error; their lines are not at fault.
    return (
      // Of several threads the first to panic: the others panic because of it.
      lineIn(output, new RegExp(`^thread .* panicked at ${own}`, 'gm'), 'first') ??
      lineIn(output, new RegExp(`^error.*\\n *--> ${own}`, 'gm'), 'first')
    );
  },
};
