import { readdir } from 'node:fs/promises';
import path from 'node:path';
import { detectAll, lineIn, MEBIBYTE, ownFile, type Runner } from '../runner.ts';

/** Where Debian puts each major version. */
const VERSIONS_FOLDER = '/usr/lib/postgresql';

/** A server of its own for each program, on a unix socket, gone with the sandbox. */
const SCRIPT = `
bin=$1 file=$2; shift 2
"$bin/initdb" -D /tmp/data -U app --auth=trust --no-sync --locale=C -E UTF8 >/tmp/init.log 2>&1 || { cat /tmp/init.log; exit 70; }
"$bin/pg_ctl" -D /tmp/data -w -l /tmp/server.log -o "-c listen_addresses= -c unix_socket_directories=/tmp -c fsync=off -c shared_buffers=16MB -c timezone=UTC" start >/dev/null || { cat /tmp/server.log; exit 70; }
"$bin/createdb" -h /tmp -U app app
"$bin/psql" -h /tmp -U app -d app -X -q -v ON_ERROR_STOP=1 "$@" -f "$file"; code=$?
"$bin/pg_ctl" -D /tmp/data -m immediate stop >/dev/null
exit $code
`;

export const postgresql: Runner = {
  id: 'postgresql',
  label: 'PostgreSQL',
  grammar: 'sql',
  filename: 'main.sql',
  seconds: 30,
  memory: 2048 * MEBIBYTE,
  async detect() {
    const names = await readdir(VERSIONS_FOLDER).catch(() => []);
    return detectAll(
      names.map((name) => {
        const binary = path.join(VERSIONS_FOLDER, name, 'bin');
        return { binary, mounts: [], probe: [path.join(binary, 'postgres'), '--version'] as const };
      }),
      /PostgreSQL\) (\d+\.\d+)/,
    );
  },
  steps: ({ binary }, filename, args) => [{ command: ['sh', '-c', SCRIPT, 'sh', binary, filename, ...args] }],
  locate: (output, filename) =>
    lineIn(output, new RegExp(`^psql:${ownFile(filename)}:(\\d+): (?:ERROR|FATAL|PANIC): `, 'gm'), 'first'),
};
