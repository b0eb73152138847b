import { toolchainAt } from '../machine.ts';
import { lineIn, MEBIBYTE, ownFile, type Runner } from '../runner.ts';
import { BUILD_FOLDER } from '../sandbox.ts';

export const rustc: Runner = {
  id: 'rustc',
  label: 'rustc',
  grammar: 'rust',
  filename: 'main.rs',
  seconds: 30,
  memory: 2048 * MEBIBYTE,
  seriesParts: 2,
  // Levels of lints, optimization, and what the generated code checks.
  options: /^-(?:[AWDF][\w:-]+|O|g|-edition=\d+|C(?:opt-level|overflow-checks|debug-assertions|panic)=\w+)$/,
  sources: {
    debian: ['rustc'],
    manager: { folder: '.rustup/toolchains', pattern: /^(?:stable|\d+\.\d+)/, prefix: 'rust-' },
  },
  async detect(machine) {
    const kept = (await machine.toolchains('rust-')).map((folder) => toolchainAt(folder));
    return [
      ...(await machine.find(kept, '/usr/local/bin/rustc', ['/usr/local/bin/rustc', '--version'], VERSION)),
      ...(await machine.find(machine.systems, '/usr/bin/rustc', ['/usr/bin/rustc', '--version'], VERSION)),
    ];
  },
  steps: ({ binary }, { filename, args, options }) => [
    { command: [binary, '--edition', '2021', '--color', 'never', ...options, '-o', `${BUILD_FOLDER}/main`, filename] },
    { command: [`${BUILD_FOLDER}/main`, ...args] },
  ],
  locate(output, filename) {
    const own = `${ownFile(filename)}:(\\d+):`;
    // Warnings of the compiler stand before a panic, and may stand before an error; their lines are not at fault.
    return (
      // Of several threads the first to panic: the others panic because of it. Before 1.73 the message stands in between.
      lineIn(output, new RegExp(`^thread .* panicked at (?:'[^]*?', )?${own}`, 'gm'), 'first') ??
      lineIn(output, new RegExp(`^error.*\\n *--> ${own}`, 'gm'), 'first')
    );
  },
};

const VERSION = /rustc (\d+\.\d+\.\d+\S*)/;
