import { scriptRunner } from './script.ts';

export const curl = scriptRunner({
  id: 'curl',
  label: 'curl',
  seriesParts: 2,
  sources: { debian: ['curl'] },
  detect: (machine) =>
    machine.find(machine.systems, '/usr/bin/curl', ['/usr/bin/curl', '--version'], /^curl (\d+\.\d+\.\d+)/),
});
