import { lineIn, MEBIBYTE, ownFile, type Runner } from '../runner.ts';
import { INSIDE_FOLDER, INSIDE_MOUNT } from '../sandbox.ts';

export const ruby: Runner = {
  id: 'ruby',
  label: 'Ruby',
  grammar: 'ruby',
  filename: 'main.rb',
  seconds: 5,
  memory: 1024 * MEBIBYTE,
  seriesParts: 2,
  sources: { debian: ['ruby'] },
  detect: (machine) =>
    machine.find(machine.systems, '/usr/bin/ruby', ['/usr/bin/ruby', '--version'], /^ruby (\d+\.\d+\.\d+)/),
  steps: ({ binary }, { filename, args, options }) => [
    { command: [binary, `-r${INSIDE_FOLDER}/sync.rb`, ...options, filename, ...args], mounts: [INSIDE_MOUNT] },
  ],
  locate(output, filename) {
    const own = `${ownFile(filename)}:(\\d+):`;
    return (
      lineIn(output, new RegExp(`${own}(?! warning: )`, 'g'), 'first') ?? lineIn(output, new RegExp(own, 'g'), 'first')
    );
  },
};
