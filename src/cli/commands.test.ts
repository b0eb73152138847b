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
import { callWith, makeFixtureData, withFolder, type Surroundings } from './fixture-context.ts';

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

/** What `args` answer where the catalog has these errors of Python alone. */
async function callNames(
  rows: readonly (readonly [slug: string, name: string, title: string])[],
  args: readonly string[],
  surroundings?: Surroundings,
): Promise<Outcome> {
  return withFolder(async (folder) => {
    const entries = rows.map(([slug, name, title]) => [0, slug, name, title, []]);
    const index = { languages: [['python', 'Python', []]], entries };
    await writeFile(path.join(folder, 'names.json'), JSON.stringify(index));
    return callWith(folder, args, surroundings);
  });
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
    assert.match((await call('--help')).out, /standard input \(- or nothing\)/);
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

  it('names the command that a mistyped one was meant to be', async () => {
    for (const [typed, meant] of [
      ['fnid', 'find'],
      ['explian', 'explain'],
    ] as const) {
      const { err, exit } = await call(`${typed} x`);
      assert.equal(exit, 2);
      assert.ok(err.startsWith(`errdex: there is no command "${typed}"; did you mean ${meant}?\n`), err);
    }
    assert.doesNotMatch((await call('frobnicate')).err, /did you mean/);
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
    const { out, exit } = await call('find KeyError', { output: { isTTY: true, columns: 80 } });
    assert.equal(exit, 0);
    const text = stripVTControlCharacters(out);
    assert.ok(text.startsWith('KeyError · Python · python/key-error\n  A key is not in the mapping\n\n'), text);
    const { value } = await callJson('find --json keyerror');
    assert.deepEqual(value, {
      matches: [
        { id: 'python/key-error', name: 'KeyError', language: 'python', score: 1, lines: [], placeholders: {} },
      ],
    });
  });

  it('prints a line for each match in a pipe, however long', async () => {
    const title = `A key ${'is not there, '.repeat(20)}at all`;
    const { out, err } = await callNames([['key-error', 'KeyError', title]], ['find', 'KeyError']);
    assert.deepEqual([out, err], [`python/key-error\tKeyError\t${title}\n`, '']);
  });

  it('parts matches on a terminal, with all but their first lines further in', async () => {
    const rows = [
      ['key-error', 'KeyError', 'A key that was asked for is not in the mapping at all'],
      ['key-error-twice', 'KeyErrorTwice', 'Two keys'],
    ] as const;
    const { out } = await callNames(rows, ['find', 'KeyError'], { output: { isTTY: true, columns: 30 } });
    assert.equal(
      stripVTControlCharacters(out),
      `KeyError · Python ·
  python/key-error
  A key that was asked for is
  not in the mapping at all

KeyErrorTwice · Python ·
  python/key-error-twice
  Two keys

errdex show <id> shows one of them.
`,
    );
  });

  it('leaves matches far below the best to JSON', async () => {
    const rows = [
      ['index-error', 'IndexError', 'A place is outside of the list'],
      ['other', 'Other', 'An IndexError of another kind'],
    ] as const;
    const ids = async (...args: string[]): Promise<string[]> => {
      const { out } = await callNames(rows, ['find', ...args, 'IndexError']);
      return out.match(/python\/[\w-]+/g) ?? [];
    };
    assert.deepEqual(await ids('--json'), ['python/index-error', 'python/other']);
    assert.deepEqual(await ids(), ['python/index-error']);
  });

  it('says first where nothing is called so, and rounds scores', async () => {
    const { out, err, exit } = await call('find KeyErrr');
    assert.match(out, /^python\/key-error\t/);
    assert.deepEqual([err, exit], ['Nothing is called that; nearest:\n', 0]);
    const { out: json } = await call('find --json KeyErrr');
    assert.match(json, /"score":0\.\d{1,3},/);
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
    const index = await readRecord(path.join(data, 'names.json'));
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
    assert.deepEqual(Object.keys(twice), Object.keys(index));
    await writeFile(path.join(folder, 'names.json'), JSON.stringify(twice));
    const { out, err, exit } = await callWith(folder, ['show', 'KeyError']);
    const json = await callWith(folder, ['show', '--json', 'KeyError']);
    await rm(folder, { recursive: true });
    assert.deepEqual([out, exit], ['', 1]);
    assert.match(err, /several errors:\n {2}errdex show python\/key-error .*\n {2}errdex show ruby\/key-error /);
    assert.deepEqual([json.err, json.exit], ['', 1]);
    assert.match(json.out, /^\{"matches":\[\{"id":"python\/key-error",.*\{"id":"ruby\/key-error",.*"score":1,/);
  });

  it('answers 1 for what is no name, with the nearest', async () => {
    const { out, err, exit } = await call('show KeyErro');
    assert.deepEqual([out, exit], ['', 1]);
    assert.match(err, /No error has the id or the name "KeyErro". Nearest to it:\n {2}errdex show python\/key-error/);
    assert.match((await call('show KeyErrr')).err, /Nearest to it:\n {2}errdex show python\/key-error/);
    assert.equal((await call('show ../../package.json')).exit, 1);
  });

  it('calls nothing near that only has the same letters somewhere', async () => {
    const rows = [['file-error', 'FileIsNotOpenError', 'A file is closed']] as const;
    const { out, err, exit } = await callNames(rows, ['show', 'nope']);
    assert.deepEqual([out, exit], ['', 1]);
    assert.equal(err, 'No error has the id or the name "nope". Find one by other words: errdex find <words>\n');
    const json = await callNames(rows, ['show', '--json', 'nope']);
    assert.deepEqual(json, { out: '{"matches":[]}\n', err: '', exit: 1 });
  });

  it('shows one error at a time', async () => {
    for (const command of ['show', 'open', 'show --json']) {
      const { out, err, exit } = await call(`${command} keyerror python/index-error`);
      assert.deepEqual([out, exit], ['', 2]);
      assert.ok(err.startsWith('errdex: "keyerror", "python/index-error" are several errors: one at a time\n'), err);
    }
    assert.equal((await call('show keyerror nonsense')).exit, 1);
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

  it('explains words that are no file as they are', async () => {
    for (const text of ["KeyError: 'a'", `${'all is well, '.repeat(400)}KeyError: 'a'`]) {
      const { out, exit } = await callWith(data, ['explain', text]);
      assert.equal(exit, 0);
      assert.match(out, /^KeyError · Python\n[^]*KeyError: 'a'[^]*errdex show python\/key-error\n/);
      assert.doesNotMatch(out, /│/, 'what was typed has no numbers of lines');
    }
    const file = path.join(data, 'my trace.txt');
    await writeFile(file, TRACE);
    assert.match((await callWith(data, ['explain', file])).out, / 3 │ KeyError/);
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

  it('shows of a long line the words that were recognized, where it has neither name nor values', async () => {
    const before = 'Nov 23 03:11:02 web-1 app[812]: '.repeat(5);
    const { out } = await call('explain', {
      stdin: `${before}LIST INDEX out of range, and more${' of it'.repeat(30)}\n`,
    });
    const quoted = out.split('\n').find((line) => line.includes('│')) ?? '';
    assert.match(out, /^IndexError/);
    assert.ok(quoted.length <= 80 && quoted.includes('LIST INDEX out of range'), quoted);
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
      err:
        'No known error here.\nFind one by its name or some words: errdex find <words>\n' +
        'How to add one: https://errors.example/docs/contribute/\n',
      exit: 1,
    });
    assert.deepEqual(await callJson('explain --json', { stdin: '' }), { value: { matches: [] }, exit: 1 });
    assert.match((await call('explain', { stdin: ' \n' })).err, /the input is empty/);
  });

  it('shows the last lines that look like errors where none is known', async () => {
    const lines = [
      'warning: all went well, with 0 errors',
      'first: permission denied',
      'again: disk on fire, FATAL',
      'all is well',
      'again: disk on fire, FATAL',
      `${'a long way '.repeat(20)}to a panic of the machine`,
      'make: target not found',
    ];
    const { err, exit } = await call('explain', { stdin: lines.join('\n') });
    assert.equal(exit, 1);
    assert.match(err, /^No known error here\.\nLines that look like errors:\n {4}5 │ again: disk on fire, FATAL\n/);
    assert.match(err, /\n {4}6 │ ….*to a panic of the machine\n {4}7 │ make: target not found\nFind one/);
  });

  it('refuses what it cannot read', async () => {
    for (const [args, stdin, said] of [
      ['explain no-such-file', '', '"no-such-file" cannot be read: no such file or directory'],
      [`explain ${data}`, '', 'cannot be read: it is a folder, not a file'],
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
  it('lists ids', async () => {
    const { out } = await call('completion ids');
    assert.equal(out, 'javascript/type-error-undefined\npython/index-error\npython/key-error\n');
  });

  it('lists names too, but those that are no one word in a shell', async () => {
    const rows = [
      ['key-error', 'KeyError', 'A key'],
      ['bad-alloc', 'std::bad_alloc', 'Memory'],
      ['refused', 'connection refused', 'A port'],
    ] as const;
    const { out } = await callNames(rows, ['completion', 'names']);
    assert.equal(out, 'python/key-error\npython/bad-alloc\npython/refused\nKeyError\n');
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

  it('completes commands, options, ids, names and what a command runs', async () => {
    const script = (await call('completion bash')).out;
    const complete = (...words: string[]): string[] => {
      const typed = words.map((word) => `'${word}'`).join(' ');
      const lines = `${script}
errdex() { printf 'python/key-error\\npython/index-error\\nruby/key-error\\nKeyError\\n'; }
COMP_WORDS=(errdex ${typed}); COMP_CWORD=${String(words.length)}
_errdex
printf '%s\\n' "\${COMPREPLY[@]}"`;
      return execFileSync('bash', ['--norc', '-c', lines], { encoding: 'utf8' }).split('\n').filter(Boolean);
    };
    assert.deepEqual(complete('ex'), ['explain']);
    assert.deepEqual(complete('show', 'python/'), ['python/key-error', 'python/index-error']);
    assert.deepEqual(complete('show', 'KeyErr'), ['KeyError']);
    assert.deepEqual(complete('show', '--a'), ['--all']);
    assert.deepEqual(complete('completion', 'z'), ['zsh']);
    assert.deepEqual(complete('explain', 'x'), [], 'files, which bash completes itself');
    assert.ok(complete('run', 'ls').includes('ls'));
    assert.ok(complete('run', '--', 'ls').includes('ls'));
    assert.deepEqual(complete('run', '--j'), ['--json']);
    assert.deepEqual(complete('run', '--', 'ls', '--j'), [], 'the options of the command are its own');
  });
});
