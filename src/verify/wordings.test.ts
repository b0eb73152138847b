import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { stringify } from 'yaml';
import { programsOf, type Entry } from '../catalog/load.ts';
import { entrySchema } from '../catalog/schema.ts';
import { readYamlSource } from '../catalog/yaml-source.ts';
import { hashOutput, hashProgram, type Evidence, type Run } from './evidence.ts';
import { cpython } from './runners/cpython.ts';
import { computeWordings, type Wording } from './wordings.ts';

const ID = 'python/key-error';
const OUTPUT = 'Traceback (most recent call last):\n  File "main.py", line 1\n    {}["a"]\nKeyError: \'a\'\n';

function entryOf(): Entry {
  const data = {
    name: 'KeyError',
    title: 'A key is not in the mapping',
    kind: 'exception',
    category: 'bounds',
    level: 'error',
    severity: 'high',
    messages: ["KeyError: '{key}'", 'KeyError: {number}'],
    meaning: 'm',
    causes: ['c'],
    repro: { description: 'd', code: '{}["a"]\n', output: OUTPUT },
    fixes: [{ title: 't', when: 'w', code: 'print("ok")\n', why: 'y', output: 'ok\n' }],
    productionRisk: 'p',
  };
  const source = readYamlSource(`${ID}.yaml`, new TextEncoder().encode(stringify(data)));
  return { ...entrySchema.parse(source.data), id: ID, slug: 'key-error', language: 'python', source };
}

/** A run on `where`, such as `CPython 3.13.0`, that printed `output`, or what the entry says. */
function run(where: string, output?: string, exit = 1): Run {
  const [runtime = '', version = ''] = where.split(' ');
  return { runtime, version, date: '2026-11-22', exit, ...(output === undefined ? {} : { output }) };
}

/** The wordings of the entry with `runs` as those of its trigger, each as `runtime versions: text`. */
function wordingsOf(runs: Run[], hash?: string): string[] {
  const entry = entryOf();
  const [trigger] = programsOf(entry);
  assert.ok(trigger);
  const evidence: Evidence = {
    programs: { repro: { hash: hash ?? hashProgram(trigger, cpython), outputHash: hashOutput(OUTPUT), runs } },
  };
  return computeWordings(entry, evidence, () => cpython).map(inLine);
}

function inLine({ runtime, versions, text, otherExit }: Wording): string {
  return `${runtime} ${versions.join(' ')}: ${text}${otherExit === undefined ? '' : ` (${String(otherExit)})`}`;
}

/** What takes so long is not slow but grows without bound. In milliseconds. */
const UNBOUNDED = 60_000;

describe('computeWordings', () => {
  it('puts versions that follow one another and print the same into one, oldest first', () => {
    const runs = [
      run('CPython 3.9.18', 'KeyError: 1\n'),
      run('CPython 3.10.13', 'Traceback:\nKeyError: 1\n'),
      run('CPython 3.8.18'),
      run('CPython 3.13.0'),
    ];
    assert.deepEqual(wordingsOf(runs), [
      "CPython 3.8.18: KeyError: 'a'",
      'CPython 3.9.18 3.10.13: KeyError: 1',
      "CPython 3.13.0: KeyError: 'a'",
    ]);
  });

  it('is empty where every version of the one runtime prints the same message, or nothing was run', () => {
    const elsewhere = OUTPUT.replace('line 1', 'line 2');
    assert.deepEqual(wordingsOf([run('CPython 3.8.18', elsewhere), run('CPython 3.13.0')]), []);
    assert.deepEqual(
      computeWordings(entryOf(), undefined, () => cpython),
      [],
    );
  });

  it('keeps runtimes apart, that of the newest run first', () => {
    const runs = [run('PyPy 7.3.20'), run('CPython 3.8.18'), run('CPython 3.13.0')];
    assert.deepEqual(wordingsOf(runs), ["CPython 3.8.18 3.13.0: KeyError: 'a'", "PyPy 7.3.20: KeyError: 'a'"]);
  });

  it('tells what happened where none of the messages was printed', () => {
    const runs = [
      run('CPython 3.5.0', 'starting\n', 0),
      run('CPython 3.6.0', '  File "main.py", line 1\nSyntaxError: invalid syntax\n'),
      run('CPython 3.7.0', '', 139),
      run('CPython 3.8.0'),
    ];
    assert.deepEqual(wordingsOf(runs), [
      'CPython 3.5.0:  (0)',
      'CPython 3.6.0: SyntaxError: invalid syntax (1)',
      'CPython 3.7.0:  (139)',
      "CPython 3.8.0: KeyError: 'a'",
    ]);
  });

  it('says nothing of a program that changed since it was run', () => {
    const runs = [run('CPython 3.8.18', 'KeyError: 1\n'), run('CPython 3.13.0')];
    assert.equal(wordingsOf(runs).length, 2);
    assert.deepEqual(wordingsOf(runs, '0'.repeat(64)), []);
  });

  for (const [output, line] of [
    [
      'file:///app/main.mjs:1\nx.y\n  ^\n\nTypeError: x is null\n    at main.mjs:1\n\nNode.js v20.1.0\n',
      'TypeError: x is null',
    ],
    [
      'error: Uncaught (in promise) TypeError: x is null\n    at file:///app/main.mjs:1:1\n',
      'error: Uncaught (in promise) TypeError: x is null',
    ],
    [
      'error[E0432]: unresolved import `a`\n --> main.rs:1\n\nerror: aborting due to 1 previous error\n',
      'error[E0432]: unresolved import `a`',
    ],
    ['Main.java:3: error: cannot find symbol\n    x();\n    ^\n1 error\n', 'Main.java:3: error: cannot find symbol'],
    [
      'Exception in thread "main" java.lang.Error: no\n\tat Main.main(Main.java:1)\n',
      'Exception in thread "main" java.lang.Error: no',
    ],
    ['main.mts(1,8): error TS2307: Cannot find module\n', 'main.mts(1,8): error TS2307: Cannot find module'],
    [
      "ENOENT: no such file, open 'a'\n   errno: -2,\n\nCPython v3.8.18 (Linux x64)\n",
      "ENOENT: no such file, open 'a'",
    ],
    ['it just ends\n\nCPython v3.8.18 (Linux x64)\n', 'it just ends'],
    ['panic: no\n\ngoroutine 1 [running]:\nexit status 2\n', 'panic: no'],
    [
      '# command-line-arguments\n./main.go:12:16: undefined: errors.Join\n\n',
      './main.go:12:16: undefined: errors.Join',
    ],
  ] as const) {
    it(`finds what ${JSON.stringify(output)} complains of`, () => {
      assert.deepEqual(wordingsOf([run('CPython 3.8.18', output), run('CPython 3.13.0')]), [
        `CPython 3.8.18: ${line} (1)`,
        "CPython 3.13.0: KeyError: 'a'",
      ]);
    });
  }

  it('ends with a long line', { timeout: UNBOUNDED }, () => {
    wordingsOf([run('CPython 3.8.18', 'error'.repeat(50_000)), run('CPython 3.13.0')]);
  });
});
