import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { after, before, describe, it } from 'node:test';
import { stripVTControlCharacters } from 'node:util';
import { z } from 'zod';
import { COMMANDS, SHELLS } from './command-list.ts';
import type { Outcome } from './command.ts';
import { MAX_INPUT } from './read-input.ts';
import { callWith, makeFixtureData, type Surroundings } from './fixture-context.ts';

const TRACE = 'Traceback (most recent call last):\n  File "a.py", line 1, in <module>\nKeyError: \'desk\'\n';

let data = '';
before(async () => {
  data = await mkdtemp(path.join(tmpdir(), 'errdex-data-'));
  await makeFixtureData(data);
});
after(() => rm(data, { recursive: true }));

function call(args: string, surroundings?: Surroundings): Promise<Outcome> {
  return callWith(data, args === '' ? [] : args.split(' '), surroundings);
}

async function callJson(args: string, surroundings?: Surroundings): Promise<{ value: unknown; exit: number }> {
  const { out, err, exit } = await call(args, surroundings);
  assert.equal(err, '');
  return { value: JSON.parse(out), exit };
}

async function readRecord(file: string): Promise<Record<string, unknown>> {
  return toRecord(JSON.parse(await readFile(file, 'utf8')));
}

function toRecord(value: unknown): Record<string, unknown> {
  return z.record(z.string(), z.unknown()).parse(value);
}

describe('errdex', () => {
  it('says how it is used, and fails where that was not asked', async () => {
    for (const args of ['--help', '-h', 'help']) {
      const { out, exit } = await call(args);
      for (const { name } of COMMANDS) assert.ok(out.includes(`\n  ${name} `), name);
      assert.equal(exit, 0);
    }
    assert.equal((await call('')).exit, 2);
    assert.deepEqual(await call('--version'), { out: '1.2.3\n', err: '', exit: 0 });
  });

  it('answers misuse with 2, what is wrong, and the usage of the command', async () => {
    for (const [args, problem] of [
      ['frobnicate', 'there is no command "frobnicate"'],
      ['find', 'nothing to find'],
      ['find --fast x', "Unknown option '--fast'"],
      ['show', 'no error is named'],
      ['open', 'no error is named'],
      ['run', 'no command'],
      ['run --fast -- x', "Unknown option '--fast'"],
      ['explain a b', '2 files are named'],
      ['completion tcsh', 'say one shell'],
    ] as const) {
      const { out, err, exit } = await call(args);
      assert.deepEqual([out, exit], ['', 2], args);
      assert.ok(err.startsWith(`errdex: ${problem}`), err);
      assert.match(err, /\n\nUsage: errdex /);
    }
  });

  it('has help for each command', async () => {
    for (const { name, options } of COMMANDS) {
      const { out, exit } = await call(`${name} --help`);
      assert.equal(exit, 0);
      for (const option of Object.keys(options)) assert.ok(out.includes(`--${option}`), `${name} ${option}`);
    }
  });

  it('says what to do where its data is broken', async () => {
    await assert.rejects(
      callWith('/no/such/folder', ['find', 'x']),
      /names\.json is missing or broken: install errdex again/,
    );
  });
});

describe('errdex find', () => {
  it('prints the best match first, in words and in JSON', async () => {
    const { out, exit } = await call('find KeyError');
    assert.equal(exit, 0);
    assert.ok(out.startsWith('KeyError · Python · python/key-error\n  A key is not in the mapping\n'), out);
    const { value } = await callJson('find --json keyerror');
    assert.deepEqual(value, {
      matches: [
        { id: 'python/key-error', name: 'KeyError', language: 'python', score: 1, lines: [], placeholders: {} },
      ],
    });
  });

  it('finds by a piece of a message where no name is like it', async () => {
    const { value } = await callJson("find --json popitem(): dictionary is empty'");
    assert.match(JSON.stringify(value), /^\{"matches":\[\{"id":"python\/key-error"/);
  });

  it('answers 1 where nothing matches', async () => {
    const { out, err, exit } = await call('find qqqq');
    assert.deepEqual([out, exit], ['', 1]);
    assert.match(err, /No error is found by "qqqq".*\n.*https:\/\/errors\.example\/docs\/contribute\/\n/);
    assert.deepEqual(await callJson('find --json qqqq'), { value: { matches: [] }, exit: 1 });
  });
});

describe('errdex show', () => {
  it('finds an entry by id, name and alias, whatever the case', async () => {
    const byId = await call('show python/key-error');
    assert.equal(byId.exit, 0);
    for (const typed of ['KeyError', 'keyerror', 'Python/Key-Error', 'LookupKeyError', 'python KeyError']) {
      assert.deepEqual(await call(`show ${typed}`), byId, typed);
    }
  });

  it('lists what several languages call by one name, and shows none', async () => {
    const index: unknown = JSON.parse(await readFile(path.join(data, 'names.json'), 'utf8'));
    const folder = await mkdtemp(path.join(tmpdir(), 'errdex-data-'));
    const twice = {
      languages: [
        ['python', 'Python', []],
        ['ruby', 'Ruby', []],
      ],
      entries: [
        [0, 'key-error', 'KeyError', 'A key', []],
        [1, 'key-error', 'KeyError', 'A key too', []],
      ],
    };
    assert.deepEqual(Object.keys(twice), Object.keys(index ?? {}));
    await writeFile(path.join(folder, 'names.json'), JSON.stringify(twice));
    const { out, err, exit } = await callWith(folder, ['show', 'KeyError']);
    await rm(folder, { recursive: true });
    assert.deepEqual([out, exit], ['', 1]);
    assert.match(err, /several errors:\n {2}errdex show python\/key-error .*\n {2}errdex show ruby\/key-error /);
  });

  it('answers 1 for what is no name, with the nearest', async () => {
    const { out, err, exit } = await call('show KeyErro');
    assert.deepEqual([out, exit], ['', 1]);
    assert.match(err, /No error has the id or the name "KeyErro". Nearest to it:\n {2}errdex show python\/key-error/);
    assert.equal((await call('show ../../package.json')).exit, 1);
  });

  it('prints what helps, and with --all every part of the entry', async () => {
    const short = (await call('show python/key-error')).out;
    const whole = (await call('show --all python/key-error')).out;
    const headings = (text: string): string[] => text.split('\n').filter((line, at) => at > 2 && /^[A-Z]/.test(line));
    assert.deepEqual(headings(short), [
      'Messages',
      'What this means',
      'Why it happens',
      'How to reproduce',
      'Fix',
      'More (1 example, what not to do, production risk, versions, references): errdex',
    ]);
    assert.deepEqual(headings(whole), [
      ...headings(short).slice(0, -1),
      ...['Example', 'What not to do', 'Production risk', 'Versions', 'Same error in other languages'],
      ...['Related', 'References'],
    ]);
    for (const text of ['print(prices.get("desk", 0))', 'https://errors.example/docs/python/key-error/']) {
      assert.ok(short.includes(text), text);
    }
    assert.ok(!short.includes('prices = {"lamp": 20}') && whole.includes('prices = {"lamp": 20}'), 'setup');
    assert.match(whole, /the tutorial\s+\(https:\/\/docs\.python\.org\/3\/tutorial\/errors\.html\)/);
  });

  it('colors on a terminal and fits it, and prints the same words without', async () => {
    const plain = (await call('show --all python/key-error')).out;
    const colored = (await call('show --all python/key-error', { output: { isTTY: true, columns: 80 } })).out;
    assert.ok(!plain.includes('\u001B') && colored.includes('\u001B'));
    const words = (text: string): string => stripVTControlCharacters(text).replace(/[`\s]+/g, '');
    assert.equal(words(colored), words(plain));
    const narrow = (
      await call('show python/key-error', { output: { isTTY: true, columns: 50 }, env: { NO_COLOR: '1' } })
    ).out;
    const isLong = (line: string): boolean => line.length > 50 && line.trim().includes(' ') && !line.startsWith('    ');
    assert.deepEqual(narrow.split('\n').filter(isLong), []);
    assert.ok(narrow.split('\n').length > plain.split('\n').length / 2);
  });

  it('prints the data of the entry with --json', async () => {
    const { value, exit } = await callJson('show --json KeyError');
    assert.equal(exit, 0);
    assert.deepEqual(value, JSON.parse(await readFile(path.join(data, 'entries/python/key-error.json'), 'utf8')));
  });

  it('prints nothing that a terminal would obey, whatever is in the data', async () => {
    const folder = await mkdtemp(path.join(tmpdir(), 'errdex-data-'));
    await makeFixtureData(folder);
    const file = path.join(folder, 'entries/python/key-error.json');
    const entry = await readRecord(file);
    // As JSON writes it, and as it stands; in a text, and in the name of a file.
    for (const order of ['\\u001b', '\u009B', '\\u202e']) {
      const files = { 'prices [2J.csv': 'lamp,20\n' };
      const text = JSON.stringify({
        ...entry,
        title: 'A key [2Jis not in the mapping',
        repro: { ...toRecord(entry['repro']), files },
      });
      await writeFile(file, text.replaceAll('[2J', `${order}[2J`));
      for (const args of [
        ['show', 'KeyError'],
        ['show', '--json', 'KeyError'],
      ]) {
        const { out } = await callWith(folder, args);
        assert.match(out, /A key (?:\[2J)?is not in/);
        assert.match(out, /prices (?:\[2J)?\.csv/);
        for (const character of ['\u001B', '\u009B', '\u202E', '\\u']) assert.ok(!out.includes(character), out);
      }
    }
    await rm(folder, { recursive: true });
  });
});

describe('errdex explain', () => {
  it('reads standard input and files', async () => {
    const file = path.join(data, 'trace.txt');
    await writeFile(file, TRACE);
    const piped = await call('explain', { stdin: TRACE });
    assert.equal(piped.exit, 0);
    assert.deepEqual(await call('explain -', { stdin: TRACE }), piped);
    assert.deepEqual(await call(`explain ${file}`), piped);
  });

  it('shows the line, its values, the first fix, and where to read on', async () => {
    const { out } = await call('explain', { stdin: TRACE });
    assert.equal(
      out,
      `KeyError · Python
A key is not in the mapping

    3 │ KeyError: 'desk'
  key: 'desk'

Fix: Ask with a default
     When: Absence is normal.

errdex show python/key-error
https://errors.example/docs/python/key-error/
`,
    );
  });

  it('names the other errors in a line each', async () => {
    const { out } = await call('explain', { stdin: `IndexError: list index out of range\n${TRACE}` });
    assert.match(out, /\nAlso in it:\n( {2}\w+ {2}line \d+ {2}errdex show python\/[\w-]+\n)+$/);
  });

  it('prints JSON', async () => {
    const { value, exit } = await callJson('explain --json', { stdin: TRACE });
    assert.equal(exit, 0);
    const { matches } = z.object({ matches: z.array(z.looseObject({ score: z.number().gt(0).max(1) })) }).parse(value);
    const [{ score: _, ...rest } = {}] = matches;
    assert.deepEqual(rest, {
      id: 'python/key-error',
      name: 'KeyError',
      language: 'python',
      lines: [3],
      placeholders: { key: "'desk'" },
    });
  });

  it('shows of a long line the part that matters, without what a terminal would obey', async () => {
    const { out } = await call('explain', { stdin: `${'{"at":1} '.repeat(100)}\u001B[31mKeyError: 'desk'\u001B[0m\n` });
    const quoted = out.split('\n').find((line) => line.includes('│')) ?? '';
    assert.ok(quoted.length <= 80 && quoted.includes("KeyError: 'desk'"), quoted);
    assert.ok(!out.includes('\u001B'));
  });

  it('numbers lines as the file has them, however long, and says where it counts from another place', async () => {
    const line = 'all is well\n';
    const fitting = Math.floor((MAX_INPUT - TRACE.length) / line.length);
    const whole = await call('explain', { stdin: line.repeat(fitting) + TRACE });
    assert.equal(whole.err, '');
    assert.match(whole.out, new RegExp(`^ *${fitting + 3} │ KeyError: 'desk'$`, 'm'));

    const cut = await call('explain --json', { stdin: line.repeat(2 * fitting) + TRACE });
    assert.equal(cut.err, 'errdex: only the last 4 MB were read; lines are counted from there\n');
    // The line in which the last 4 MB begin is left out.
    assert.match(cut.out, new RegExp(`"lines":\\[${fitting + 3}\\]`));
  });

  it('says where nothing is known, and how to add it', async () => {
    const unknown = await call('explain', { stdin: 'all is well\n' });
    assert.deepEqual(unknown, {
      out: '',
      err: 'No known error here.\nHow to add one: https://errors.example/docs/contribute/\n',
      exit: 1,
    });
    assert.deepEqual(await callJson('explain --json', { stdin: '' }), { value: { matches: [] }, exit: 1 });
    assert.match((await call('explain', { stdin: ' \n' })).err, /the input is empty/);
  });

  it('refuses what it cannot read', async () => {
    for (const [args, stdin, said] of [
      ['explain no-such-file', '', '"no-such-file" cannot be read: no such file or directory'],
      [`explain ${data}`, '', 'cannot be read: illegal operation on a directory'],
      ['explain', '\u0001\u0002\u0003binary', 'standard input is no text'],
    ] as const) {
      const { out, err, exit } = await call(args, { stdin });
      assert.deepEqual([out, exit], ['', 2]);
      assert.ok(err.includes(said), err);
    }
  });
});

describe('errdex open', () => {
  it('prints id and address with --json, and opens nothing', async () => {
    assert.deepEqual(await callJson('open --json keyerror', { env: { PATH: '' } }), {
      value: { id: 'python/key-error', url: 'https://errors.example/docs/python/key-error/' },
      exit: 0,
    });
  });

  it(
    'hands the address to the browser, and prints it where there is none',
    { skip: process.platform !== 'linux' },
    async () => {
      const url = 'https://errors.example/docs/python/key-error/';
      const file = path.join(data, 'opened');
      await writeFile(path.join(data, 'xdg-open'), `#!/bin/sh\nprintf %s "$1" > ${file}\n`, { mode: 0o755 });
      assert.deepEqual(await call('open KeyError', { env: { PATH: data } }), { out: `${url}\n`, err: '', exit: 0 });
      assert.equal(await readFile(file, 'utf8'), url);
      const without = await call('open KeyError', { env: { PATH: '/no/such/folder' } });
      assert.deepEqual([without.out, without.exit], [`${url}\n`, 0]);
      assert.match(without.err, /no browser could be started/);
    },
  );
});

describe('errdex completion', () => {
  it('lists the ids', async () => {
    const { out } = await call('completion ids');
    assert.equal(out, 'javascript/type-error-undefined\npython/index-error\npython/key-error\n');
  });

  it('knows every command and every option, in each shell', async () => {
    for (const shell of SHELLS) {
      const { out, exit } = await call(`completion ${shell}`);
      assert.equal(exit, 0);
      for (const { name, options } of COMMANDS) {
        assert.ok(out.includes(name), `${shell} ${name}`);
        for (const option of Object.keys(options)) {
          assert.ok(out.includes(shell === 'fish' ? `-l ${option}` : `--${option}`), `${shell} ${option}`);
        }
      }
    }
  });

  it('is a script that its shell can read', async (test) => {
    for (const shell of SHELLS) {
      try {
        execFileSync(shell, ['-c', 'exit 0'], { stdio: 'ignore' });
      } catch {
        test.diagnostic(`there is no ${shell} here`);
        continue;
      }
      const { out } = await call(`completion ${shell}`);
      execFileSync(shell, ['-n'], { input: out, stdio: ['pipe', 'ignore', 'inherit'] });
    }
  });

  it('completes commands, options, ids and what a command runs', async () => {
    const script = (await call('completion bash')).out;
    const complete = (...words: string[]): string[] => {
      const typed = words.map((word) => `'${word}'`).join(' ');
      const lines = `${script}
errdex() { printf 'python/key-error\\npython/index-error\\nruby/key-error\\n'; }
COMP_WORDS=(errdex ${typed}); COMP_CWORD=${String(words.length)}
_errdex
printf '%s\\n' "\${COMPREPLY[@]}"`;
      return execFileSync('bash', ['--norc', '-c', lines], { encoding: 'utf8' }).split('\n').filter(Boolean);
    };
    assert.deepEqual(complete('ex'), ['explain']);
    assert.deepEqual(complete('show', 'python/'), ['python/key-error', 'python/index-error']);
    assert.deepEqual(complete('show', '--a'), ['--all']);
    assert.deepEqual(complete('completion', 'z'), ['zsh']);
    assert.deepEqual(complete('explain', 'x'), [], 'files, which bash completes itself');
    assert.ok(complete('run', 'ls').includes('ls'));
    assert.ok(complete('run', '--', 'ls').includes('ls'));
    assert.deepEqual(complete('run', '--j'), ['--json']);
    assert.deepEqual(complete('run', '--', 'ls', '--j'), [], 'the options of the command are its own');
  });
});
