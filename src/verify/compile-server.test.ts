/** That a compile server does what the step's own command does, and what becomes of one that does not. */
import assert from 'node:assert/strict';
import { chmod, mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { after, before, describe, it } from 'node:test';
import { CompileServers, type Compilation, type CompileServer } from './compile-server.ts';
import { findProcesses } from './find-processes.ts';
import { openMachine } from './machine.ts';
import { RUNNERS } from './registry.ts';
import { newestOfEachSeries, type Installation, type Runner } from './runner.ts';
import { requireSandbox, runInSandbox, THIS_SYSTEM } from './sandbox.ts';

type Files = Readonly<Record<string, string>>;

const missing = await requireSandbox().then(
  () => false,
  (error: unknown) => String(error),
);

/** What a compiler is given; the file that was asked for is the first. */
const PROGRAMS: Readonly<Record<string, readonly (readonly [what: string, files: Files])[]>> = {
  java: [
    [
      'warnings, a package, several classes, and a text beside it',
      {
        'Main.java':
          'package shop;\nclass Main {\n  void f() { new Thread().stop(); }\n}\nclass Other {\n  class Inner {}\n  Runnable r = () -> {};\n}\n',
        'data.txt': 'x\n',
      },
    ],
    [
      'errors, and a name that only the server knows',
      { 'Main.java': 'class Main {\n  int x = "é€";\n  CompileServer server;\n}\n' },
    ],
    ['a class in a file of another name', { 'Main.java': 'public class Wrong {}\n' }],
  ],
  typescript: [
    ['a clean program', { 'main.mts': 'declare global { var shop: string }\nexport {};\n' }],
    [
      'errors, names that only the one before knows, line ends of Windows, and a mark of the order of bytes',
      { 'main.mts': '\uFEFFconst x: number = "é€";\r\nshop.length;\r\nimport "./typescript.ts";\r\n' },
    ],
    ['syntax errors', { 'main.mts': 'const x: number = ;\nfoo();\n' }],
    [
      'other files beside it, and packages with types of their own',
      {
        'main.mts':
          'import { f } from "kit";\nimport { total } from "./lib/total.mts";\nimport data from "./data.json" with { type: "json" };\nimport "./nowhere.mts";\nf(total(data.price));\nconst shop: Shop = 1;\n',
        'lib/total.mts': 'export const total = (price: string) => price.length;\n',
        'data.json': '{ "price": 4 }\n',
        'node_modules/kit/package.json':
          '{ "name": "kit", "version": "1.0.0", "exports": { ".": { "types": "./kit.d.mts", "default": "./kit.mjs" } } }',
        'node_modules/kit/kit.d.mts': 'export function f(x: string): void;\n',
        'node_modules/kit/kit.mjs': 'export function f() {}\n',
        'node_modules/@types/shop/package.json': '{ "name": "@types/shop", "version": "1.0.0", "types": "shop.d.ts" }',
        'node_modules/@types/shop/shop.d.ts': 'type Shop = string;\n',
      },
    ],
  ],
};

const [java, typescript] = [RUNNERS.get('java'), RUNNERS.get('typescript')];
assert.ok(java && typescript);
const machine = missing === false ? await openMachine(runInSandbox, false) : undefined;
/** The installations that have a server. */
const servedOf = async (runner: Runner): Promise<Installation[]> => {
  const all = machine ? newestOfEachSeries(runner, await runner.detect(machine)) : [];
  return all.filter((each) => runner.steps(each, { filename: '', args: [], options: [] })[0].server);
};
const SERVED = new Map([
  [java, await servedOf(java)],
  [typescript, await servedOf(typescript)],
]);

describe('CompileServers', { skip: missing }, () => {
  let scratch = '';
  const servers = new CompileServers();

  before(async () => {
    scratch = await mkdtemp(path.join(tmpdir(), 'errdex-compile-'));
    // The sandbox's user is not the one who runs this.
    await chmod(scratch, 0o755);
  });
  after(async () => {
    await servers.close();
    await rm(scratch, { recursive: true, force: true });
  });

  /** What the command of the step does with `files`. */
  const command = async (
    runner: Runner,
    installation: Installation,
    main: string,
    files: Files,
  ): Promise<Compilation> => {
    const [{ command: words, mounts = [] }] = runner.steps(installation, { filename: main, args: [], options: [] });
    const whole = await mkdtemp(path.join(scratch, 'program-'));
    await chmod(whole, 0o755);
    const [folder, buildFolder] = [path.join(whole, 'app'), path.join(whole, 'build')];
    for (const [name, content] of Object.entries(files)) {
      await mkdir(path.dirname(path.join(folder, name)), { recursive: true });
      await writeFile(path.join(folder, name), content);
    }
    await mkdir(buildFolder);
    await chmod(buildFolder, 0o777);
    const { exit, output } = await runInSandbox({
      command: words,
      system: installation.system,
      mounts: [...installation.mounts, ...mounts],
      ...{ folder, buildFolder, builds: true, writable: [], env: {}, stdin: '' },
      ...{ seconds: 120, memory: runner.memory },
    });
    const names = await readdir(buildFolder, { recursive: true, withFileTypes: true });
    const built = names.filter((each) => each.isFile()).map((each) => path.join(each.parentPath, each.name));
    const contents = built
      .sort()
      .map(async (file) => [path.relative(buildFolder, file), await readFile(file)] as const);
    return { exit, output, built: new Map(await Promise.all(contents)) };
  };
  /** What the server of the step says of them. */
  const ask = (runner: Runner, installation: Installation, main: string, files: Files) => {
    const [{ server }] = runner.steps(installation, { filename: main, args: [], options: [] });
    assert.ok(server);
    return servers.compile(server, installation, main, files, 120);
  };

  for (const [runner, installations] of SERVED) {
    it(`is tried on ${runner.label}`, { skip: installations.length === 0 }, () => {
      assert.notEqual(PROGRAMS[runner.id]?.length ?? 0, 0);
    });

    for (const installation of installations) {
      // One after the other, so that each would see what is left of the one before.
      for (const [what, files] of PROGRAMS[runner.id] ?? []) {
        it(`does what ${runner.label} ${installation.version} does with ${what}`, async () => {
          const [main = ''] = Object.keys(files);
          const [answer, expected] = await Promise.all([
            ask(runner, installation, main, files),
            command(runner, installation, main, files),
          ]);
          assert.deepEqual(answer, expected);
        });
      }
    }
  }

  const deep = `${'('.repeat(20_000)}1${')'.repeat(20_000)}`;
  for (const [runner, what, files] of [
    [java, 'too deep for it', { 'Main.java': `class Main {\n  int x = ${deep};\n}\n` }],
    [java, 'of more than one file', { 'Main.java': 'class Main extends A {}\n', 'A.java': 'class A {}\n' }],
    [typescript, 'too deep for it', { 'main.mts': `const x = ${deep};\n` }],
    [typescript, 'beside settings', { 'main.mts': 'let x: number = "s";\n', 'tsconfig.json': '{}' }],
  ] as const) {
    const [installation] = SERVED.get(runner) ?? [];
    it(`leaves to ${runner.label} itself a program that is ${what}`, { skip: !installation }, async () => {
      assert.ok(installation);
      assert.equal(await ask(runner, installation, runner.filename, files), undefined);
      const next = await ask(runner, installation, runner.filename, { [runner.filename]: '' });
      assert.deepEqual([next?.exit, next?.output], [0, '']);
    });
  }

  /** A server that answers how many programs it has had, and does `onBad` with those whose content is `bad`. */
  const scripted = (onBad: string): CompileServer => ({
    command: [
      'bash',
      '-c',
      `while read -r main name content; do
         count=$((count + 1))
         if [ "$content" = ${encode('bad')} ]; then ${onBad}; else echo "${encode('0')} $(printf %s $count | base64)"; fi
       done`,
    ],
    mounts: [],
    memory: 512 * 1024 * 1024,
  });
  const encode = (word: string): string => Buffer.from(word).toString('base64');
  const answer = (...words: readonly string[]): string => `echo "${words.map(encode).join(' ')}"`;
  const place = { system: THIS_SYSTEM, mounts: [] };
  const send = async (server: CompileServer, content = 'good', seconds = 120): Promise<string | undefined> =>
    (await servers.compile(server, place, 'main.x', { 'main.x': content }, seconds))?.output;

  it('sends the name of the main file, and every file', async () => {
    const server = {
      ...scripted(''),
      command: ['bash', '-c', 'IFS= read -r line; echo "MA== $(base64 -w0 <<<"$line")"'],
    } as const;
    const sent = await servers.compile(server, place, 'main.x', { 'main.x': 'one\n', 'a b.txt': '' }, 120);
    assert.equal(sent?.output, `${['main.x', 'main.x', 'one\n', 'a b.txt', ''].map(encode).join(' ')}\n`);
  });

  it('reads an exit code, what was printed, and what was built', async () => {
    const server = scripted(answer('3', 'printed\n', 'a/b.class', 'built', 'c.class', ''));
    assert.deepEqual(await servers.compile(server, place, 'main.x', { 'main.x': 'bad' }, 120), {
      exit: 3,
      output: 'printed\n',
      built: new Map([
        ['a/b.class', Buffer.from('built')],
        ['c.class', Buffer.alloc(0)],
      ]),
    });
  });

  it('keeps a server up, and sends it one program at a time', async () => {
    const server = scripted('sleep 0.1; echo');
    assert.deepEqual(await Promise.all([send(server), send(server, 'bad'), send(server)]), ['1', undefined, '3']);
  });

  it('has a server for each place', async () => {
    const server = scripted('true');
    await send(server);
    const other = { ...place, mounts: [{ from: scratch, to: '/usr/local/other' }] };
    assert.equal((await servers.compile(server, other, 'main.x', { 'main.x': '' }, 120))?.output, '1');
  });

  for (const [what, onBad] of [
    ['ends', 'exit 1'],
    ['warns of something first', `echo "warning: late"; sleep 0.1; ${answer('0', 'of the one before')}`],
    ['answers with no number', answer('one', 'x')],
    ['names a file that is out of the build folder', answer('0', '', '../main', 'x')],
    ['names a file that is out of it further in', answer('0', '', 'a/../../main', 'x')],
    ['names a whole path', answer('0', '', '/tmp/main', 'x')],
    ['names a file that cannot be', answer('0', '', 'a\0b', 'x')],
    ['never ends its answer', 'exec cat /dev/zero'],
  ] as const) {
    it(`takes no answer of a server that ${what}, and starts another`, async () => {
      const server = scripted(onBad);
      assert.deepEqual([await send(server), await send(server, 'bad'), await send(server)], ['1', undefined, '1']);
    });
  }

  it('ends a server that takes too long, and starts another', async () => {
    const mark = `7${String(process.pid)}.125`;
    const server = scripted(`sleep ${mark}`);
    assert.equal(await send(server, 'bad', 1), undefined);
    assert.deepEqual(await findProcesses(mark), []);
    assert.equal(await send(server), '1');
  });

  it('leaves no server up', async () => {
    const own = new CompileServers();
    const mark = `serves-${String(process.pid)}`;
    await own.compile(scripted(`: ${mark}`), place, 'main.x', { 'main.x': 'good' }, 120);
    await own.close();
    assert.deepEqual(await findProcesses(mark), []);
  });
});
