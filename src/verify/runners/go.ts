import { chmod, mkdir } from 'node:fs/promises';
import path from 'node:path';
import { detectAll, lineIn, MEBIBYTE, ownFile, type Runner } from '../runner.ts';
import { BUILD_FOLDER } from '../sandbox.ts';
import { findToolchains } from '../toolchains.ts';

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
  async detect() {
    await mkdir(GO_CACHE, { recursive: true });
    // The sandbox's user is not the one who runs this.
    await chmod(GO_CACHE, 0o777);
    const kept = await findToolchains('go-');
    return detectAll(
      [
        ...kept.map((folder) => ({
          binary: '/usr/local/go/bin/go',
          mounts: [{ from: folder, to: '/usr/local/go' }],
          probe: [path.join(folder, 'bin/go'), 'version'] as const,
        })),
        { binary: '/usr/bin/go', mounts: [], probe: ['/usr/bin/go', 'version'] as const },
      ],
      /go(\d+\.\d+(?:\.\d+)?)/,
    );
  },
  steps: ({ binary }, filename, args) => [
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
const GO_CACHE = path.resolve('.cache/go-build');
