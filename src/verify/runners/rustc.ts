import path from 'node:path';
import { detectAll, lineIn, literally, MEBIBYTE, type Runner } from '../runner.ts';
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
  locate: (output, filename) => lineIn(output, new RegExp(`${literally(filename)}:(\\d+):`, 'g'), 'first'),
};
