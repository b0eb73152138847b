import { cacheFolder } from '../machine.ts';
import { lineIn, MEBIBYTE, type Runner } from '../runner.ts';

/** A new data folder takes a second to make, a copy of one a few hundredths: so each program has a server of its own. */
const DATA_FOLDERS = cacheFolder('mariadb');

const MAKE_DATA_FOLDER = `
[ -d "/data/$1" ] && exit
new=$(mktemp -d "/data/new-XXXXXX")
mariadb-install-db --no-defaults --datadir="$new" --auth-root-authentication-method=normal --skip-test-db --skip-name-resolve --innodb-log-file-size=4M >/tmp/init.log 2>&1 || { cat /tmp/init.log; exit 70; }
mv -T "$new" "/data/$1" 2>/dev/null || rm -r "$new"
`;

/** The environment names the server, so that a program can start a second client for a session beside its own. */
const RUN = `
binary=$1 version=$2 file=$3; shift 3
cp -r --sparse=always "/data/$version" /tmp/data || exit 70
"$binary" --no-defaults --datadir=/tmp/data --socket="$MYSQL_UNIX_PORT" --pid-file=/tmp/mariadb.pid --skip-networking --skip-log-bin --innodb-buffer-pool-size=8M --innodb-log-file-size=4M --innodb-flush-log-at-trx-commit=0 --lc-messages=en_US >/tmp/server.log 2>&1 &
tries=0
until mariadb --no-defaults -u root -e 'CREATE DATABASE app' 2>/tmp/wait.log; do
  tries=$((tries + 1))
  [ $tries -lt 500 ] || { cat /tmp/wait.log /tmp/server.log; exit 70; }
  sleep 0.01
done
mariadb --no-defaults -u root --table "$@" app < "$file"
`;

export const mariadb: Runner = {
  id: 'mariadb',
  label: 'MariaDB',
  grammar: 'sql',
  filename: 'main.sql',
  seconds: 15,
  memory: 2048 * MEBIBYTE,
  env: { MYSQL_UNIX_PORT: '/tmp/mariadb.sock', PATH: '/usr/bin:/usr/sbin:/bin' },
  seriesParts: 2,
  sources: { debian: ['mariadb-server-core', 'mariadb-client-core'] },
  detect: (machine) =>
    machine.find(
      machine.systems,
      '/usr/sbin/mariadbd',
      ['/usr/sbin/mariadbd', '--version'],
      /Ver (\d+\.\d+\.\d+)-MariaDB/,
    ),
  steps: ({ binary, version }, { filename, args }) => {
    const mounts = [{ from: DATA_FOLDERS, to: '/data' }];
    return [
      { command: ['sh', '-c', MAKE_DATA_FOLDER, 'sh', version], writable: mounts },
      { command: ['sh', '-c', RUN, 'sh', binary, version, filename, ...args], mounts },
    ];
  },
  locate: (output) => lineIn(output, /^ERROR (?:\d+ \(\w+\) )?at line (\d+): /gm, 'last'),
};
