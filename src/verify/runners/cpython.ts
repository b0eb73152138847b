import { toolchainAt } from '../machine.ts';
import { lineIn, MEBIBYTE, ownFile, type Runner } from '../runner.ts';

export const cpython: Runner = {
  id: 'cpython',
  label: 'CPython',
  grammar: 'python',
  filename: 'main.py',
  seconds: 5,
  memory: 512 * MEBIBYTE,
  // Unbuffered, so that what it prints and what it complains of stand in the order of a terminal.
  env: { PYTHONHASHSEED: '0', PYTHONUNBUFFERED: '1', PYTHONDONTWRITEBYTECODE: '1' },
  seriesParts: 2,
  sources: {
    debian: ['python3'],
    manager: {
      folder: '.pyenv/versions',
      pattern: /^3\.(?:[89]|\d\d)\.\d+$/,
      prefix: 'cpython-',
      additions: 'site-packages',
    },
  },
  async detect(machine) {
    const kept = (await machine.toolchains('cpython-')).map((folder) => toolchainAt(folder));
    return [
      ...(await machine.find(kept, KEPT, startOf(KEPT, '--version'), VERSION)),
      ...(await machine.find(machine.systems, '/usr/bin/python3', ['/usr/bin/python3', '--version'], VERSION)),
    ];
  },
  steps: ({ binary }, { filename, args, options }) => [{ command: startOf(binary, ...options, filename, ...args) }],
  locate(output, filename) {
    const frame = new RegExp(`File "${ownFile(filename)}", line (\\d+)`, 'g');
    // Of chained exceptions the last one is what ended the program; what it came from is printed before it.
    for (const traceback of output.split(TRACEBACK).reverse()) {
      // The members of a group failed where they failed; the group itself was raised above them.
      const [own = ''] = traceback.split(FIRST_MEMBER);
      // The last frame in the program's own file is the nearest to the error.
      const line = lineIn(own, frame, 'last');
      if (line !== undefined) return line;
    }
    return lineIn(output, new RegExp(`^${ownFile(filename)}:(\\d+): \\w*Warning: `, 'gm'), 'first');
  },
};

/** The head of a traceback that is not one of a group's member. */
const TRACEBACK = /^(?: {2}\+ Exception Group )?Traceback \(most recent call last\):$/m;
/** What stands above the first member of a group. */
const FIRST_MEMBER = /^ *\+-\+-+ 1 -+$/m;

const KEPT = '/usr/local/bin/python3';
const VERSION = /Python (\d+\.\d+\.\d+)/;

/** A Python that was built with a shared library and then moved finds it no other way. */
function startOf(binary: string, ...args: readonly string[]): [string, ...string[]] {
  return ['env', 'LD_LIBRARY_PATH=/usr/local/lib', binary, ...args];
}
