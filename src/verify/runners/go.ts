import { cacheFolder, toolchainAt } from '../machine.ts';
import { lineIn, MEBIBYTE, ownFile, type Runner } from '../runner.ts';
import { BUILD_FOLDER } from '../sandbox.ts';

export const go: Runner = {
  id: 'go',
  label: 'Go',
  grammar: 'go',
  filename: 'main.go',
  seconds: 30,
  memory: 2048 * MEBIBYTE,
  env: {
    GOFLAGS: '-mod=mod',
    GOTOOLCHAIN: 'local',
    GO111MODULE: 'off',
    GOTELEMETRY: 'off',
    GOPATH: '/tmp/go',
    CGO_ENABLED: '0',
  },
  seriesParts: 2,
  options: /^(?!)/,
  sources: { debian: ['golang-go'] },
  async detect(machine) {
    const kept = (await machine.toolchains('go-')).map((folder) => toolchainAt(folder, '/usr/local/go'));
    return [
      ...(await machine.find(kept, '/usr/local/go/bin/go', ['/usr/local/go/bin/go', 'version'], VERSION)),
      ...(await machine.find(machine.systems, '/usr/bin/go', ['/usr/bin/go', 'version'], VERSION)),
    ];
  },
  // Some options of the build name a command to run.
  steps: ({ binary }, { filename, args }) => [
    {
      command: ['env', 'GOCACHE=/gocache', binary, 'build', '-o', `${BUILD_FOLDER}/main`, filename],
      writable: [{ from: GO_CACHE, to: '/gocache' }],
    },
    { command: [`${BUILD_FOLDER}/main`, ...args] },
  ],
  locate(output, filename) {
    // The goroutine that panicked is the first; what stands before may be the program's own log.
    const trace = output.slice(Math.max(0, output.search(/^goroutine \d+ /m)));
    return lineIn(trace, new RegExp(`${ownFile(filename)}:(\\d+)`, 'g'), 'first');
  },
};

/** Shared by all versions; without it each build would compile the standard library anew. */
const GO_CACHE = cacheFolder('go-build');
const VERSION = /go(\d+\.\d+(?:\.\d+)?)/;
