import path from 'node:path';
import { cacheFolder } from '../machine.ts';
import { lineIn, MEBIBYTE, ownFile, type Runner } from '../runner.ts';

/** Where Debian puts each major version. */
const VERSIONS_FOLDER = '/usr/lib/postgresql';

/**
 * A new cluster takes a second to make, a copy of one a few hundredths: so each program has a server of its own, whose numbers
 * of objects, transactions and processes are the same each time, and which is gone with the sandbox.
 */
const CLUSTERS = cacheFolder('postgresql');

const MAKE_CLUSTER = `
[ -d "/clusters/$2" ] && exit
new=$(mktemp -d "/clusters/new-XXXXXX")
"$1/initdb" -D "$new" -U app --auth=trust --no-sync --locale=C -E UTF8 --wal-segsize=1 >/tmp/init.log 2>&1 || { cat /tmp/init.log; exit 70; }
mv -T "$new" "/clusters/$2" 2>/dev/null || rm -r "$new"
`;

const RUN = `
bin=$1 cluster=$2 file=$3; shift 3
cp -r "/clusters/$cluster" /tmp/data && chmod 700 /tmp/data || exit 70
"$bin/postgres" -D /tmp/data -c listen_addresses= -c unix_socket_directories=/tmp -c fsync=off -c shared_buffers=16MB -c timezone=UTC -c autovacuum=off >/tmp/server.log 2>&1 &
tries=0
until "$bin/psql" -h /tmp -U app -d postgres -X -q -c 'CREATE DATABASE app' 2>/tmp/wait.log; do
  tries=$((tries + 1))
  [ $tries -lt 500 ] || { cat /tmp/wait.log /tmp/server.log; exit 70; }
  sleep 0.01
done
"$bin/psql" -h /tmp -U app -d app -X -q -v ON_ERROR_STOP=1 "$@" -f "$file"
`;

export const postgresql: Runner = {
  id: 'postgresql',
  label: 'PostgreSQL',
  grammar: 'sql',
  filename: 'main.sql',
  seconds: 10,
  memory: 2048 * MEBIBYTE,
  seriesParts: 1,
  sources: { debian: ['postgresql'] },
  async detect(machine) {
    const found = machine.systems.map(async (place) => {
      const names = await machine.list(place, VERSIONS_FOLDER);
      const each = names.map((name) => {
        const binaries = path.join(VERSIONS_FOLDER, name, 'bin');
        return machine.find([place], binaries, [`${binaries}/postgres`, '--version'], /PostgreSQL\) (\d+\.\d+)/);
      });
      return (await Promise.all(each)).flat();
    });
    return (await Promise.all(found)).flat();
  },
  steps: ({ binary, version }, { filename, args }) => {
    const mounts = [{ from: CLUSTERS, to: '/clusters' }];
    return [
      { command: ['sh', '-c', MAKE_CLUSTER, 'sh', binary, version], writable: mounts },
      { command: ['sh', '-c', RUN, 'sh', binary, version, filename, ...args], mounts },
    ];
  },
  locate: (output, filename) =>
    lineIn(output, new RegExp(`^psql:${ownFile(filename)}:(\\d+): (?:ERROR|FATAL|PANIC): `, 'gm'), 'first'),
};
