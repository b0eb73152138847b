import { lineIn, MEBIBYTE, ownFile, type Runner } from '../runner.ts';

/** What a program prints and what it complains of stand in the order of a terminal. */
const UNBUFFERED = "io.stdout:setvbuf('no')";
const SERIES = ['5.1', '5.3', '5.4'];

export const lua: Runner = {
  id: 'lua',
  label: 'Lua',
  grammar: 'lua',
  filename: 'main.lua',
  seconds: 5,
  memory: 512 * MEBIBYTE,
  seriesParts: 2,
  sources: { debian: SERIES.map((series) => `lua${series}`) },
  async detect(machine) {
    const found = SERIES.map((series) => {
      const binary = `/usr/bin/lua${series}`;
      return machine.find(machine.systems, binary, [binary, '-v'], /Lua (\d+\.\d+\.\d+)/);
    });
    return (await Promise.all(found)).flat();
  },
  // Under the name that most machines know it by, since it prints its own name.
  steps: ({ binary }, { filename, args, options }) => [
    { command: ['bash', '-c', 'exec -a lua "$@"', 'bash', binary, '-e', UNBUFFERED, ...options, filename, ...args] },
  ],
  locate(output, filename) {
    // What ended the program begins with the name of the interpreter; what stands before is the program's own.
    const uncaught = output.slice(Math.max(0, output.search(/^lua: /m)));
    return lineIn(uncaught, new RegExp(`${ownFile(filename)}:(\\d+):`, 'g'), 'first');
  },
};
