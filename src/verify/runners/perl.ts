import { lineIn, MEBIBYTE, ownFile, type Runner } from '../runner.ts';
import { INSIDE_FOLDER, INSIDE_MOUNT } from '../sandbox.ts';

export const perl: Runner = {
  id: 'perl',
  label: 'Perl',
  grammar: 'perl',
  filename: 'main.pl',
  seconds: 5,
  memory: 512 * MEBIBYTE,
  // The order of a hash is another in each run otherwise.
  env: { PERL_HASH_SEED: '0', PERL_PERTURB_KEYS: '0' },
  seriesParts: 2,
  sources: { debian: ['perl'] },
  detect: (machine) => machine.find(machine.systems, '/usr/bin/perl', ['/usr/bin/perl', '-v'], /\(v(\d+\.\d+\.\d+)\)/),
  steps: ({ binary }, { filename, args, options }) => [
    {
      command: [binary, `-I${INSIDE_FOLDER}`, '-MUnbuffered', ...options, filename, ...args],
      mounts: [INSIDE_MOUNT],
    },
  ],
  locate(output, filename) {
    // Of the errors of the compiler the others come from the first; what ended a program that ran is the last it complained of.
    const which = /compilation (?:errors|aborted)/.test(output) ? 'first' : 'last';
    return lineIn(output, new RegExp(`(?<! called) at ${ownFile(filename)} line (\\d+)`, 'g'), which);
  },
};
