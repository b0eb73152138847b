import { toolchainAt } from '../machine.ts';
import { lineIn, MEBIBYTE, ownFile, type Runner } from '../runner.ts';
import { bun } from './bun.ts';

/** The npm package with the executable for this processor. */
const PACKAGE = `node-linux-${process.arch}`;
const VERSION = /v(\d+\.\d+\.\d+)/;

export const node: Runner = {
  id: 'node',
  label: 'Node.js',
  grammar: 'javascript',
  filename: 'main.mjs',
  seconds: 5,
  memory: 2048 * MEBIBYTE,
  seriesParts: 1,
  sources: {
    npm: Object.fromEntries(['20', '22', '24', '26'].map((major) => [`node-${major}`, `${PACKAGE}@${major}`])),
  },
  engines: [bun],
  async detect(machine) {
    const kept = (await machine.toolchains('node-')).map((folder) => toolchainAt(folder));
    return [
      ...(await machine.find(kept, '/usr/local/bin/node', ['/usr/local/bin/node', '--version'], VERSION)),
      ...(await machine.find(machine.systems, '/usr/bin/node', ['/usr/bin/node', '--version'], VERSION)),
    ];
  },
  steps: ({ binary }, { filename, args, options }) => [{ command: [binary, ...options, filename, ...args] }],
  locate: (output, filename) => lineIn(output, new RegExp(`${ownFile(filename)}:(\\d+)`, 'g'), 'first'),
};
