import { lineIn, MEBIBYTE, ownFile, type Runner } from '../runner.ts';
import { inProject } from './script.ts';

export const make: Runner = {
  id: 'make',
  label: 'GNU Make',
  grammar: 'make',
  filename: 'Makefile',
  seconds: 5,
  memory: 512 * MEBIBYTE,
  seriesParts: 2,
  sources: { debian: ['make'] },
  detect: (machine) =>
    machine.find(machine.systems, '/usr/bin/make', ['/usr/bin/make', '--version'], /GNU Make (\d+\.\d+(?:\.\d+)?)/),
  steps: ({ binary }, { filename, args, options }) => [
    { command: inProject([binary, ...options, '-f', filename, ...args]) },
  ],
  locate(output, filename) {
    const own = `${ownFile(filename)}:(\\d+)`;
    return (
      // A recipe that failed; that of a make which a recipe started stands before.
      lineIn(output, new RegExp(`^make: \\*\\*\\* \\[${own}: `, 'gm'), 'first') ??
      lineIn(output, new RegExp(`^${own}: \\*\\*\\* `, 'gm'), 'first') ??
      lineIn(output, new RegExp(`^${own}: `, 'gm'), 'first')
    );
  },
};
