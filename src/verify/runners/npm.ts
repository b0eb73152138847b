import path from 'node:path';
import { MEBIBYTE } from '../runner.ts';
import { INSIDE_FOLDER, INSIDE_MOUNT, THIS_SYSTEM } from '../sandbox.ts';
import { scriptRunner } from './script.ts';

const PACKAGE = '/usr/local/lib/node_modules/npm';

/** On the Node.js that runs this. */
export const npm = scriptRunner({
  id: 'npm',
  label: 'npm',
  seconds: 20,
  memory: 4096 * MEBIBYTE,
  seriesParts: 1,
  sources: { npm: { 'npm-10': 'npm@10', 'npm-11': 'npm@11' } },
  env: {
    // Where its command is: the one of the package looks for the package beside Node.js.
    PATH: `${INSIDE_FOLDER}:/usr/local/bin:/usr/bin:/bin`,
    npm_config_update_notifier: 'false',
    npm_config_fund: 'false',
    npm_config_audit: 'false',
    // There is no registry to wait for.
    npm_config_fetch_retries: '0',
    npm_config_cache: '/tmp/npm-cache',
    npm_config_logs_max: '0',
  },
  async detect(machine) {
    const places = (await machine.toolchains('npm-')).map((folder) => ({
      system: THIS_SYSTEM,
      mounts: [
        { from: folder, to: PACKAGE },
        { from: path.dirname(process.execPath), to: '/usr/local/bin' },
        INSIDE_MOUNT,
      ],
    }));
    const program = `${PACKAGE}/bin/npm-cli.js`;
    return machine.find(places, program, ['/usr/local/bin/node', program, '--version'], /^(\d+\.\d+\.\d+)/);
  },
});
