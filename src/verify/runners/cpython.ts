import path from 'node:path';
import { detectAll, lineIn, MEBIBYTE, ownFile, type Runner } from '../runner.ts';
import { findToolchains } from '../toolchains.ts';

export const cpython: Runner = {
  id: 'cpython',
  label: 'CPython',
  grammar: 'python',
  filename: 'main.py',
  seconds: 5,
  memory: 512 * MEBIBYTE,
  // Unbuffered, so that what it prints and what it complains of stand in the order of a terminal.
  env: { PYTHONHASHSEED: '0', PYTHONUNBUFFERED: '1', PYTHONDONTWRITEBYTECODE: '1' },
  async detect() {
    const kept = await findToolchains('cpython-');
    return detectAll(
      [
        ...kept.map((folder) => ({
          binary: '/usr/local/bin/python3',
          mounts: [{ from: folder, to: '/usr/local' }],
          probe: [path.join(folder, 'bin/python3'), '--version'] as const,
        })),
        { binary: '/usr/bin/python3', mounts: [], probe: ['/usr/bin/python3', '--version'] as const },
      ],
      /Python (\d+\.\d+\.\d+)/,
    );
  },
  // A Python that was built with a shared library and then moved finds it no other way.
  steps: ({ binary }, filename, args) => [
    { command: ['env', 'LD_LIBRARY_PATH=/usr/local/lib', binary, filename, ...args] },
  ],
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
