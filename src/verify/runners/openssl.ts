import { scriptRunner } from './script.ts';

export const openssl = scriptRunner({
  id: 'openssl',
  label: 'OpenSSL',
  seriesParts: 2,
  sources: { debian: ['openssl'] },
  detect: (machine) =>
    machine.find(machine.systems, '/usr/bin/openssl', ['/usr/bin/openssl', 'version'], /^OpenSSL (\d+\.\d+\.\d+)/),
});
