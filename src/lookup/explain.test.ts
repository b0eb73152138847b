import { strict as assert } from 'node:assert';
import { test } from 'node:test';
import { explain, type Explanation } from './explain.ts';
import { buildMessageIndex } from './message-index.ts';

const LANGUAGES = [
  { id: 'python', name: 'Python', clues: ['Traceback (most recent call last)', '.py'] },
  { id: 'java', name: 'Java', clues: ['.java:', 'Exception in thread "'] },
  { id: 'javascript', name: 'JavaScript', clues: ['.js:', 'node_modules'] },
  { id: 'rust', name: 'Rust', clues: ['error[E', '.rs:'] },
  { id: 'linux', name: 'Linux', clues: [] },
];

const entry = (id: string, name: string, messages: string[], aliases: string[] = []) => {
  const [language = '', slug = ''] = id.split('/');
  return { language, slug, name, messages, aliases };
};

const INDEX = buildMessageIndex(LANGUAGES, [
  entry('python/key-error', 'KeyError', ['KeyError: {key}']),
  entry('python/value-error', 'ValueError', [
    'ValueError: {detail}',
    "ValueError: invalid literal for int() with base {base}: '{text}'",
  ]),
  entry('python/value-error-invalid-literal', 'ValueError: invalid literal', [
    "ValueError: invalid literal for int() with base {base}: '{text}'",
  ]),
  entry('python/type-error', 'TypeError', ["TypeError: '{type}' object is not callable", 'TypeError: {detail}']),
  entry('python/deprecation-warning', 'DeprecationWarning', ['DeprecationWarning: {what} is deprecated']),
  entry('python/connection-refused-error', 'ConnectionRefusedError', [
    'ConnectionRefusedError: [Errno 111] Connection refused',
  ]),
  entry('java/null-pointer-exception', 'NullPointerException', [
    'java.lang.NullPointerException: Cannot invoke "{method}" because {expression} is null',
    'java.lang.NullPointerException',
  ]),
  entry('java/connect-exception', 'ConnectException', ['java.net.ConnectException: Connection refused']),
  entry('java/cannot-find-symbol', 'cannot find symbol', ['error: cannot find symbol']),
  entry('java/incompatible-types', 'incompatible types', [
    'error: incompatible types: {found} cannot be converted to {required}',
  ]),
  entry('javascript/undefined-property', 'TypeError: Cannot read properties of undefined', [
    "TypeError: Cannot read properties of undefined (reading '{property}')",
  ]),
  entry('javascript/type-error', 'TypeError', ['TypeError: {detail}']),
  entry('rust/e0382', 'E0382', ['error[E0382]: borrow of moved value: `{name}`']),
  entry('rust/unwrap-on-err', 'unwrap on Err', ['called `Result::unwrap()` on an `Err` value: {error}']),
  entry('rust/parse-int-error', 'ParseIntError', ['ParseIntError { kind: {kind} }']),
  entry('linux/sigkill', 'SIGKILL', ['{script}: line {number}: {pid} Killed {command}', 'Killed'], ['exit code 137']),
]);

const found = (paste: string): Explanation[] => explain(INDEX, paste);
const first = (paste: string): string | undefined => found(paste)[0]?.id;

const TRACE = `Traceback (most recent call last):
  File "/app/main.py", line 9, in <module>
    print(order["coupon"])
KeyError: 'coupon'`;

test('a trace: the entry, the line that it matched, and what stands for the placeholder', () => {
  const [best] = found(TRACE);
  assert.deepEqual(
    { id: best?.id, language: best?.language, lines: best?.lines, placeholders: best?.placeholders },
    { id: 'python/key-error', language: 'python', lines: [4], placeholders: { key: "'coupon'" } },
  );
});

const MESSAGE = "TypeError: Cannot read properties of undefined (reading 'map')";
for (const [what, paste] of [
  ['times, levels and threads', `2026-01-02T03:04:05.678Z [worker-1] ERROR app - ${MESSAGE}`],
  ['colors', `\u001B[31m${MESSAGE.replace('Cannot', '\u001B[1mCannot')}\u001B[0m`],
  ['prefixes of a container', `web_1  | ${MESSAGE}\nweb_1  |     at render (app.js:1:2)`],
  ['prefixes of CI', `##[error]${MESSAGE}`],
  ['quoting', `> ${MESSAGE}\n> at render`],
  ['curly quotes', MESSAGE.replaceAll("'", '’')],
  ['ends of lines of Windows', `x\r\n${MESSAGE}\r\n    at render`],
  ['no class', MESSAGE.replace('TypeError: ', '')],
  ['another class', MESSAGE.replace('TypeError', 'UnhandledPromiseRejection')],
  ['a line break between words', MESSAGE.replace('of undefined', 'of\nundefined')],
  ['a line break within a word', MESSAGE.replace('undefined', 'unde\nfined')],
  ['a cut at the end', MESSAGE.slice(0, -3)],
  ['a log in JSON', JSON.stringify({ level: 'error', err: `${MESSAGE}\n    at render (app.js:1:2)` })],
] as const) {
  test(`a message with ${what}`, () => {
    assert.equal(first(paste), 'javascript/undefined-property');
  });
}

test('a value is given as it was pasted, without the rest of the line', () => {
  assert.deepEqual(found(`[x] ${MESSAGE} at App`)[0]?.placeholders, { property: 'map' });
});

test('a class without its message, where it is reported', () => {
  assert.equal(
    first('Exception in thread "main" java.lang.NullPointerException\n\tat App.main(App.java:3)'),
    'java/null-pointer-exception',
  );
  assert.equal(first('Caused by: NullPointerException'), 'java/null-pointer-exception');
});

test('a code, wherever it stands', () => {
  assert.equal(first('rror[E0382]: something that no version says'), 'rust/e0382');
});

test('a class that several languages have is that of what is around it', () => {
  assert.equal(
    first('TypeError: Failed to fetch\n    at load (app.js:3:1)\n    at node_modules/x'),
    'javascript/type-error',
  );
  assert.equal(
    first('Traceback (most recent call last):\n  File "a.py", line 1\nTypeError: unheard of'),
    'python/type-error',
  );
});

test('what another language prints beside a name does not silence it', () => {
  assert.equal(first("app.js:3 says no\nKeyError: 'user_id'"), 'python/key-error');
});

test('a line of code with the words of the message does not count for the error in general', () => {
  const paste = `Traceback (most recent call last):
  File "/app/main.py", line 1, in <module>
    n = int("12a", base=10)
ValueError: invalid literal for int() with base 10: '12a'`;
  const [best] = found(paste);
  assert.deepEqual([best?.id, best?.lines], ['python/value-error-invalid-literal', [4]]);
});

test('what ended the program is found behind many that were handled', () => {
  const handled = Array.from({ length: 50 }, (_, row) => `INFO skipped a row: KeyError: 'row${row}'`);
  const [best] = found([...handled, ...TRACE.split('\n')].join('\n'));
  assert.deepEqual([best?.lines, best?.placeholders], [[54], { key: "'coupon'" }]);
});

test('an error on the place of a surer one is not told beside it', () => {
  assert.deepEqual(
    found('java.net.ConnectException: Connection refused\n\tat App.main(App.java:3)').map(({ id }) => id),
    ['java/connect-exception'],
  );
});

test('the face of an error comes before the error in general, and that comes next', () => {
  assert.deepEqual(
    found("ValueError: invalid literal for int() with base 10: 'x'").map(({ id }) => id),
    ['python/value-error-invalid-literal', 'python/value-error'],
  );
});

test('the root of a chain comes first: what Java caused it by', () => {
  const paste = `java.lang.NullPointerException: Cannot invoke "A.b()" because "a" is null
	at App.main(App.java:3)
Caused by: java.net.ConnectException: Connection refused
	... 3 more`;
  assert.deepEqual(
    found(paste)
      .slice(0, 2)
      .map(({ id }) => id),
    ['java/connect-exception', 'java/null-pointer-exception'],
  );
});

test('the root of a chain comes first: above the direct cause, below what was being handled', () => {
  const key = "KeyError: 'a'";
  const value = 'ValueError: no coupon';
  const chain = (link: string): string =>
    `Traceback (most recent call last):\n  File "a.py", line 1\n${key}\n\n${link}\n\nTraceback (most recent call last):\n  File "a.py", line 2\n${value}`;
  assert.equal(
    first(chain('The above exception was the direct cause of the following exception:')),
    'python/key-error',
  );
  assert.equal(
    first(chain('During handling of the above exception, another exception occurred:')),
    'python/value-error',
  );
});

test('what is within the value of another message is the error', () => {
  const paste =
    "thread 'main' panicked at src/main.rs:2:5:\ncalled `Result::unwrap()` on an `Err` value: ParseIntError { kind: InvalidDigit }";
  assert.deepEqual(
    found(paste).map(({ id }) => id),
    ['rust/parse-int-error', 'rust/unwrap-on-err'],
  );
});

test('of many diagnostics the first comes first', () => {
  const paste = `App.java:3: error: cannot find symbol
    Itme x;
App.java:9: error: incompatible types: String cannot be converted to int`;
  assert.deepEqual(
    found(paste).map(({ id }) => id),
    ['java/cannot-find-symbol', 'java/incompatible-types'],
  );
});

test('the level of a diagnostic may stand at the start of the line', () => {
  const paste = `[ERROR] /app/App.java:[3,5] cannot find symbol
[ERROR] /app/App.java:[9,5] incompatible types: String cannot be converted to int`;
  assert.equal(first(paste), 'java/cannot-find-symbol');
});

test('an error comes before a warning, and a warning alone is found', () => {
  const warning = 'a.py:1: DeprecationWarning: the old way is deprecated';
  assert.equal(first(`${warning}\n${TRACE}`), 'python/key-error');
  assert.equal(first(warning), 'python/deprecation-warning');
});

test('a plain word is an error only where it is all that is reported', () => {
  assert.equal(first('Killed'), 'linux/sigkill');
  assert.equal(first('main.sh: line 7: 12 Killed sleep 9'), 'linux/sigkill');
  assert.equal(first('the process exited with exit code 137'), 'linux/sigkill');
  assert.equal(first('Killed processes are restarted by the supervisor.'), undefined);
});

for (const [what, paste] of [
  [
    'a healthy log',
    '2026-01-02 03:04:05 INFO app - started on port 8080 in 3.2 s\n12:00 GET /health 200 3ms\n0 errors, 0 warnings',
  ],
  ['prose', 'We should improve how a KeyError is handled, and never catch TypeError or NullPointerException.'],
  ['a configuration', 'server:\n  port: 8080\nlogging:\n  level: error\n  ignore: [KeyError]'],
  ['code', 'try:\n    f()\nexcept KeyError:\n    raise ValueError("no such order")\nthrow new NullPointerException();'],
  ['nothing', ''],
] as const) {
  test(`no guess for ${what}`, () => {
    assert.deepEqual(found(paste), []);
  });
}

const UNBOUNDED = 60_000;
/** A generator of numbers that gives the same ones each time. */
function* numbers(seed: number): Generator<number, never> {
  for (let state = seed; ; state = (state * 1_103_515_245 + 12_345) % 2 ** 31) yield state;
}
const random = (length: number, signs: number): string => {
  const source = numbers(7);
  return Array.from({ length }, () => String.fromCharCode(source.next().value % signs)).join('');
};
for (const [what, paste] of [
  ['random bytes', random(300_000, 256)],
  ['random signs', random(300_000, 65_536)],
  ['one huge line', 'KeyError: '.repeat(100_000)],
  ['a million line ends', '\n'.repeat(1_000_000)],
  ['orders that never end', '\u001B]'.repeat(500_000)],
  ['halves of signs', '\uD800'.repeat(500_000)],
  ['blanks', ' '.repeat(1_000_000)],
  ['quotes', '\'"'.repeat(500_000)],
  ['escaped line ends', '\\n'.repeat(300_000)],
  ['a chain without end', 'Caused by: java.lang.NullPointerException\n'.repeat(20_000)],
  ['a message in every line', Array.from({ length: 20_000 }, (_, index) => `KeyError: ${index}`).join('\n')],
  ['links of a chain', 'During handling of the above exception\n'.repeat(20_000)],
] as const) {
  test(`ends with ${what}`, { timeout: UNBOUNDED }, () => {
    assert.ok(found(paste).length <= 8);
  });
}
