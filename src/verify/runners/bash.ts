import { scriptRunner } from './script.ts';

export const bash = scriptRunner({
  id: 'bash',
  label: 'Bash',
  seriesParts: 2,
  sources: { debian: ['bash'] },
  detect: (machine) =>
    machine.find(machine.systems, '/usr/bin/bash', ['/usr/bin/bash', '--version'], /version (\d+\.\d+\.\d+)/),
});
