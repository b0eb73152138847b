import { chmod, mkdir } from 'node:fs/promises';
import path from 'node:path';
import { detectAll, lineIn, literally, MEBIBYTE, type Runner } from '../runner.ts';
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
      command: ['env', `GOCACHE=${GO_CACHE}`, binary, 'build', '-o', `${BUILD_FOLDER}/main`, filename],
      writable: [GO_CACHE],
    },
    { command: [`${BUILD_FOLDER}/main`, ...args] },
  ],
  locate: (output, filename) => lineIn(output, new RegExp(`${literally(filename)}:(\\d+)`, 'g'), 'first'),
};

/** Shared by all versions; without it each build would compile the standard library anew. */
const GO_CACHE = path.resolve('.cache/go-build');
