import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { stringify } from 'yaml';
import type { Entry } from '../catalog/load.ts';
import { entrySchema } from '../catalog/schema.ts';
import { readYamlSource } from '../catalog/yaml-source.ts';
import { computeConfidence, hashOutput, type Evidence } from './evidence.ts';
import type { Installation, Runner } from './runner.ts';
import { requireSandbox, runInSandbox, THIS_SYSTEM } from './sandbox.ts';
import {
  concludeEntry,
  describeDifference,
  planTrials,
  runnableText,
  runProgram,
  type Failure,
  type Outcome,
  type Runtimes,
  type Trial,
  type Verification,
} from './verify-entry.ts';

const missing = await requireSandbox().then(
  () => false,
  (error: unknown) => String(error),
);

const installed = (version: string): Installation => ({ version, binary: version, system: THIS_SYSTEM, mounts: [] });

/** A runtime that is on every machine; its version is what `$VERSION` says. */
const shell: Runner = {
  id: 'shell',
  label: 'Shell',
  grammar: 'bash',
  filename: 'main.sh',
  seconds: 10,
  memory: 256 * 1024 * 1024,
  env: { GIVEN: 'by the runner' },
  seriesParts: 2,
  sources: {},
  detect: () => Promise.resolve([]),
  steps: ({ binary }, { filename, args, options }) => [
    { command: ['sh', '-c', 'sh -n "$1" && cp "$1" /build/main', 'sh', filename] },
    { command: ['env', `VERSION=${binary}`, 'sh', ...options, '/build/main', ...args] },
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

const runtimesOf = (runner: Runner, versions: Readonly<Record<string, readonly string[]>>): Runtimes => ({
  runnerOf: () => runner,
  installationsOf: ({ id }) => (versions[id] ?? []).map(installed),
});

const run = async (entry: Entry, runtimes: Runtimes, recorded?: Evidence, isEverything = true): Promise<Outcome[]> => {
  const { trials } = planTrials(entry, recorded, runtimes, isEverything);
  return Promise.all(
    trials.map(async (trial) => ({
      ...trial,
      ...(await runProgram(trial, { execute: runInSandbox, servers: undefined }, '2026-11-22')),
    })),
  );
};

const verify = async (
  changes: Readonly<Record<string, unknown>>,
  versions: readonly string[] = ['1.0'],
  recorded?: Evidence,
): Promise<Verification> => {
  const entry = entryOf(changes);
  const runtimes = runtimesOf(shell, { shell: versions });
  return concludeEntry(entry, recorded, runtimes, await run(entry, runtimes, recorded));
};

const inWords = ({ program, runtime, version, happened, declared }: Failure): string =>
  `${program.key} on ${runtime} ${version}: ${happened}; declared: ${declared}`;

const messagesOf = ({ failures }: Verification): string[] => failures.map(inWords);

/** `entryOf(changes)` with the outputs that a verification captured. */
const recordedEntryOf = (changes: Readonly<Record<string, unknown>>, { outputs }: Verification): Entry => {
  const entry = entryOf(changes);
  return {
    ...entry,
    repro: { ...entry.repro, output: outputs.get('repro') },
    fixes: entry.fixes.map((fix, index) => ({ ...fix, output: outputs.get(`fixes[${String(index)}]`) })),
  };
};

describe('an entry that is verified', { skip: missing, concurrency: 2 }, () => {
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
    const runtimes = runtimesOf(shell, {});
    const entry = entryOf({});
    const { trials, skipped } = planTrials(entry, evidence, runtimes, true);
    assert.deepEqual([trials.length, skipped.length], [0, 2]);
    assert.deepEqual(concludeEntry(entry, evidence, runtimes, []).evidence, evidence);
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
      'fixes[0] on Shell 2.0: ended with exit code 1; declared: exit code 0',
    ]);
  });

  for (const [what, changes, message] of [
    [
      'ended clean',
      { repro: { description: 'd', code: 'echo "broken: why"\n' } },
      'repro on Shell 1.0: ended with exit code 0; declared: exit code other than 0',
    ],
    [
      'printed another message',
      { repro: { description: 'd', code: 'echo no; exit 1\n' } },
      'repro on Shell 1.0: printed none of them; declared: one of the messages of the entry: broken: {reason}',
    ],
    [
      'ended with another code',
      { repro: { description: 'd', code: 'echo "broken: why"; exit 3\n', exit: 4 } },
      'repro on Shell 1.0: ended with exit code 3; declared: exit code 4',
    ],
    [
      'is a fix and prints the message',
      { fixes: [{ ...FIX, code: 'echo "broken: still"\n' }] },
      'fixes[0] on Shell 1.0: still prints one of them; declared: none of the messages of the entry',
    ],
    [
      'is a fix of a warning and fails',
      { kind: 'warning', fixes: [{ ...FIX, code: 'exit 5\n' }] },
      'fixes[0] on Shell 1.0: ended with exit code 5; declared: exit code 0',
    ],
    [
      'is a warning and prints nothing of it',
      { kind: 'warning', repro: { description: 'd', code: 'echo no\n' } },
      'repro on Shell 1.0: printed none of them; declared: one of the messages of the entry: broken: {reason}',
    ],
    [
      'is an example and ends otherwise',
      { examples: [{ title: 't', expect: 'error', code: 'true\n' }] },
      'examples[0] on Shell 1.0: ended with exit code 0; declared: exit code other than 0',
    ],
    [
      'floods',
      { fixes: [{ ...FIX, code: 'yes\n' }] },
      'fixes[0] on Shell 1.0: was stopped: it printed more than 256 KB; declared: ends by itself',
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

  it('says so where a trigger fails in the compiler and its kind is of programs, or the other way round', async () => {
    const runs = { kind: 'compile-error' };
    assert.deepEqual(messagesOf(await verify(runs)), [
      'repro on Shell 1.0: failed in the program; declared: fails in the compiler, as compile-error says',
    ]);
    const breaks = { messages: ['Syntax error'], repro: { description: 'd', code: 'if\n' } };
    assert.deepEqual(messagesOf(await verify({ ...breaks, kind: 'exception' })), [
      'repro on Shell 1.0: failed in the compiler; declared: fails in the program, as exception says',
    ]);
    assert.deepEqual(messagesOf(await verify({ ...breaks, kind: 'compile-error' })), []);
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

  it('says where a program does something else each time, and in what', async () => {
    const [printed] = (await verify({ fixes: [{ ...FIX, code: 'echo same\ncat /proc/sys/kernel/random/uuid\n' }] }))
      .failures;
    assert.equal(printed?.rule, 'unrepeatable');
    assert.match(
      printed.happened,
      /^printed two different things in two runs: line 2 is "[\da-f-]{36}", not "[\da-f-]{36}"$/,
    );
    const code = 'exit $(od -An -N1 -tu1 /dev/urandom)\n';
    const outcomes = await Promise.all(Array.from({ length: 3 }, () => verify({ fixes: [{ ...FIX, code }] })));
    const ended = outcomes.flatMap(({ failures }) => failures).find(({ rule }) => rule === 'unrepeatable');
    assert.match(ended?.happened ?? '', /^ended with exit code \d+, and then with \d+$/);
  });

  it('lets no path of the machine into an output', async () => {
    const code = 'sed -n "s#.* \\(/[^ ]*\\) /app .*#\\1#p" /proc/self/mountinfo\n';
    const { failures } = await verify({ fixes: [{ ...FIX, code }] });
    assert.equal(failures[0]?.rule, 'machine-path');
    assert.match(failures[0].happened, /^printed \/\S*errdex-\w{6}, a path of the machine that ran it$/);
  });

  it('gives options to the runtime', async () => {
    const result = await verify({ fixes: [{ ...FIX, code: 'echo $-\n', options: ['-u'] }] });
    assert.match(result.outputs.get('fixes[0]') ?? '', /u/);
  });

  it('says where what is recorded is not what was printed, and in which line', async () => {
    const first = await verify({});
    assert.deepEqual(
      first.differences.map(({ rule, path }) => [rule, path.join('.')]),
      [
        ['unrecorded', 'repro.code'],
        ['unrecorded', 'fixes.0.code'],
      ],
    );
    const recorded = recordedEntryOf({}, first);
    const runtimes = runtimesOf(shell, { shell: ['1.0'] });
    const again = concludeEntry(recorded, first.evidence, runtimes, await run(recorded, runtimes));
    assert.deepEqual(again.differences, []);
    const forged = { ...recorded, repro: { ...recorded.repro, output: 'broken: because\n' } };
    const [difference] = concludeEntry(forged, first.evidence, runtimes, await run(forged, runtimes)).differences;
    assert.deepEqual(
      [difference?.rule, difference?.path.join('.'), difference?.happened],
      ['record-differs', 'repro.output', 'printed something else: line 1 is "broken: why", not "broken: because"'],
    );
  });

  it('says where an older version prints something else than is recorded of it', async () => {
    const code = 'case $VERSION in 1.0) echo "broken: old";; *) echo "broken: new";; esac; exit 1\n';
    const changes = { repro: { description: 'd', code } };
    const first = await verify(changes, ['1.0', '2.0']);
    const entry = recordedEntryOf(changes, first);
    const runs = first.evidence.programs['repro']?.runs.map((each) =>
      each.version === '1.0' ? { ...each, output: 'broken: forged\n' } : each,
    );
    const { repro, ...others } = first.evidence.programs;
    assert.ok(repro && runs);
    const forged: Evidence = { programs: { ...others, repro: { ...repro, runs } } };
    const runtimes = runtimesOf(shell, { shell: ['1.0', '2.0'] });
    const { differences } = concludeEntry(entry, forged, runtimes, await run(entry, runtimes));
    assert.deepEqual(differences.map(inWords), [
      'repro on Shell 1.0: printed something else: line 1 is "broken: old", not "broken: forged"; declared: the recorded output',
    ]);
  });

  it('records other engines before the versions of its own runtime, and takes none of them for its output', async () => {
    const engine: Runner = { ...shell, id: 'dash', label: 'Dash' };
    const withEngine: Runner = { ...shell, engines: [engine] };
    const entry = entryOf({
      repro: { description: 'd', code: 'echo "broken: $VERSION"; case $VERSION in 9*) exit 0;; esac; exit 3\n' },
    });
    const runtimes = runtimesOf(withEngine, { shell: ['1.0', '2.0'], dash: ['9.0'] });
    const result = concludeEntry(entry, undefined, runtimes, await run(entry, runtimes));
    assert.deepEqual(messagesOf(result), []);
    assert.deepEqual(
      result.evidence.programs['repro']?.runs.map(({ runtime, version }) => `${runtime} ${version}`),
      ['Dash 9.0', 'Shell 1.0', 'Shell 2.0'],
    );
    assert.equal(result.outputs.get('repro'), 'broken: 2.0\n');
    const alone = runtimesOf(withEngine, { dash: ['9.0'] });
    assert.equal(planTrials(entry, undefined, alone, true).trials.length, 0);
  });

  it('takes what a newer release prints for no contradiction, and says that it is not recorded', async () => {
    const changes = { repro: { description: 'd', code: 'echo "broken: $VERSION"; exit 3\n' } };
    const first = await verify(changes, ['1.0.1']);
    const entry = recordedEntryOf(changes, first);
    const runtimes = runtimesOf(shell, { shell: ['1.0.2'] });
    const { differences, unrecorded } = concludeEntry(entry, first.evidence, runtimes, await run(entry, runtimes));
    assert.deepEqual([differences, unrecorded], [[], 2]);
  });

  it('says where the page would show what was not seen here', async () => {
    const changes = { repro: { description: 'd', code: 'echo "broken: $VERSION"; exit 3\n' } };
    const first = await verify(changes, ['1.0.1', '9.0.0']);
    const entry = recordedEntryOf(changes, first);
    const runtimes = runtimesOf(shell, { shell: ['1.0.1'] });
    const { unconfirmed, evidence } = concludeEntry(entry, first.evidence, runtimes, await run(entry, runtimes));
    assert.deepEqual(unconfirmed.map(inWords), [
      'repro on Shell 9.0.0: was not run on that version here; declared: what Shell 9.0.0 printed',
      'fixes[0] on Shell 9.0.0: was not run on that version here; declared: what Shell 9.0.0 printed',
    ]);
    assert.deepEqual(evidence, first.evidence);
    const both = runtimesOf(shell, { shell: ['1.0.1', '9.0.0'] });
    assert.deepEqual(concludeEntry(entry, first.evidence, both, await run(entry, both)).unconfirmed, []);
  });

  it('keeps what is recorded of a newer release than this machine has', async () => {
    const first = await verify({}, ['1.0.2']);
    const again = await verify({}, ['1.0.1'], first.evidence);
    assert.deepEqual(
      again.evidence.programs['repro']?.runs.map(({ version }) => version),
      ['1.0.2'],
    );
  });

  it('gives a compiler no option that makes it run something else', async () => {
    const entry = entryOf({ fixes: [{ ...FIX, options: ['-x'] }] });
    const strict: Runner = { ...shell, options: /^-e$/ };
    const runtimes = runtimesOf(strict, { shell: ['1.0'] });
    const { failures } = concludeEntry(entry, undefined, runtimes, await run(entry, runtimes));
    assert.deepEqual(failures.map(inWords), [
      'fixes[0] on Shell 1.0: has -x, which may make a compiler run something else; declared: options of the language',
    ]);
  });

  it('replaces the run of the same series, and keeps the newer one where this machine is behind', async () => {
    const code = 'echo "broken: $VERSION"; exit 3\n';
    const changes = { repro: { description: 'd', code } };
    const versionsOf = ({ evidence }: Verification): string[] | undefined =>
      evidence.programs['repro']?.runs.map(({ version }) => version);
    const first = await verify(changes, ['1.0.1', '2.0.1']);
    assert.deepEqual(versionsOf(await verify(changes, ['2.0.2'], first.evidence)), ['1.0.1', '2.0.2']);
    const runtimes = runtimesOf(shell, { shell: ['1.0.0', '2.0.2'] });
    const { trials } = planTrials(entryOf(changes), first.evidence, runtimes, false);
    assert.deepEqual(versionsTried(trials, 'repro'), ['2.0.2']);
  });

  it('says so where an exempted program would in fact run, and records nothing of it', async () => {
    const runs = await verify({ verify: { skip: 'needs a daemon' } });
    assert.deepEqual(
      runs.failures.map((failure) => [failure.rule, failure.path.join('.'), inWords(failure)]),
      [
        [
          'needless-exemption',
          'verify.skip',
          'repro on Shell 1.0: ran, and raised the error; declared: it cannot be run: needs a daemon',
        ],
      ],
    );
    assert.deepEqual([runs.evidence, runs.outputs.size], [{ programs: {} }, 0]);
    const repro = { description: 'd', code: 'no-such-daemon\n' };
    assert.deepEqual(messagesOf(await verify({ verify: { skip: 'needs a daemon' }, repro })), []);
  });
});

/** The versions on which a plan tries a program. */
function versionsTried(trials: readonly Trial[], key: string): string[] {
  return trials.filter(({ program }) => program.key === key).map(({ installation }) => installation.version);
}

describe('planTrials', () => {
  const runtimes = runtimesOf(shell, { shell: ['1.0', '2.0'] });

  it('takes every program on every version, or what evidence lacks', async () => {
    const entry = entryOf({});
    assert.equal(planTrials(entry, undefined, runtimes, false).trials.length, 4);
    if (missing !== false) return;
    const { evidence } = await verify({}, ['1.0']);
    const lacking = planTrials(entry, evidence, runtimes, false).trials;
    assert.deepEqual([versionsTried(lacking, 'repro'), versionsTried(lacking, 'fixes[0]')], [['2.0'], ['2.0']]);
    assert.equal(planTrials(entry, evidence, runtimes, true).trials.length, 4);
    const changed = entryOf({ fixes: [{ ...FIX, code: 'echo changed\n' }] });
    assert.deepEqual(versionsTried(planTrials(changed, evidence, runtimes, false).trials, 'fixes[0]'), ['1.0', '2.0']);
  });

  it('tries an exempted entry only where everything is asked for, its trigger alone, on the newest version', () => {
    const entry = entryOf({ verify: { skip: 'needs a daemon' } });
    assert.deepEqual(planTrials(entry, undefined, runtimes, false), { trials: [], skipped: [] });
    const { trials } = planTrials(entry, undefined, runtimes, true);
    assert.deepEqual(
      trials.map(({ program, installation }) => [program.key, installation.version]),
      [['repro', '2.0']],
    );
  });

  it('skips a program whose runtime is not there', () => {
    const { trials, skipped } = planTrials(entryOf({}), undefined, runtimesOf(shell, {}), true);
    assert.deepEqual([trials, skipped.map(({ program }) => program.key)], [[], ['repro', 'fixes[0]']]);
  });
});

describe('describeDifference', () => {
  for (const [what, expected, actual, words] of [
    ['a line', 'a\nb\nc\n', 'a\nx\nc\n', 'line 2 is "x", not "b"'],
    ['more', 'a\n', 'a\nb\n', 'line 2 is "b", not ""'],
    ['less', 'a\nb', 'a', 'line 2 is the end, not "b"'],
    ['the end of a line', 'a\n', 'a', 'line 2 is the end, not ""'],
    ['nothing at all', '', 'a', 'line 1 is "a", not ""'],
  ] as const) {
    it(`names ${what}`, () => {
      assert.equal(describeDifference(expected, actual), words);
    });
  }
});

describe('runnableText', () => {
  it('puts the setup on lines of its own', () => {
    assert.equal(runnableText('', 'code\n'), 'code\n');
    assert.equal(runnableText('setup', 'code\n'), 'setup\ncode\n');
    assert.equal(runnableText('setup\n', 'code\n'), 'setup\ncode\n');
  });
});
