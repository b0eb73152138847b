/** Programs that mean harm, as an entry of a pull request could bring them: each is contained, and what it did is said. */
import assert from 'node:assert/strict';
import { access } from 'node:fs/promises';
import { describe, it } from 'node:test';
import { stringify } from 'yaml';
import { programsOf, type Entry } from '../catalog/load.ts';
import { entrySchema } from '../catalog/schema.ts';
import { readYamlSource } from '../catalog/yaml-source.ts';
import { findProcesses } from './find-processes.ts';
import { openMachine } from './machine.ts';
import type { Runner } from './runner.ts';
import { bash } from './runners/bash.ts';
import { cpython } from './runners/cpython.ts';
import { gcc } from './runners/gcc.ts';
import { requireSandbox, runInSandbox } from './sandbox.ts';
import { concludeEntry, runProgram, type Failure, type Outcome } from './verify-entry.ts';

const missing = await requireSandbox().then(
  () => false,
  (error: unknown) => String(error),
);

/** An entry whose fix, which is said to end clean, is `code`. */
function entryWith(code: string): Entry {
  const data = {
    name: 'Hostile',
    title: 'It means harm',
    kind: 'exit-code',
    category: 'lifecycle',
    level: 'error',
    severity: 'low',
    messages: ['never printed'],
    meaning: 'm',
    causes: ['c'],
    repro: { description: 'd', code: 'true' },
    fixes: [{ title: 't', when: 'w', why: 'y', code }],
    productionRisk: 'p',
  };
  const source = readYamlSource('x/hostile.yaml', new TextEncoder().encode(stringify(data)));
  return { ...entrySchema.parse(source.data), id: 'x/hostile', slug: 'hostile', language: 'x', source };
}

/** What became of `code`, and what verification says of it. */
async function contain(runner: Runner, code: string): Promise<{ outcome: Outcome; failure: Failure | undefined }> {
  const machine = await openMachine(runInSandbox, true);
  const installation = (await runner.detect(machine)).at(-1);
  assert.ok(installation, `${runner.label} is not on this machine`);
  const entry = entryWith(code);
  const program = programsOf(entry).find(({ role }) => role === 'fix');
  assert.ok(program);
  const trial = { entry, program, runner, installation };
  const workshop = { execute: runInSandbox, servers: undefined };
  const outcome = { ...trial, ...(await runProgram(trial, workshop, '2026-11-22')) };
  const runtimes = { runnerOf: () => runner, installationsOf: () => [installation] };
  const [failure] = concludeEntry(entry, undefined, runtimes, [outcome]).failures;
  return { outcome, failure };
}

/** A number of seconds that no other process sleeps. */
const markedSleep = (base: number): string => `${String(base)}${String(process.pid)}.5`;

describe('a program that', { skip: missing, concurrency: 2 }, () => {
  it('calls out finds no network, by address or by name', async () => {
    const call = (where: string): string => `import socket\nsocket.create_connection((${where}), timeout=3)\n`;
    for (const [where, words] of [
      ['"192.0.2.1", 80', /OSError: \[Errno 101\] Network is unreachable\n$/],
      ['"example.com", 443', /socket\.gaierror: \[Errno -\d\] .*\n$/],
    ] as const) {
      const { failure } = await contain(cpython, call(where));
      assert.equal(failure?.happened, 'ended with exit code 1');
      assert.match(failure.output, words);
    }
  });

  it('writes outside its home is refused everywhere', async () => {
    const places = [
      '/usr/bin/planted',
      '/usr/local/bin/planted',
      '/etc/planted',
      '/app/planted',
      '/build/planted',
      '/planted',
    ];
    const script = places.map((place) => `(echo harm > ${place}) 2> /dev/null || echo refused`).join('\n');
    const { outcome } = await contain(bash, script);
    assert.equal(outcome.run?.output, 'refused\n'.repeat(places.length));
    for (const place of places) await assert.rejects(access(place));
  });

  it('fills its disk comes to the end of it', async () => {
    const { failure } = await contain(
      bash,
      'set -e; for i in 1 2 3 4; do head -c 60000000 /dev/zero > /tmp/$i; done\n',
    );
    assert.equal(failure?.happened, 'ended with exit code 1');
    assert.match(failure.output, /No space left on device|File too large/);
  });

  it('forks without end is ended, with all it forked', async () => {
    const mark = markedSleep(71);
    const code = `import os, sys\nwhile True:\n    if os.fork() == 0:\n        os.execvp("sleep", ["sleep", "${mark}"])\n`;
    const { failure } = await contain(cpython, code);
    assert.match(failure?.output ?? '', /BlockingIOError: \[Errno 11\] Resource temporarily unavailable\n$/);
    assert.deepEqual(await findProcesses(mark), []);
  });

  it('is a fork bomb is ended, with all it forked', async () => {
    const mark = `bomb${String(process.pid)}`;
    const { failure } = await contain(
      { ...bash, seconds: 2 },
      `${mark}() { ${mark} | ${mark} & }; ${mark}; sleep 60\n`,
    );
    assert.equal(failure?.happened, 'was stopped: it ran for more than 2 s');
    assert.deepEqual(await findProcesses(mark), []);
  });

  it('loops for ever and ignores signals is killed', async () => {
    const { failure } = await contain({ ...bash, seconds: 1 }, "trap '' TERM INT HUP; echo on; while :; do :; done\n");
    assert.equal(failure?.happened, 'was stopped: it ran for more than 1 s');
    assert.equal(failure.remedy, 'make it end by itself, within the limits');
    assert.equal(failure.output, 'on\n');
  });

  it('wants all memory gets no more than its own', async () => {
    const { failure } = await contain(cpython, 'hoard = []\nwhile True:\n    hoard.append(bytearray(1 << 24))\n');
    assert.equal(failure?.happened, 'ended with exit code 1');
    assert.match(failure.output, /MemoryError\n$/);
  });

  it('prints without end is cut and ended', async () => {
    const { failure } = await contain(bash, 'yes harm\n');
    assert.equal(failure?.happened, 'was stopped: it printed more than 256 KB');
  });

  it('looks for secrets finds an empty home and no environment but its own', async () => {
    process.env['ERRDEX_TEST_SECRET'] = 'hunter2';
    try {
      const code =
        'env | cut -d= -f1 | sort | tr "\\n" " "; ls -A ~; cat /proc/1/environ /proc/*/environ | tr "\\0" "\\n" | grep -c hunter2\n';
      const { failure } = await contain(bash, code);
      assert.equal(failure?.output, 'HOME LC_ALL NO_COLOR OLDPWD PATH PWD SHLVL TZ _ project\n0\n');
    } finally {
      delete process.env['ERRDEX_TEST_SECRET'];
    }
  });

  it('reads what is not its own finds nothing there', async () => {
    const { outcome } = await contain(
      bash,
      `ls ${process.cwd()} /root /home /var /etc/shadow 2>&1 | sort -u | grep -vc 'No such file'\ntrue\n`,
    );
    assert.equal(outcome.run?.output, '0\n');
  });

  it('reads it while it is compiled finds nothing there either', async () => {
    const { failure } = await contain(gcc, '#include "/etc/shadow"\nint main(void) { return 0; }\n');
    assert.match(failure?.output ?? '', /fatal error: \/etc\/shadow: No such file or directory/);
  });

  it('leaves a child behind leaves nothing behind', async () => {
    const mark = markedSleep(72);
    const { outcome } = await contain(
      bash,
      `setsid nohup sleep ${mark} > /dev/null 2>&1 < /dev/null & disown; echo gone\n`,
    );
    assert.equal(outcome.run?.output, 'gone\n');
    assert.deepEqual(await findProcesses(mark), []);
  });

  it('kills all it can see ends itself alone', async () => {
    const { failure } = await contain(bash, 'kill -KILL -1; kill -KILL $$\n');
    assert.equal(failure?.happened, 'ended with exit code 137');
  });
});
