import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { DEBIAN_RELEASES, ownRelease, systemFolder } from './machine.ts';
import { RUNNERS } from './registry.ts';
import type { Installation, Runner } from './runner.ts';
import { missingSources, runtimesOf } from './runtimes.ts';
import { THIS_SYSTEM } from './sandbox.ts';

const cpython = RUNNERS.get('cpython');
assert.ok(cpython);
const of = (sources: Runner['sources']): Runner => ({ ...cpython, sources });
const installed = (version: string, changes: Partial<Installation> = {}): Installation => ({
  version,
  binary: 'tool',
  system: THIS_SYSTEM,
  mounts: [],
  ...changes,
});
const systemOf = (codename: string): string => (codename === ownRelease() ? THIS_SYSTEM : systemFolder(codename));

describe('missingSources', () => {
  it('names every source of a runtime that the machine has nothing of', () => {
    assert.deepEqual(missingSources(of({ debian: ['tool'], npm: { 'tool-1': 'tool@1', 'tool-2': 'tool@2' } }), []), [
      ...DEBIAN_RELEASES.map((codename) => `Debian ${codename}`),
      'npm tool-1',
      'npm tool-2',
    ]);
  });

  it('names the releases that gave none', () => {
    for (const missing of DEBIAN_RELEASES) {
      const others = DEBIAN_RELEASES.filter((codename) => codename !== missing);
      const found = others.map((codename) => installed('1.0', { system: systemOf(codename) }));
      assert.deepEqual(missingSources(of({ debian: ['tool'] }), found), [`Debian ${missing}`]);
    }
  });

  it('names the packages of npm that gave none', () => {
    const mounts = [{ from: '/runtimes/npm/node_modules/tool-11', to: '/usr/local' }];
    const runner = of({ npm: { 'tool-1': 'tool@1', 'tool-11': 'tool@11' } });
    assert.deepEqual(missingSources(runner, [installed('1.0', { mounts })]), ['npm tool-1']);
  });

  it('asks for no toolchain of a version manager, which the machine may not have', () => {
    const manager = { folder: '.pyenv/versions', pattern: /^3/, prefix: 'cpython-' };
    assert.deepEqual(missingSources(of({ manager }), []), []);
  });
});

describe('runtimesOf', () => {
  const catalog = { languages: new Map(), concepts: new Map(), entries: new Map(), unreadable: new Set<string>() };

  it('runs programs on the newest of each series', () => {
    const found = new Map([['cpython', ['3.11.7', '3.12.1', '3.11.2'].map((version) => installed(version))]]);
    const versions = runtimesOf(catalog, found).installationsOf(cpython);
    assert.deepEqual(
      versions.map(({ version }) => version),
      ['3.11.7', '3.12.1'],
    );
  });

  it('has none of a runtime that is not there', () => {
    assert.deepEqual(runtimesOf(catalog, new Map()).installationsOf(cpython), []);
  });
});
