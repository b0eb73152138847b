import { lineIn, MEBIBYTE, ownFile, type Runner } from '../runner.ts';

/** What stands around the servers of the program: everything that nginx writes goes to its home. */
const CONFIGURATION = `
pid /tmp/nginx.pid;
error_log /tmp/error.log;
events {}
http {
  access_log off;
  client_body_temp_path /tmp/body;
  proxy_temp_path /tmp/proxy;
  fastcgi_temp_path /tmp/fastcgi;
  uwsgi_temp_path /tmp/uwsgi;
  scgi_temp_path /tmp/scgi;
  include FILE;
}
`;

/** Serves the program, which is `server` blocks, and asks it what the arguments tell curl to ask. */
const RUN = `
nginx=$1 file=$2; shift 2
printf '%s' "$CONFIGURATION" | sed "s#FILE#$PWD/$file#" > /tmp/nginx.conf
"$nginx" -q -t -e /tmp/error.log -c /tmp/nginx.conf || exit 1
"$nginx" -e /tmp/error.log -c /tmp/nginx.conf || exit 1
curl -sS "$@"
`;

export const nginx: Runner = {
  id: 'nginx',
  label: 'nginx',
  grammar: 'nginx',
  filename: 'site.conf',
  seconds: 10,
  memory: 512 * MEBIBYTE,
  env: { CONFIGURATION },
  seriesParts: 2,
  sources: { debian: ['nginx-light', 'curl'] },
  detect: (machine) =>
    machine.find(machine.systems, '/usr/sbin/nginx', ['/usr/sbin/nginx', '-v'], /nginx\/(\d+\.\d+\.\d+)/),
  steps: ({ binary }, { filename, args }) => [{ command: ['sh', '-c', RUN, 'sh', binary, filename, ...args] }],
  locate: (output, filename) =>
    lineIn(output, new RegExp(`^nginx: \\[emerg\\] .* in ${ownFile(filename)}:(\\d+)$`, 'gm'), 'first') ??
    lineIn(output, new RegExp(`^nginx: \\[warn\\] .* in ${ownFile(filename)}:(\\d+)$`, 'gm'), 'first'),
};
