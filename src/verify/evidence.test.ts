import assert from 'node:assert/strict';
import { mkdir, mkdtemp, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { after, before, describe, it } from 'node:test';
import { stringify } from 'yaml';
import { programsOf, type Catalog, type Entry, type Program } from '../catalog/load.ts';
import { entrySchema, type EntryData, type ProgramData } from '../catalog/schema.ts';
import { readYamlSource } from '../catalog/yaml-source.ts';
import {
  checkEvidence,
  computeConfidence,
  hashOutput,
  hashProgram,
  isAsDeclared,
  loadEvidence,
  writeEvidence,
  type Evidence,
  type Run,
} from './evidence.ts';
import type { Runner } from './runner.ts';
import { cpython as cpythonRunner } from './runners/cpython.ts';

const pypyRunner: Runner = { ...cpythonRunner, id: 'pypy' };

const ID = 'python/key-error';

const DATA = {
  name: 'KeyError',
  title: 'A key is not in the mapping',
  kind: 'exception',
  category: 'bounds',
  level: 'error',
  severity: 'high',
  messages: ["KeyError: '{key}'", 'KeyError: {number}'],
  meaning: 'm',
  causes: ['c'],
  repro: { description: 'd', code: '{}["a"]\n', output: "KeyError: 'a'\n" },
  fixes: [{ title: 't', when: 'w', code: 'print("ok")\n', why: 'y', output: 'ok\n' }],
  examples: [{ title: 't', expect: 'error', code: '{}[1]\n', output: 'KeyError: 1\n' }],
  antiPatterns: [
    { avoid: 'a', because: 'b', program: { expect: 'ok', code: 'print("bad")\n', output: 'bad\n' } },
    { avoid: 'a', because: 'b' },
  ],
  productionRisk: 'p',
};

function entryOf(changes: Partial<EntryData> = {}): Entry {
  const data = { ...DATA, ...changes };
  const source = readYamlSource(`${ID}.yaml`, new TextEncoder().encode(stringify(data)));
  return { ...entrySchema.parse(source.data), id: ID, slug: 'key-error', language: 'python', source };
}

function programOf(entry: Entry, key: string): Program {
  const found = [...programsOf(entry)].find((program) => program.key === key);
  assert.ok(found);
  return found;
}

function runOf(changes: Partial<Run> = {}): Run {
  return { runtime: 'CPython', version: '3.13.0', date: '2026-11-22', exit: 0, ...changes };
}

const EXITS: Readonly<Record<string, number>> = {
  repro: 1,
  'fixes[0]': 0,
  'examples[0]': 3,
  'antiPatterns[0].program': 0,
};

/** Evidence as verification writes it for `entry`, with `runs` in place of those of some programs. */
function evidenceOf(entry: Entry, runs: Readonly<Record<string, readonly Run[]>> = {}): Evidence {
  return {
    programs: Object.fromEntries(
      [...programsOf(entry)].map((program) => [
        program.key,
        {
          hash: hashProgram(program, cpythonRunner),
          outputHash: hashOutput(program.data.output ?? ''),
          runs: [...(runs[program.key] ?? [runOf({ exit: EXITS[program.key] ?? 0 })])],
        },
      ]),
    ),
  };
}

const cpython = (): Runner => cpythonRunner;

describe('hashProgram', () => {
  const program = programOf(entryOf(), 'repro');
  const base = hashProgram(program, cpythonRunner);
  const changed: Readonly<Record<string, Partial<ProgramData>>> = {
    code: { code: '{}["b"]\n' },
    'white space in the code': { code: '{}["a"] \n' },
    setup: { setup: 'import os\n' },
    filename: { filename: 'app.py' },
    files: { files: { 'a.txt': '1' } },
    stdin: { stdin: 'y\n' },
    args: { args: ['-v'] },
    'the order of args': { args: ['b', 'a'] },
    exit: { exit: 2 },
  };

  for (const [what, data] of Object.entries(changed)) {
    it(`is another with another ${what}`, () => {
      assert.notEqual(hashProgram({ ...program, data: { ...program.data, ...data } }, cpythonRunner), base);
    });
  }

  it('is another for each of these', () => {
    const hashes = Object.values(changed).map((data) =>
      hashProgram({ ...program, data: { ...program.data, ...data } }, cpythonRunner),
    );
    assert.equal(new Set([...hashes, base]).size, hashes.length + 1);
  });

  it('is another on another runner, and for another expectation', () => {
    assert.notEqual(hashProgram(program, pypyRunner), base);
    assert.notEqual(hashProgram({ ...program, expect: 'ok' }, cpythonRunner), base);
    assert.notEqual(hashProgram(program, { ...cpythonRunner, env: {} }), base);
    assert.notEqual(hashProgram(program, { ...cpythonRunner, steps: () => [{ command: ['python', '-O'] }] }), base);
  });

  it('is another with another content of a file, or the same under another name', () => {
    const withFiles = (files: Record<string, string>): string =>
      hashProgram({ ...program, data: { ...program.data, files } }, cpythonRunner);
    assert.equal(new Set([{ a: '1' }, { a: '2' }, { b: '1' }, { a: '1', b: '' }].map(withFiles)).size, 4);
  });

  it('is not moved from one field to the next', () => {
    const one = hashProgram({ ...program, data: { ...program.data, setup: 'a', code: 'b' } }, cpythonRunner);
    const other = hashProgram({ ...program, data: { ...program.data, setup: '', code: 'ab' } }, cpythonRunner);
    assert.notEqual(one, other);
  });

  it('is the same whatever the page says around the program, and where it stands', () => {
    const { output: _, ...data } = program.data;
    assert.equal(hashProgram({ ...program, data }, cpythonRunner), base);
    assert.equal(hashProgram({ ...program, data: { ...program.data, raises: 1 } }, cpythonRunner), base);
    assert.equal(hashProgram({ ...program, key: 'examples[4]', path: ['examples', 4] }, cpythonRunner), base);
  });

  it('stays what it is, so that no evidence turns stale by accident', () => {
    assert.equal(base, '83f429d924509155e6b4689cc0c7805e15544612cd804cd3dd7da1c8ce02e3cc');
  });
});

describe('isAsDeclared', () => {
  const printed = "Traceback\nKeyError: 'a'\n";

  function judge(
    key: string,
    run: Partial<Run>,
    changes: Partial<EntryData> = {},
    data: Partial<ProgramData> = {},
  ): boolean {
    const entry = entryOf(changes);
    const program = programOf(entry, key);
    return isAsDeclared(entry, { ...program, data: { ...program.data, ...data } }, runOf(run));
  }

  it('wants of a trigger a failure and one of the messages', () => {
    assert.equal(judge('repro', { exit: 1, output: printed }), true);
    assert.equal(judge('repro', { exit: 1, output: 'KeyError: 7\n' }), true, 'any of the messages');
    assert.equal(judge('repro', { exit: 139, output: printed }), true, 'any failure');
    assert.equal(judge('repro', { exit: 0, output: printed }), false, 'it ended clean');
    assert.equal(judge('repro', { exit: 1, output: "NameError: name 'a'\n" }), false, 'another message');
    assert.equal(judge('repro', { exit: 1, output: '' }), false, 'no message');
  });

  it('takes the output of the entry where the run has none of its own', () => {
    assert.equal(judge('repro', { exit: 1 }), true);
    assert.equal(judge('repro', { exit: 1 }, {}, { output: 'other\n' }), false);
    assert.equal(judge('repro', { exit: 1, output: 'other\n' }), false, 'its own comes first');
  });

  it('wants the very exit code where one is declared', () => {
    assert.equal(judge('repro', { exit: 2, output: printed }, {}, { exit: 2 }), true);
    assert.equal(judge('repro', { exit: 1, output: printed }, {}, { exit: 2 }), false);
    assert.equal(judge('fixes[0]', { exit: 4, output: 'ok' }, {}, { exit: 4 }), true);
    assert.equal(judge('fixes[0]', { exit: 0, output: 'ok' }, {}, { exit: 4 }), false);
    assert.equal(judge('examples[0]', { exit: 3 }, {}, { exit: 3 }), true);
    assert.equal(judge('examples[0]', { exit: 1 }, {}, { exit: 3 }), false);
  });

  for (const kind of ['warning', 'diagnostic', 'message'] as const) {
    it(`lets the trigger of a ${kind} end clean`, () => {
      assert.equal(judge('repro', { exit: 0, output: printed }, { kind }), true);
      assert.equal(judge('repro', { exit: 1, output: printed }, { kind }), true);
      assert.equal(judge('repro', { exit: 0, output: 'ok\n' }, { kind }), false, 'it must print the message');
      assert.equal(
        judge('repro', { exit: 1, output: printed }, { kind }, { exit: 0 }),
        false,
        'a declared code is exact',
      );
      assert.equal(judge('fixes[0]', { exit: 1, output: 'ok\n' }, { kind }), false, 'a fix still ends clean');
    });
  }

  for (const kind of [
    'exception',
    'compile-error',
    'panic',
    'signal',
    'exit-code',
    'errno',
    'sqlstate',
    'status-code',
  ] as const) {
    it(`wants the trigger of the kind ${kind} to fail`, () => {
      assert.equal(judge('repro', { exit: 1, output: printed }, { kind }), true);
      assert.equal(judge('repro', { exit: 0, output: printed }, { kind }), false);
    });
  }

  it('wants of a fix a clean end without any of the messages', () => {
    assert.equal(judge('fixes[0]', { exit: 0, output: 'ok\n' }), true);
    assert.equal(judge('fixes[0]', { exit: 1, output: 'ok\n' }), false);
    assert.equal(judge('fixes[0]', { exit: 0, output: printed }), false);
    assert.equal(judge('fixes[0]', { exit: 0, output: 'KeyError: 7\n' }), false);
  });

  it('wants of an example that fails one of the messages too', () => {
    assert.equal(judge('examples[0]', { exit: 3, output: printed }), true);
    assert.equal(judge('examples[0]', { exit: 3, output: 'x' }), false);
    assert.equal(judge('examples[0]', { exit: 0, output: printed }), false);
  });

  it('wants of an anti-pattern the end it declares, whatever it prints', () => {
    assert.equal(judge('antiPatterns[0].program', { exit: 0, output: printed }), true);
    assert.equal(judge('antiPatterns[0].program', { exit: 1, output: '' }), false);
  });
});

describe('computeConfidence', () => {
  const entry = entryOf();

  it('is reproduced where every program ran as declared', () => {
    const { level, reproducedOn, date } = computeConfidence(entry, evidenceOf(entry), cpython);
    assert.equal(level, 'reproduced');
    assert.deepEqual(reproducedOn, [{ runtime: 'CPython', versions: ['3.13.0'] }]);
    assert.equal(date, '2026-11-22');
  });

  it('is partly reproduced where one program did not, was not run, or changed since', () => {
    const failed = evidenceOf(entry, { 'fixes[0]': [runOf({ exit: 1 })] });
    assert.equal(computeConfidence(entry, failed, cpython).level, 'partly-reproduced');

    const { 'fixes[0]': _, ...programs } = evidenceOf(entry).programs;
    assert.equal(computeConfidence(entry, { programs }, cpython).level, 'partly-reproduced');

    const changed = entryOf({ repro: { description: 'd', code: '{}["b"]\n', output: "KeyError: 'a'\n" } });
    const stale = computeConfidence(changed, evidenceOf(entry), cpython);
    assert.equal(stale.level, 'partly-reproduced');
    assert.deepEqual(stale.reproducedOn, [], 'the trigger is the one that changed');
    assert.deepEqual(stale.proofs['repro'], { versions: [], date: undefined });
  });

  it('is documented where there is no evidence, or none of it holds', () => {
    assert.equal(computeConfidence(entry, undefined, cpython).level, 'documented');
    assert.equal(computeConfidence(entry, { programs: {} }, cpython).level, 'documented');
    const elsewhere = computeConfidence(entry, evidenceOf(entry), () => pypyRunner);
    assert.deepEqual([elsewhere.level, elsewhere.reproducedOn, elsewhere.date], ['documented', [], undefined]);
  });

  it('counts only the versions that did as declared', () => {
    const runs = [
      runOf({ version: '3.8.18', exit: 1, output: "NameError: name 'x' is not defined\n", date: '2026-11-25' }),
      runOf({ version: '3.9.18', exit: 0, date: '2026-11-24' }),
      runOf({ version: '3.11.7', exit: 1, date: '2026-11-20' }),
      runOf({ version: '3.13.0', exit: 1, date: '2026-11-21' }),
    ];
    const found = computeConfidence(entry, evidenceOf(entry, { repro: runs }), cpython);
    assert.equal(found.level, 'reproduced');
    assert.deepEqual(found.reproducedOn, [{ runtime: 'CPython', versions: ['3.11.7', '3.13.0'] }]);
    assert.equal(found.proofs['repro']?.date, '2026-11-21', 'a run that failed dates nothing');
    assert.equal(found.date, '2026-11-22', 'the day of the latest run of any program');
  });

  it('keeps runtimes apart, the own one first, which is recorded last', () => {
    const runs = [
      runOf({ exit: 1, runtime: 'PyPy', version: '7.3.17' }),
      runOf({ exit: 1 }),
      runOf({ exit: 1, version: '3.14.0' }),
    ];
    assert.deepEqual(computeConfidence(entry, evidenceOf(entry, { repro: runs }), cpython).reproducedOn, [
      { runtime: 'CPython', versions: ['3.13.0', '3.14.0'] },
      { runtime: 'PyPy', versions: ['7.3.17'] },
    ]);
  });

  it('has a proof for each program, and for no other', () => {
    const evidence = evidenceOf(entry);
    const orphan = {
      programs: {
        ...evidence.programs,
        'examples[7]': { hash: hashOutput(''), outputHash: hashOutput(''), runs: [runOf()] },
      },
    };
    assert.deepEqual(Object.keys(computeConfidence(entry, orphan, cpython).proofs), Object.keys(evidence.programs));
  });
});

describe('checkEvidence', () => {
  function check(
    entry: Entry,
    evidence: Evidence | undefined,
    others: ReadonlyMap<string, Evidence> = new Map(),
  ): string[] {
    const catalog: Catalog = {
      languages: new Map(),
      concepts: new Map(),
      entries: new Map([[entry.id, entry]]),
      unreadable: new Set(['python/broken']),
    };
    const all = new Map([...(evidence === undefined ? [] : ([[entry.id, evidence]] as const)), ...others]);
    return [...checkEvidence(catalog, all, cpython)].map(
      ({ file, line, rule, message }) => `${file}:${String(line)} ${rule} ${message}`,
    );
  }

  const entry = entryOf();
  const withRepro = (repro: Partial<EntryData['repro']>): Entry => entryOf({ repro: { ...DATA.repro, ...repro } });
  const lineOf = (text: string): number =>
    stringify(DATA)
      .split('\n')
      .findIndex((line) => line.includes(text)) + 1;

  it('finds nothing in what verification wrote', () => {
    assert.deepEqual(check(entry, evidenceOf(entry)), []);
  });

  it('finds nothing in an older version that did something else', () => {
    const runs = [runOf({ version: '3.8.18', exit: 0, output: 'ok\n' }), runOf({ exit: 1 })];
    assert.deepEqual(check(entry, evidenceOf(entry, { repro: runs })), []);
  });

  it('finds an output that no run printed', () => {
    assert.deepEqual(
      check(entry, undefined)[0],
      `python/key-error.yaml:${String(lineOf('output: |'))} evidence-missing repro has an output that no run printed`,
    );
    assert.equal(check(entry, undefined).length, 4);
    const { repro: _, ...programs } = evidenceOf(entry).programs;
    assert.match(
      check(entry, { programs }).join('\n'),
      /^\S+ evidence-missing repro has an output that no run printed$/,
    );
  });

  it('lets a program without an output wait for its first run', () => {
    const { output: _, ...repro } = DATA.repro;
    const { repro: __, ...programs } = evidenceOf(entry).programs;
    assert.deepEqual(check(entryOf({ repro }), { programs }), []);
  });

  it('finds a program that changed since it was run', () => {
    assert.match(
      check(withRepro({ code: '{}["b"]\n' }), evidenceOf(entry)).join('\n'),
      /^\S+ evidence-stale repro changed since it was run$/,
    );
  });

  it('finds an output that was written by hand', () => {
    const message = /^\S+ evidence-stale repro has an output that its newest run did not print$/;
    assert.match(check(withRepro({ output: "KeyError: 'b'\n" }), evidenceOf(entry)).join('\n'), message);
    const { output: _, ...repro } = DATA.repro;
    assert.match(check(entryOf({ repro }), evidenceOf(entry)).join('\n'), message, 'or taken out');
  });

  it('finds an output that only an older version printed', () => {
    const runs = [runOf({ version: '3.8.18', exit: 1 }), runOf({ exit: 1, output: "KeyError: 'b'\n" })];
    assert.match(
      check(entry, evidenceOf(entry, { repro: runs })).join('\n'),
      /^\S+ evidence-stale repro has an output that its newest/,
    );
  });

  it('finds a program that did not do what it declares', () => {
    const message =
      /^\S+ evidence-contradicts repro (?:ended with exit code 0; declared: exit code other|printed none of them; declared: one of the)/;
    assert.match(check(entry, evidenceOf(entry, { repro: [runOf({ exit: 0 })] })).join('\n'), message);
    const reworded = entryOf({ messages: ['KeyError: no key {key}'] });
    assert.match(check(reworded, evidenceOf(entry)).join('\n'), message, 'a message that it does not print');
  });

  it('finds it though an older version did', () => {
    const runs = [runOf({ version: '3.8.18', exit: 1, output: "KeyError: 'b'\n" }), runOf({ exit: 0 })];
    assert.match(check(entry, evidenceOf(entry, { repro: runs })).join('\n'), /^\S+ evidence-contradicts repro/);
  });

  it('finds a fix that prints the message', () => {
    const data = entryOf({ messages: ['ok', 'KeyError: {key}'] });
    assert.match(
      check(data, evidenceOf(entry)).join('\n'),
      /^\S+ evidence-contradicts fixes\[0\] still prints one of them; declared: none of the messages of the entry$/,
    );
  });

  it('finds evidence of no entry, but not of one that could not be read', () => {
    const others = new Map([
      ['python/gone', evidenceOf(entry)],
      ['python/broken', evidenceOf(entry)],
    ]);
    assert.deepEqual(check(entry, evidenceOf(entry), others), [
      '_evidence/python/gone.json:1 evidence-orphan belongs to no entry',
    ]);
  });

  it('says how to mend each problem', () => {
    const catalog: Catalog = {
      languages: new Map(),
      concepts: new Map(),
      entries: new Map([[ID, entry]]),
      unreadable: new Set(),
    };
    for (const { remedy } of checkEvidence(catalog, new Map(), cpython))
      assert.equal(remedy, `run npm run verify -- --write ${ID}`);
  });
});

describe('loadEvidence', () => {
  let root = '';
  before(async () => {
    root = await mkdtemp(path.join(tmpdir(), 'errdex-evidence-'));
  });
  after(async () => {
    await rm(root, { recursive: true, force: true });
  });

  it('is empty where there is none', async () => {
    assert.deepEqual(await loadEvidence(path.join(root, 'nowhere')), { evidence: new Map(), problems: [] });
  });

  it('reads what was written, and writes it the same each time', async () => {
    const evidence = evidenceOf(entryOf());
    await writeEvidence(root, ID, evidence);
    const file = path.join(root, '_evidence/python/key-error.json');
    const text = await readFile(file, 'utf8');
    assert.ok(text.endsWith('}\n'));
    const loaded = await loadEvidence(root);
    assert.deepEqual(loaded, { evidence: new Map([[ID, evidence]]), problems: [] });
    await writeEvidence(root, ID, loaded.evidence.get(ID) ?? { programs: {} });
    assert.equal(await readFile(file, 'utf8'), text);
  });

  it('replaces a link that stands in its place, and writes through none', async () => {
    const outside = path.join(root, 'outside.txt');
    await writeFile(outside, 'mine');
    await mkdir(path.join(root, '_evidence/java'), { recursive: true });
    await symlink(outside, path.join(root, '_evidence/java/link.json'));
    await writeEvidence(root, 'java/link', { programs: {} });
    assert.equal(await readFile(outside, 'utf8'), 'mine');
    await symlink(path.join(root, '_evidence/java'), path.join(root, '_evidence/rust'));
    await assert.rejects(writeEvidence(root, 'rust/e0308', { programs: {} }), /is a link/);
    await rm(path.join(root, '_evidence/rust'));
    await rm(path.join(root, '_evidence/java'), { recursive: true });
  });

  it('reports a broken file, and reads the others', async () => {
    await mkdir(path.join(root, '_evidence/go'), { recursive: true });
    const good = { hash: 'a'.repeat(64), outputHash: 'b'.repeat(64), runs: [runOf()] };
    const broken: Readonly<Record<string, string>> = {
      'no-json': '{',
      'no-runs': JSON.stringify({ programs: { repro: { ...good, runs: [] } } }),
      'bad-hash': JSON.stringify({ programs: { repro: { ...good, hash: 'abc' } } }),
      'bad-date': JSON.stringify({ programs: { repro: { ...good, runs: [runOf({ date: '22.11.2026' })] } } }),
      'unknown-key': JSON.stringify({ programs: {}, confidence: 'reproduced' }),
      empty: '',
    };
    for (const [name, text] of Object.entries(broken))
      await writeFile(path.join(root, `_evidence/go/${name}.json`), text);
    await symlink('/etc/passwd', path.join(root, '_evidence/go/link.json'));
    const { evidence, problems } = await loadEvidence(root);
    assert.deepEqual([...evidence.keys()], [ID]);
    assert.deepEqual(
      problems.map(({ file, rule }) => `${file} ${rule}`),
      [...Object.keys(broken), 'link'].sort().map((name) => `_evidence/go/${name}.json evidence`),
    );
    assert.match(problems[0]?.message ?? '', /programs\.repro\.runs\[0\]\.date: /);
    assert.match(problems[0]?.remedy ?? '', /npm run verify -- --write go\//);
  });
});
