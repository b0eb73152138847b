import { toolchainAt } from '../machine.ts';
import { lineIn, MEBIBYTE, ownFile, type Runner } from '../runner.ts';

/** The npm package with the executable for this processor. */
const PACKAGE = `@oven/bun-linux-${process.arch === 'arm64' ? 'aarch64' : process.arch}`;

/** JavaScript on JavaScriptCore, the engine of Safari. */
export const bun: Runner = {
  id: 'bun',
  label: 'Bun',
  grammar: 'javascript',
  filename: 'main.mjs',
  seconds: 5,
  memory: 4096 * MEBIBYTE,
  seriesParts: 1,
  sources: { npm: { 'bun-1': `${PACKAGE}@1` } },
  async detect(machine) {
    const kept = (await machine.toolchains('bun-')).map((folder) => toolchainAt(folder));
    return machine.find(kept, '/usr/local/bin/bun', ['/usr/local/bin/bun', '--version'], /^(\d+\.\d+\.\d+)/);
  },
  steps: ({ binary }, { filename, args, options }) => [{ command: [binary, ...options, filename, ...args] }],
  locate: (output, filename) => lineIn(output, new RegExp(`${ownFile(filename)}:(\\d+)`, 'g'), 'first'),
};
