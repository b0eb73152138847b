import path from 'node:path';
import { detectAll, lineIn, MEBIBYTE, ownFile, type Runner } from '../runner.ts';
import { findToolchains } from '../toolchains.ts';

export const node: Runner = {
  id: 'node',
  label: 'Node.js',
  grammar: 'javascript',
  filename: 'main.mjs',
  seconds: 5,
  memory: 2048 * MEBIBYTE,
  async detect() {
    const kept = await findToolchains('node-');
    return detectAll(
      [
        ...kept.map((folder) => ({
          binary: '/usr/local/bin/node',
          mounts: [{ from: folder, to: '/usr/local' }],
          probe: [path.join(folder, 'bin/node'), '--version'] as const,
        })),
        { binary: '/usr/bin/node', mounts: [], probe: ['/usr/bin/node', '--version'] as const },
      ],
      /v(\d+\.\d+\.\d+)/,
    );
  },
  steps: ({ binary }, filename, args) => [{ command: [binary, filename, ...args] }],
  locate: (output, filename) => lineIn(output, new RegExp(`${ownFile(filename)}:(\\d+)`, 'g'), 'first'),
};
