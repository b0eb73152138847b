import { lineIn, MEBIBYTE, ownFile, type Runner } from '../runner.ts';

export const sqlite: Runner = {
  id: 'sqlite',
  label: 'SQLite',
  grammar: 'sql',
  filename: 'main.sql',
  seconds: 5,
  memory: 512 * MEBIBYTE,
  seriesParts: 2,
  sources: { debian: ['sqlite3'] },
  detect: (machine) =>
    machine.find(machine.systems, '/usr/bin/sqlite3', ['/usr/bin/sqlite3', '--version'], /^(\d+\.\d+\.\d+)/),
  // Each program has a database of its own, in memory, and ends at the first error.
  steps: ({ binary }, { filename, options }) => [
    { command: [binary, '-batch', '-bail', ...options, ':memory:', `.read ${filename}`] },
  ],
  // It ends at the first error, so what looks like one before is what a query printed.
  locate: (output, filename) =>
    lineIn(output, new RegExp(`^(?:\\w+ e|E)rror near line (\\d+)(?: of ${ownFile(filename)})?: `, 'gm'), 'last'),
};
