import path from 'node:path';
import { compareVersions, lineIn, MEBIBYTE, ownFile, type Runner } from '../runner.ts';
import { INSIDE_FOLDER, INSIDE_MOUNT, THIS_SYSTEM } from '../sandbox.ts';
import { node } from './node.ts';

/** What a new project has: strict, a current language level, and the globals that Node and browsers share. */
const OPTIONS = [
  ...['--noEmit', '--strict', '--pretty', 'false', '--target', 'es2022', '--module', 'nodenext'],
  ...['--lib', 'es2023,dom', '--skipLibCheck', '--allowImportingTsExtensions'],
];

export const typescript: Runner = {
  id: 'typescript',
  label: 'TypeScript',
  grammar: 'typescript',
  filename: 'main.mts',
  seconds: 30,
  memory: 4096 * MEBIBYTE,
  seriesParts: 2,
  // Switches, such as --noUncheckedIndexedAccess.
  options: /^--\w+$/,
  sources: {
    npm: Object.fromEntries(['5.9', '6.0', '7.0'].map((series) => [`typescript-${series}`, `typescript@${series}`])),
  },
  async detect(machine) {
    const places = (await machine.toolchains('typescript-')).map((folder) => ({
      system: THIS_SYSTEM,
      mounts: [
        { from: folder, to: COMPILER },
        { from: path.join(folder, '../@typescript'), to: `${MODULES}/@typescript` },
        { from: path.dirname(process.execPath), to: '/usr/local/bin' },
      ],
    }));
    return machine.find(places, TSC, ['/usr/local/bin/node', TSC, '--version'], /Version (\d+\.\d+\.\d+)/);
  },
  /** Checks the types; a program without errors is then run by the Node that runs this, which strips them. */
  steps: ({ binary, version }, { filename, args, options }) => [
    {
      command: ['/usr/local/bin/node', binary, ...OPTIONS, ...options, filename],
      ...(hasLibrary(version) && options.length === 0 ? { server: SERVER } : {}),
    },
    { command: ['/usr/local/bin/node', filename, ...args] },
  ],
  // Where the types are sound, the program ran, and taking the types away leaves each line where it was.
  locate: (output, filename) =>
    lineIn(output, new RegExp(`${ownFile(filename)}\\((\\d+),`, 'g'), 'first') ?? node.locate(output, filename),
};

/** Where npm installs a package of all projects, and where a source beside them finds it. */
const MODULES = '/usr/local/node_modules';
const COMPILER = `${MODULES}/typescript`;
const TSC = `${COMPILER}/bin/tsc`;

const SERVER = {
  command: ['/usr/local/bin/node', '--max-old-space-size=1024', `${INSIDE_FOLDER}/typescript.ts`, ...OPTIONS],
  mounts: [INSIDE_MOUNT],
  memory: 4096 * MEBIBYTE,
} as const;

/** From 7 on the compiler is no library of JavaScript, and starts fast enough. */
function hasLibrary(version: string): boolean {
  return compareVersions(version, '7') < 0;
}
