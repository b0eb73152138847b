import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { stringify } from 'yaml';
import type { Entry } from '../catalog/load.ts';
import { entrySchema } from '../catalog/schema.ts';
import { readYamlSource } from '../catalog/yaml-source.ts';
import { computeConfidence, hashOutput, type Evidence } from './evidence.ts';
import type { Installation, Runner } from './runner.ts';
import { requireSandbox } from './sandbox.ts';
import { runnableText, verifyEntry, type ReadyRunner, type Verification } from './verify-entry.ts';

const missing = await requireSandbox().then(
  () => false,
  (error: unknown) => String(error),
);

const installed = (version: string): Installation => ({ version, binary: version, mounts: [] });

/** A runtime that is on every machine; its version is what `$VERSION` says. */
const shell: Runner = {
  id: 'shell',
  label: 'Shell',
  grammar: 'bash',
  filename: 'main.sh',
  seconds: 10,
  memory: 256 * 1024 * 1024,
  env: { GIVEN: 'by the runner' },
  detect: () => Promise.resolve([]),
  steps: ({ binary }, filename, args) => [
    { command: ['sh', '-c', 'sh -n "$1" && cp "$1" /build/main', 'sh', filename] },
    { command: ['env', `VERSION=${binary}`, 'sh', '/build/main', ...args] },
  ],
  locate: () => undefined,
};

const FIX = { title: 't', when: 'w', why: 'y', code: 'echo ok\n' };

function entryOf(changes: Readonly<Record<string, unknown>>): Entry {
  const data = {
    name: 'Broken',
    title: 'It is broken',
    kind: 'exit-code',
    category: 'lifecycle',
    level: 'error',
    severity: 'low',
    messages: ['broken: {reason}'],
    meaning: 'm',
    causes: ['c'],
    repro: { description: 'd', code: 'echo "broken: why" >&2\nexit 3\n' },
    fixes: [FIX],
    productionRisk: 'p',
    ...changes,
  };
  const source = readYamlSource('shell/broken.yaml', new TextEncoder().encode(stringify(data)));
  return { ...entrySchema.parse(source.data), id: 'shell/broken', slug: 'broken', language: 'shell', source };
}

const verify = (
  changes: Readonly<Record<string, unknown>>,
  versions: readonly string[] = ['1.0'],
  recorded?: Evidence,
): Promise<Verification> => {
  const ready: ReadyRunner = { runner: shell, installations: versions.map(installed) };
  return verifyEntry(entryOf(changes), recorded, () => ready, '2026-11-22');
};

const messagesOf = ({ failures }: Verification): string[] =>
  failures.map(({ program, where, message }) => `${program.key} on ${where}: ${message}`);

describe('verifyEntry', { skip: missing, concurrency: 2 }, () => {
  it('keeps what is recorded of versions that are not here, while the program is the same', async () => {
    const code = 'echo "broken: $VERSION" >&2\nexit 3\n';
    const first = await verify({ repro: { description: 'd', code } }, ['1.0', '3.0']);
    const output = first.outputs.get('repro') ?? '';
    const again = await verify({ repro: { description: 'd', code, output } }, ['2.0'], first.evidence);
    const { runs = [] } = again.evidence.programs['repro'] ?? {};
    assert.deepEqual(
      runs.map(({ version, output: own }) => [version, own]),
      [
        ['1.0', first.evidence.programs['repro']?.runs[0]?.output],
        ['2.0', runs[1]?.output],
        ['3.0', undefined],
      ],
    );
    assert.equal(again.outputs.get('repro'), output);
    const changed = await verify({ repro: { description: 'd', code: `${code}# changed\n` } }, ['2.0'], first.evidence);
    assert.deepEqual(
      changed.evidence.programs['repro']?.runs.map(({ version }) => version),
      ['2.0'],
    );
  });

  it('keeps the evidence of a program whose runtime is not here', async () => {
    const { evidence } = await verify({});
    const without = await verify({}, [], evidence);
    assert.equal(without.skipped.length, 2);
    assert.deepEqual(without.evidence, evidence);
  });

  it('records what each program printed, and reproduces the entry', async () => {
    const result = await verify({});
    assert.deepEqual(messagesOf(result), []);
    assert.deepEqual(
      [...result.outputs],
      [
        ['repro', 'broken: why\n'],
        ['fixes[0]', 'ok\n'],
      ],
    );
    assert.deepEqual(result.evidence.programs['repro']?.runs, [
      { runtime: 'Shell', version: '1.0', date: '2026-11-22', exit: 3 },
    ]);
    assert.equal(result.evidence.programs['repro'].outputHash, hashOutput('broken: why\n'));
    const recorded = entryOf({
      repro: { description: 'd', code: 'echo "broken: why" >&2\nexit 3\n', output: result.outputs.get('repro') },
      fixes: [{ ...FIX, output: result.outputs.get('fixes[0]') }],
    });
    assert.equal(computeConfidence(recorded, result.evidence, () => shell).level, 'reproduced');
  });

  it('keeps the output of an older version only where it is another', async () => {
    const code = 'case $VERSION in 1.0) echo "broken: old";; *) echo "broken: new";; esac; exit 1\n';
    const result = await verify({ repro: { description: 'd', code } }, ['1.0', '2.0', '3.0']);
    assert.deepEqual(messagesOf(result), []);
    assert.equal(result.outputs.get('repro'), 'broken: new\n');
    assert.deepEqual(
      result.evidence.programs['repro']?.runs.map(({ version, output }) => [version, output]),
      [
        ['1.0', 'broken: old\n'],
        ['2.0', undefined],
        ['3.0', undefined],
      ],
    );
  });

  it('lets an older version fail, and not the newest', async () => {
    const code = 'case $VERSION in 1.0) exit 1;; *) echo ok;; esac\n';
    const newer = 'case $VERSION in 2.0) exit 1;; *) echo ok;; esac\n';
    assert.deepEqual(messagesOf(await verify({ fixes: [{ ...FIX, code }] }, ['1.0', '2.0'])), []);
    assert.deepEqual(messagesOf(await verify({ fixes: [{ ...FIX, code: newer }] }, ['1.0', '2.0'])), [
      'fixes[0] on Shell 2.0: ended with exit code 1, declared is 0',
    ]);
  });

  for (const [what, changes, message] of [
    [
      'ended clean',
      { repro: { description: 'd', code: 'echo "broken: why"\n' } },
      'repro on Shell 1.0: ended with exit code 0, declared is other than 0',
    ],
    [
      'printed another message',
      { repro: { description: 'd', code: 'echo no; exit 1\n' } },
      'repro on Shell 1.0: printed none of the messages of the entry: broken: {reason}',
    ],
    [
      'ended with another code',
      { repro: { description: 'd', code: 'echo "broken: why"; exit 3\n', exit: 4 } },
      'repro on Shell 1.0: ended with exit code 3, declared is 4',
    ],
    [
      'is a fix and prints the message',
      { fixes: [{ ...FIX, code: 'echo "broken: still"\n' }] },
      'fixes[0] on Shell 1.0: still prints one of the messages of the entry',
    ],
    [
      'is a fix of a warning and fails',
      { kind: 'warning', fixes: [{ ...FIX, code: 'exit 5\n' }] },
      'fixes[0] on Shell 1.0: ended with exit code 5, declared is 0',
    ],
    [
      'is a warning and prints nothing of it',
      { kind: 'warning', repro: { description: 'd', code: 'echo no\n' } },
      'repro on Shell 1.0: printed none of the messages of the entry: broken: {reason}',
    ],
    [
      'is an example and ends otherwise',
      { examples: [{ title: 't', expect: 'error', code: 'true\n' }] },
      'examples[0] on Shell 1.0: ended with exit code 0, declared is other than 0',
    ],
    [
      'prints two things in two runs',
      { fixes: [{ ...FIX, code: 'cat /proc/sys/kernel/random/uuid\n' }] },
      'fixes[0] on Shell 1.0: printed two different things in two runs',
    ],
    [
      'floods',
      { fixes: [{ ...FIX, code: 'yes\n' }] },
      'fixes[0] on Shell 1.0: was stopped: it printed more than 256 KB',
    ],
  ] as const) {
    it(`says so where a program ${what}`, async () => {
      assert.deepEqual(messagesOf(await verify(changes)), [message]);
    });
  }

  it('stops at a step that fails, and takes its output and code', async () => {
    const result = await verify({ messages: ['Syntax error'], repro: { description: 'd', code: 'echo ran\nif\n' } });
    assert.deepEqual(messagesOf(result), []);
    assert.doesNotMatch(result.outputs.get('repro') ?? '', /^ran$/m);
    assert.equal(result.evidence.programs['repro']?.runs[0]?.exit, 2);
  });

  it('gives a program its setup, files, input, arguments, name and the environment of the runner', async () => {
    const code = 'greet "$1"; cat data/words.txt; cat; echo "$GIVEN"; ls\n';
    const program = {
      code,
      setup: 'greet() { echo "hello $1"; }',
      files: { 'data/words.txt': 'words\n' },
      stdin: 'typed\n',
      args: ['Ada'],
      filename: 'app.sh',
    };
    const result = await verify({ fixes: [{ ...FIX, ...program }] });
    assert.deepEqual(messagesOf(result), []);
    assert.equal(result.outputs.get('fixes[0]'), 'hello Ada\nwords\ntyped\nby the runner\napp.sh\ndata\n');
  });

  it('normalizes what is recorded', async () => {
    const result = await verify({ fixes: [{ ...FIX, code: 'echo "at 0x7ffff7a3c5e0"\n' }] });
    assert.equal(result.outputs.get('fixes[0]'), 'at 0x7f0000000000\n');
  });

  it('skips a program whose runtime is not there, and records nothing of it', async () => {
    const result = await verify({}, []);
    assert.deepEqual(
      result.skipped.map(({ key }) => key),
      ['repro', 'fixes[0]'],
    );
    assert.deepEqual([result.evidence, result.outputs.size, result.failures], [{ programs: {} }, 0, []]);
  });
});

describe('runnableText', () => {
  it('puts the setup on lines of its own', () => {
    assert.equal(runnableText('', 'code\n'), 'code\n');
    assert.equal(runnableText('setup', 'code\n'), 'setup\ncode\n');
    assert.equal(runnableText('setup\n', 'code\n'), 'setup\ncode\n');
  });
});
