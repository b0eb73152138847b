/**
 * Every runner on every installation of this machine: a program that fails as a reader would meet it, one that ends clean, and
 * what else a runner has to get right. Each does the same twice, and what it prints stands in the order of a terminal.
 */
import assert from 'node:assert/strict';
import { availableParallelism } from 'node:os';
import { after, describe, it } from 'node:test';
import { programsOf, type Entry } from '../../catalog/load.ts';
import { entrySchema, type ProgramData } from '../../catalog/schema.ts';
import { readYamlSource } from '../../catalog/yaml-source.ts';
import { CompileServers } from '../compile-server.ts';
import { openMachine } from '../machine.ts';
import { RUNNERS } from '../registry.ts';
import { newestOfEachSeries } from '../runner.ts';
import { findInstallations } from '../runtimes.ts';
import { requireSandbox, runInSandbox } from '../sandbox.ts';
import { runProgram } from '../verify-entry.ts';

interface Case {
  readonly what: string;
  readonly program: ProgramData;
  /** Exit code, where all versions agree on it. */
  readonly exit: number | 'not 0';
  readonly printed: RegExp;
  /** What `locate` reads out of it. */
  readonly line: number | undefined;
}

const clean = (program: ProgramData, printed: RegExp): Case => ({
  what: 'ends clean',
  program,
  exit: 0,
  printed,
  line: undefined,
});

const C_HEAD =
  '#include <assert.h>\n#include <errno.h>\n#include <stdio.h>\n#include <stdlib.h>\n#include <string.h>\n';
const mainOfC = (...lines: readonly string[]): ProgramData => ({
  code: `${C_HEAD}int main(int argc, char **argv) {\n  printf("before\\n");\n${lines.join('\n')}\n}\n`,
});

/** What C does with either compiler. The seventh line is the first that prints. */
const C: readonly Case[] = [
  {
    what: 'reads where there is nothing',
    program: mainOfC('  int *none = argc > 9 ? &argc : NULL;', '  return argv[0] ? *none : 0;'),
    exit: 139,
    printed: /^before\nSegmentation fault\n$/,
    line: undefined,
  },
  {
    what: 'asserts what is not so',
    program: mainOfC('  (void)argv;', '  assert(argc == 9);'),
    exit: 134,
    printed: /^before\nmain: main\.c:9: .*main.*: Assertion `argc == 9' failed\.\nAborted\n$/,
    line: 9,
  },
  {
    what: 'opens what is not there',
    program: {
      ...mainOfC(
        '  FILE *file = fopen(argv[1], "r");',
        '  if (file || argc == 9) return 0;',
        '  fprintf(stderr, "%s: %s\\n", argv[1], strerror(errno));',
        '  return 1;',
      ),
      args: ['missing.txt'],
    },
    exit: 1,
    printed: /^before\nmissing\.txt: No such file or directory\n$/,
    line: undefined,
  },
  {
    what: 'is no C',
    program: mainOfC('  return total + argc + !argv;'),
    exit: 1,
    printed: /main\.c:8:10: error: .*(?:undeclared|use of undeclared identifier)/,
    line: 8,
  },
  {
    what: 'lacks a function',
    program: { code: 'int total(void);\nint main(void) {\n  return total();\n}\n' },
    exit: 1,
    printed: /\/app\/main\.c:3:.*undefined reference to `total'\n/,
    line: 3,
  },
  {
    what: 'overflows, which a sanitizer watches',
    program: {
      ...mainOfC('  int most = 2147483647;', '  most += argc;', '  printf("%d\\n", most + !argv);'),
      options: ['-fsanitize=undefined'],
    },
    exit: 0,
    printed:
      /^before\nmain\.c:9:8: runtime error: signed integer overflow: 2147483647 \+ 1 cannot be represented in type 'int'\n(?:SUMMARY: .*\n)?-2147483648\n$/,
    line: 9,
  },
  clean(
    { ...mainOfC('  fprintf(stderr, "warn\\n");', '  printf("%s\\n", argv[argc - 1]);'), args: ['Ada'] },
    /^before\nwarn\nAda\n$/,
  ),
];

const CPP: readonly Case[] = [
  {
    what: 'throws what nobody catches',
    program: {
      code: '#include <cstdio>\n#include <vector>\nint main() {\n  std::vector<int> v{1};\n  std::printf("before\\n");\n  return v.at(3);\n}\n',
    },
    exit: 134,
    printed:
      /^before\nterminate called after throwing an instance of 'std::out_of_range'\n {2}what\(\): .*\nAborted\n$/,
    line: undefined,
  },
  clean({ code: '#include <cstdio>\nint main() {\n  std::puts("done");\n}\n' }, /^done\n$/),
];

const CASES: Readonly<Record<string, readonly Case[]>> = {
  bash: [
    {
      what: 'calls what is not there',
      program: { code: 'echo before\ndeploy --now\n' },
      exit: 127,
      printed: /^before\nmain\.sh: line 2: deploy: command not found\n$/,
      line: 2,
    },
    {
      what: 'calls what is no program',
      program: { code: 'echo before\n./data.txt\n', files: { 'data.txt': '' } },
      exit: 126,
      printed: /^before\nmain\.sh: line 2: \.\/data\.txt: Permission denied\n$/,
      line: 2,
    },
    {
      what: 'calls what a signal ends',
      program: { code: "echo before\nbash -c 'kill -SEGV $$'\n" },
      exit: 139,
      printed: /^before\nmain\.sh: line 2: +\d+ Segmentation fault +bash -c 'kill -SEGV \$\$'\n$/,
      line: 2,
    },
    {
      what: 'is ended by a signal',
      program: { code: 'echo before\nkill -TERM $$\n' },
      exit: 143,
      printed: /^before\nTerminated\n$/,
      line: undefined,
    },
    clean(
      {
        code: 'echo "$1"; echo warn >&2; cat - data/words.txt; echo new >made.txt; ls\n',
        args: ['Ada'],
        stdin: 'typed\n',
        files: { 'data/words.txt': 'words\n' },
      },
      /^Ada\nwarn\ntyped\nwords\ndata\nmade\.txt\nmain\.sh\n$/,
    ),
  ],
  bun: [
    {
      what: 'reads from nothing',
      program: { code: 'console.log("before");\nconst user = undefined;\nconsole.log(user.name);\n' },
      exit: 1,
      printed:
        /^before\n1 \| [^]*\nTypeError: undefined is not an object \(evaluating 'user\.name'\)\n {6}at .*main\.mjs:3:/,
      line: 3,
    },
    clean({ code: 'console.log(process.argv[2]);\nconsole.error("warn");\n', args: ['Ada'] }, /^Ada\nwarn\n$/),
  ],
  clang: C,
  'clang++': CPP,
  cpython: [
    {
      what: 'asks for a key that is not there',
      program: { code: 'print("before")\nprices = {"tea": 4}\nprint(prices["cake"])\n' },
      exit: 1,
      printed:
        /^before\nTraceback \(most recent call last\):\n {2}File "(?:\/app\/)?main\.py", line 3, [^]*\nKeyError: 'cake'\n$/,
      line: 3,
    },
    clean(
      {
        code: 'import sys\nprint(input(), sys.argv[1])\nprint("warn", file=sys.stderr)\nprint("end")\n',
        args: ['Ada'],
        stdin: 'typed\n',
      },
      /^typed Ada\nwarn\nend\n$/,
    ),
  ],
  curl: [
    {
      what: 'is refused',
      program: { code: 'echo before\ncurl -sS http://localhost:8080/orders\n' },
      exit: 7,
      printed: /^before\ncurl: \(7\) Failed to connect to localhost.* after 0 ms: Could.* connect to server\n$/,
      line: undefined,
    },
    clean({ code: 'curl -sS "file://$PWD/data.txt"\n', files: { 'data.txt': 'data\n' } }, /^data\n$/),
  ],
  gcc: [
    ...C,
    {
      what: 'writes behind what it was given, which a sanitizer watches',
      program: {
        ...mainOfC('  int *few = malloc(4 * sizeof *few);', '  few[argc + 3] = !argv;', '  free(few);'),
        options: ['-fsanitize=address'],
      },
      exit: 1,
      printed:
        /^before\n=+\n==\d+==ERROR: AddressSanitizer: heap-buffer-overflow on address 0x7f0000000000 [^]* in main \/app\/main\.c:9\n/,
      line: 9,
    },
  ],
  'g++': CPP,
  git: [
    {
      what: 'sends to nowhere',
      program: {
        code: 'git init -q -b main\necho tea >list.txt\ngit add list.txt\ngit commit -m "Add list"\ngit push origin main\n',
      },
      exit: 128,
      printed:
        /^\[main \(root-commit\) d86bb43\] Add list\n[^]*\nfatal: 'origin' does not appear to be a git repository\n/,
      line: undefined,
    },
    {
      what: 'is nowhere',
      program: { code: 'git status\n' },
      exit: 128,
      printed: /^fatal: not a git repository \(or any of the parent directories\): \.git\n$/,
      line: undefined,
    },
    clean(
      {
        code: 'git init -q -b main && git add list.txt && git commit -qm "Add list" && git log --oneline\n',
        files: { 'list.txt': 'tea\n' },
      },
      /^d86bb43 Add list\n$/,
    ),
  ],
  go: [
    {
      what: 'writes to a map that is not there',
      program: {
        code: 'package main\n\nimport "fmt"\n\nfunc main() {\n\tfmt.Println("before")\n\tvar prices map[string]int\n\tprices["tea"] = 4\n}\n',
      },
      exit: 2,
      printed:
        /^before\npanic: assignment to entry in nil map\n\ngoroutine 1 \[running\]:\nmain\.main\(\)\n\t\/app\/main\.go:8 /,
      line: 8,
    },
    {
      what: 'is no Go',
      program: { code: 'package main\n\nfunc main() {\n\ttotal := 1\n}\n' },
      exit: 'not 0',
      printed: /^# command-line-arguments\n\.\/main\.go:4:2: .*declared.* not used/,
      line: 4,
    },
    clean(
      {
        code: 'package main\n\nimport (\n\t"fmt"\n\t"os"\n)\n\nfunc main() {\n\tfmt.Println(os.Args[1])\n\tprintln("warn")\n}\n',
        args: ['Ada'],
      },
      /^Ada\nwarn\n$/,
    ),
  ],
  java: [
    {
      what: 'takes one thing for another',
      program: {
        code: 'class Main {\n  public static void main(String[] args) {\n    System.out.println("before");\n    Object price = "4";\n    System.out.println((Integer) price);\n  }\n}\n',
      },
      exit: 1,
      printed:
        /^before\nException in thread "main" java\.lang\.ClassCastException: .*\n\tat Main\.main\(Main\.java:5\)\n$/,
      line: 5,
    },
    {
      what: 'is no Java',
      program: { code: 'class Main {\n  int price = "4";\n}\n' },
      exit: 1,
      printed: /^Main\.java:2: error: incompatible types: String cannot be converted to int\n/,
      line: 2,
    },
    clean(
      {
        code: 'class Main {\n  public static void main(String[] args) throws Exception {\n    System.out.println(args[0]);\n    System.err.println("warn");\n    System.in.transferTo(System.out);\n  }\n}\n',
        args: ['Ada'],
        stdin: 'typed\n',
      },
      /^Ada\nwarn\ntyped\n$/,
    ),
  ],
  lua: [
    {
      what: 'reads from nothing',
      program: { code: 'print("before")\nlocal user = nil\nprint(user.name)\n' },
      exit: 1,
      printed:
        /^before\nlua: main\.lua:3: attempt to index .*'user'.*\nstack traceback:\n\tmain\.lua:3: in main chunk\n/,
      line: 3,
    },
    clean(
      { code: 'print(arg[1])\nio.stderr:write("warn\\n")\nprint(io.read())\n', args: ['Ada'], stdin: 'typed\n' },
      /^Ada\nwarn\ntyped\n$/,
    ),
  ],
  make: [
    {
      what: 'has a recipe that fails',
      program: { code: 'build:\n\t@echo before\n\t@ls missing.c\n' },
      exit: 2,
      printed:
        /^before\nls: cannot access 'missing\.c': No such file or directory\nmake: \*\*\* \[Makefile:3: build\] Error 2\n$/,
      line: 3,
    },
    clean(
      { code: 'all: list.txt\n\t@cat $<\nlist.txt:\n\techo tea >$@\n', args: ['all'] },
      /^echo tea >list\.txt\ntea\n$/,
    ),
  ],
  mariadb: [
    {
      what: 'breaks a constraint',
      program: {
        code: "CREATE TABLE users (mail VARCHAR(40) UNIQUE);\nINSERT INTO users VALUES ('ada');\nSELECT 'before';\nINSERT INTO users VALUES ('ada');\n",
      },
      exit: 1,
      printed: /^\| before \|$[^]*^ERROR 1062 \(23000\) at line 4: Duplicate entry 'ada' for key 'mail'$/m,
      line: 4,
    },
    clean(
      { code: "CREATE TABLE users (mail VARCHAR(40));\nINSERT INTO users VALUES ('ada');\nSELECT * FROM users;\n" },
      /^\| ada {2}\|$/m,
    ),
  ],
  nginx: [
    {
      what: 'has no such page',
      program: {
        code: 'server {\n  listen 8080;\n  location / { return 404; }\n}\n',
        args: ['-f', 'http://localhost:8080/missing'],
      },
      exit: 22,
      printed: /^curl: \(22\) The requested URL returned error: 404\n$/,
      line: undefined,
    },
    {
      what: 'has no such directive',
      program: { code: 'server {\n  lisen 8080;\n}\n', args: ['http://localhost:8080/'] },
      exit: 1,
      printed: /^nginx: \[emerg\] unknown directive "lisen" in \/app\/site\.conf:2\n/,
      line: 2,
    },
    clean(
      {
        code: 'server {\n  listen 8080;\n  location /hello { return 200 "hello\\n"; }\n}\n',
        args: ['http://localhost:8080/hello'],
      },
      /^hello\n$/,
    ),
  ],
  node: [
    {
      what: 'reads from nothing',
      program: { code: 'console.log("before");\nconst user = undefined;\nconsole.log(user.name);\n' },
      exit: 1,
      printed:
        /^before\nfile:\/\/\/app\/main\.mjs:3\n[^]*\nTypeError: Cannot read properties of undefined \(reading 'name'\)\n/,
      line: 3,
    },
    clean(
      {
        code: 'console.log(process.argv[2]);\nconsole.error("warn");\nprocess.stdin.pipe(process.stdout);\n',
        args: ['Ada'],
        stdin: 'typed\n',
      },
      /^Ada\nwarn\ntyped\n$/,
    ),
  ],
  npm: [
    {
      what: 'has no project',
      program: { code: 'echo before\nnpm test\n' },
      exit: 254,
      printed: /^before\nnpm error code ENOENT\n[^]*\/tmp\/project\/package\.json/,
      line: undefined,
    },
    clean(
      {
        code: 'npm run hello\n',
        files: {
          'package.json':
            '{ "name": "shop", "version": "1.0.0", "scripts": { "hello": "npm --version >/dev/null && echo hello" } }\n',
        },
      },
      /^\n> shop@1\.0\.0 hello\n> npm --version .*\n\nhello\n$/,
    ),
  ],
  openssl: [
    {
      what: 'reads a key that is none',
      program: { code: 'echo before\nopenssl pkey -in key.pem -noout\n', files: { 'key.pem': 'no key\n' } },
      exit: 1,
      printed: /^before\nCould not (?:find|read) (?:private )?key (?:of key )?from key\.pem\n/,
      line: undefined,
    },
    clean({ code: 'openssl base64 -in data.txt\n', files: { 'data.txt': 'data\n' } }, /^ZGF0YQo=\n$/),
  ],
  perl: [
    {
      what: 'calls on nothing',
      program: { code: 'use strict;\nuse warnings;\nprint "before\\n";\nmy $user;\n$user->name;\n' },
      exit: 255,
      printed: /^before\nCan't call method "name" on an undefined value at main\.pl line 5\.\n$/,
      line: 5,
    },
    {
      what: 'uses a module that is not there',
      program: { code: 'use No::Such;\n' },
      exit: 2,
      printed: /^Can't locate No\/Such\.pm in @INC (?!.*errdex).* at main\.pl line 1\.\n/,
      line: 1,
    },
    clean(
      { code: 'print "$ARGV[0]\\n";\nprint STDERR "warn\\n";\nprint <STDIN>;\n', args: ['Ada'], stdin: 'typed\n' },
      /^Ada\nwarn\ntyped\n$/,
    ),
  ],
  php: [
    {
      what: 'throws what nobody catches',
      program: { code: '<?php\necho "before\\n";\necho intdiv(4, 0);\n' },
      exit: 255,
      printed: /^before\n\nFatal error: Uncaught DivisionByZeroError: Division by zero in \/app\/main\.php:3\n/,
      line: 3,
    },
    {
      what: 'warns',
      program: { code: '<?php\necho "before\\n";\n$prices = [4];\necho $prices[3];\necho "after\\n";\n' },
      exit: 0,
      printed: /^before\n\nWarning: Undefined array key 3 in \/app\/main\.php on line 4\nafter\n$/,
      line: 4,
    },
    clean(
      {
        code: '<?php\necho "$argv[1]\\n";\nfwrite(STDERR, "warn\\n");\necho fgets(STDIN);\n',
        args: ['Ada'],
        stdin: 'typed\n',
      },
      /^Ada\nwarn\ntyped\n$/,
    ),
  ],
  postgresql: [
    {
      what: 'divides by nothing',
      program: { code: "SELECT 'before';\n\nSELECT 4 / 0;\n" },
      exit: 3,
      printed: /^ \?column\? \n-+\n before\n\(1 row\)\n\npsql:main\.sql:3: ERROR: {2}division by zero\n$/,
      line: 3,
    },
    clean({ code: 'CREATE TABLE t (id int);\nINSERT INTO t VALUES (4);\n\\echo done\n' }, /^done\n$/),
  ],
  ruby: [
    {
      what: 'calls on nothing',
      program: { code: 'puts "before"\nuser = nil\nuser.name\n' },
      exit: 1,
      printed: /^before\nmain\.rb:3:in .<main>': undefined method .name' for nil/,
      line: 3,
    },
    clean(
      { code: 'puts ARGV[0]\nwarn "warn"\nputs $stdin.read\n', args: ['Ada'], stdin: 'typed\n' },
      /^Ada\nwarn\ntyped\n$/,
    ),
  ],
  rustc: [
    {
      what: 'asks for what is not there',
      program: {
        code: 'fn main() {\n    println!("before");\n    let prices: Vec<i32> = Vec::new();\n    println!("{}", prices[2]);\n}\n',
      },
      exit: 101,
      printed:
        /^before\n\n?thread 'main' (?:\(1\) )?panicked at [^]*index out of bounds: the len is 0 but the index is 2/,
      line: 4,
    },
    {
      what: 'is no Rust',
      program: { code: 'fn main() {\n    let price: i32 = "4";\n}\n' },
      exit: 1,
      printed: /^error\[E0308\]: mismatched types\n --> main\.rs:2:22\n/m,
      line: 2,
    },
    clean(
      {
        code: 'fn main() {\n    println!("{}", std::env::args().nth(1).unwrap());\n    eprintln!("warn");\n}\n',
        args: ['Ada'],
      },
      /^Ada\nwarn\n$/,
    ),
  ],
  sqlite: [
    {
      what: 'breaks a constraint',
      program: {
        code: "CREATE TABLE users (mail TEXT UNIQUE);\nINSERT INTO users VALUES ('ada');\nSELECT 'before';\nINSERT INTO users VALUES ('ada');\n",
      },
      exit: 1,
      printed: /^before\n.*rror near line 4.*: UNIQUE constraint failed: users\.mail/,
      line: 4,
    },
    clean(
      { code: "CREATE TABLE users (mail TEXT);\nINSERT INTO users VALUES ('ada');\nSELECT * FROM users;\n" },
      /^ada\n$/,
    ),
  ],
  typescript: [
    {
      what: 'takes one thing for another',
      program: { code: 'const price: number = "4";\n' },
      exit: 'not 0',
      printed: /^main\.mts\(1,7\): error TS2322: Type 'string' is not assignable to type 'number'\.\n$/,
      line: 1,
    },
    {
      what: 'reads from nothing, though its types are sound',
      program: { code: 'console.log("before");\nconst names: string[] = [];\nconsole.log(names[0].length);\n' },
      exit: 1,
      printed:
        /^before\nfile:\/\/\/app\/main\.mts:3\n[^]*\nTypeError: Cannot read properties of undefined \(reading 'length'\)\n/,
      line: 3,
    },
    clean({ code: 'const price: number = 4;\nconsole.log(price);\nconsole.error("warn");\n' }, /^4\nwarn\n$/),
  ],
};

/** An entry with `program` as its trigger. */
const entryOf = (program: ProgramData): Entry => ({
  ...entrySchema.parse({
    name: 'n',
    title: 't',
    kind: 'exception',
    category: 'lifecycle',
    level: 'error',
    severity: 'low',
    messages: ['m'],
    meaning: 'm',
    causes: ['c'],
    repro: { description: 'd', ...program },
    fixes: [{ title: 't', when: 'w', why: 'y', code: 'c' }],
    productionRisk: 'p',
  }),
  id: 'any/entry',
  slug: 'entry',
  language: 'any',
  source: readYamlSource('any/entry.yaml', new Uint8Array()),
});

const missing = await requireSandbox().then(
  () => false,
  (error: unknown) => String(error),
);
const installations =
  missing === false ? await findInstallations(await openMachine(runInSandbox, false)) : new Map<string, never[]>();

describe('every runner', { skip: missing, concurrency: availableParallelism() }, () => {
  const servers = new CompileServers();
  after(() => servers.close());

  for (const runner of RUNNERS.values()) {
    const all = newestOfEachSeries(runner, installations.get(runner.id) ?? []);
    it(`${runner.label} is on this machine`, { skip: all.length === 0 }, () => {
      const exits = (CASES[runner.id] ?? []).map(({ exit }) => exit);
      assert.ok(exits.includes(0), 'has a program that ends clean');
      assert.ok(
        exits.some((exit) => exit !== 0),
        'has a program that fails',
      );
    });

    for (const { what, program: data, exit, printed, line } of CASES[runner.id] ?? []) {
      const entry = entryOf(data);
      const [program] = programsOf(entry);
      assert.ok(program);
      for (const installation of all) {
        it(`${runner.label} ${installation.version} (${runner.id}): ${what}`, async () => {
          const trial = { entry, program, runner, installation };
          const { run, failure } = await runProgram(trial, { execute: runInSandbox, servers }, '2026-01-01');
          assert.ok(run, `${failure?.happened ?? ''}\n${failure?.output ?? ''}`);
          assert.match(run.output, printed);
          if (exit === 'not 0') assert.notEqual(run.exit, 0);
          else assert.equal(run.exit, exit);
          assert.equal(runner.locate(run.output, data.filename ?? runner.filename), line);
        });
      }
    }
  }
});
