import { scriptRunner } from './script.ts';

const SOMEONE = { NAME: 'Ada', EMAIL: 'ada@example.com', DATE: '2026-01-01T00:00:00Z' };

export const git = scriptRunner({
  id: 'git',
  label: 'Git',
  seriesParts: 2,
  sources: { debian: ['git'] },
  env: {
    // Who commits and when decides the hashes, which are printed.
    ...Object.fromEntries(
      ['AUTHOR', 'COMMITTER'].flatMap((role) =>
        Object.entries(SOMEONE).map(([field, value]) => [`GIT_${role}_${field}`, value]),
      ),
    ),
    // Its home is a file system of its own, at whose edge a search for a repository would end in other words.
    GIT_DISCOVERY_ACROSS_FILESYSTEM: '1',
  },
  detect: (machine) =>
    machine.find(machine.systems, '/usr/bin/git', ['/usr/bin/git', '--version'], /version (\d+\.\d+\.\d+)/),
});
