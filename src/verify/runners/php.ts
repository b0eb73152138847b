import { lineIn, MEBIBYTE, ownFile, type Runner } from '../runner.ts';

/** What php.ini-development sets, and no settings of the machine. */
const SETTINGS = [
  ...['-n', '-d', 'display_errors=1', '-d', 'error_reporting=-1', '-d', 'log_errors=0'],
  ...['-d', 'html_errors=0', '-d', 'zend.assertions=1', '-d', 'zend.exception_ignore_args=0'],
];

export const php: Runner = {
  id: 'php',
  label: 'PHP',
  grammar: 'php',
  filename: 'main.php',
  seconds: 5,
  memory: 1024 * MEBIBYTE,
  seriesParts: 2,
  sources: { debian: ['php-cli'] },
  detect: (machine) =>
    machine.find(machine.systems, '/usr/bin/php', ['/usr/bin/php', '--version'], /^PHP (\d+\.\d+\.\d+)/),
  steps: ({ binary }, { filename, args, options }) => [
    { command: [binary, ...SETTINGS, ...options, filename, ...args] },
  ],
  locate(output, filename) {
    // Where it was thrown or called from, or the frame below those of other files.
    const own = `${ownFile(filename)}(?::| on line |\\()(\\d+)`;
    return (
      lineIn(output, new RegExp(`^Fatal error: [^]*?${own}`, 'gm'), 'first') ??
      lineIn(output, new RegExp(own, 'g'), 'first')
    );
  },
};
