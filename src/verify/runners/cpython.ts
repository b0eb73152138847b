import path from 'node:path';
import { detectAll, lineIn, literally, MEBIBYTE, type Runner } from '../runner.ts';
import { findToolchains } from '../toolchains.ts';

export const cpython: Runner = {
  id: 'cpython',
  label: 'CPython',
  grammar: 'python',
  filename: 'main.py',
  seconds: 5,
  memory: 512 * MEBIBYTE,
  env: { PYTHONHASHSEED: '0', PYTHONDONTWRITEBYTECODE: '1' },
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
  // The last frame in the program's own file is the nearest to the error.
  locate: (output, filename) =>
    lineIn(output, new RegExp(`File "[^"]*${literally(filename)}", line (\\d+)`, 'g'), 'last'),
};
