import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { toKebab } from '../catalog/names.ts';
import { findNames } from './find-names.ts';
import { buildNameIndex, isNameIndex, type NameIndex } from './name-index.ts';

const LANGUAGES = [
  { id: 'go', name: 'Go', aliases: ['golang'] },
  { id: 'java', name: 'Java', aliases: ['jdk', 'openjdk'] },
  { id: 'javascript', name: 'JavaScript', aliases: ['js', 'ecmascript'] },
  { id: 'linux', name: 'Linux', aliases: [] },
  { id: 'nodejs', name: 'Node.js', aliases: ['node', 'nodejs'] },
  { id: 'postgresql', name: 'PostgreSQL', aliases: ['postgres', 'pg', 'psql'] },
  { id: 'python', name: 'Python', aliases: ['py', 'cpython'] },
  { id: 'rust', name: 'Rust', aliases: ['rs', 'rustlang'] },
  { id: 'typescript', name: 'TypeScript', aliases: ['ts', 'tsc'] },
];

/** Language, name, title, aliases; and the id where it is not the name in kebab case. */
const ENTRIES: readonly (readonly [string, string, string, (readonly string[])?, string?])[] = [
  [
    'go',
    'nil pointer dereference',
    'A field or method is used through a pointer that is nil',
    ['nil pointer', 'SIGSEGV', 'invalid memory address or nil pointer dereference', 'segfault'],
  ],
  ['go', 'index out of range', 'A slice, array or string is indexed beyond its length', ['slice bounds out of range']],
  ['go', 'integer divide by zero', 'An integer is divided by zero', ['division by zero']],
  ['go', 'all goroutines are asleep - deadlock!', 'Every goroutine waits for another one', ['deadlock']],
  ['go', 'assignment to entry in nil map', 'A key is set in a map that was never made', ['nil map']],
  ['go', 'errors.Join', 'Several errors joined into one value, so checks for a single error miss it', ['multierror']],
  ['go', 'declared and not used', 'A variable is declared and its value is never read', ['UnusedVar']],
  ['go', 'connection refused', 'Nothing accepts connections at that address and port', ['syscall.ECONNREFUSED']],
  ['java', 'NullPointerException', 'A member is used through a reference that is null', ['NPE']],
  ['java', 'ClassCastException', 'A reference is cast to a class that the object does not belong to', ['CCE']],
  [
    'java',
    'ArrayIndexOutOfBoundsException',
    'An array is asked for an element at an index it does not have',
    ['AIOOBE'],
  ],
  ['java', 'ConcurrentModificationException', 'A collection was changed while it was walked', ['CME']],
  ['java', 'StackOverflowError', 'A method calls itself deeper than the stack of its thread'],
  ['java', 'OutOfMemoryError', 'The heap has no room for another object', ['heap space', 'OOM', 'Java heap space']],
  ['java', 'NoClassDefFoundError', 'A class that was there at compile time is missing at run time'],
  ['java', 'ArithmeticException', 'An integer is divided by zero, or an exact result does not exist', ['/ by zero']],
  [
    'javascript',
    'TypeError: is not a function',
    'Something that is no function is called',
    ['undefined is not a function'],
    'type-error-not-a-function',
  ],
  [
    'javascript',
    'TypeError: Cannot read properties of undefined',
    'A property is read from undefined',
    ['Cannot read property of undefined', 'undefined is not an object'],
    'type-error-undefined-property',
  ],
  [
    'javascript',
    'RangeError: Maximum call stack size exceeded',
    'A function calls itself without end',
    ['stack overflow', 'too much recursion'],
    'range-error-maximum-call-stack',
  ],
  ['javascript', 'ReferenceError', 'A name is used that no scope knows', ['is not defined']],
  [
    'javascript',
    'SyntaxError: Unexpected token',
    'The parser met something that cannot stand there',
    ['Unexpected token < in JSON'],
    'syntax-error-unexpected-token',
  ],
  ['javascript', 'AggregateError', 'Every promise of Promise.any was rejected', ['All promises were rejected']],
  ['linux', 'exit code 137', 'The process was killed by signal 9', ['OOMKilled', 'SIGKILL']],
  ['linux', 'exit code 1', 'The process says that it failed'],
  [
    'linux',
    'Segmentation fault',
    'The process touched memory that it does not own',
    ['segfault', 'SIGSEGV', 'exit code 139', 'core dumped'],
  ],
  ['linux', 'HTTP 404', 'The server knows no resource under that address', ['Not Found']],
  ['nodejs', 'ERR_MODULE_NOT_FOUND', 'An import leads to no file', ['Cannot find package']],
  ['nodejs', 'ECONNREFUSED', 'Nothing accepts connections at that address and port', ['connection refused']],
  ['nodejs', 'ENOENT', 'A path leads to no file', ['no such file or directory']],
  ['nodejs', 'EADDRINUSE', 'Another process listens on that port', ['address already in use', 'port in use']],
  ['nodejs', 'ERR_REQUIRE_ESM', 'A CommonJS file requires an ES module'],
  ['nodejs', 'JavaScript heap out of memory', 'The heap of V8 is full', ['heap out of memory', 'Allocation failed']],
  ['nodejs', 'MODULE_NOT_FOUND', 'A require leads to no file', ['Cannot find module']],
  [
    'postgresql',
    '23505',
    'A row has the same key as another one',
    ['unique_violation', 'duplicate key value violates unique constraint'],
  ],
  ['postgresql', '23503', 'A row points at another one that is not there', ['foreign_key_violation']],
  ['postgresql', '42P01', 'A table of that name does not exist', ['undefined_table', 'relation does not exist']],
  ['postgresql', '40P01', 'Two transactions wait for one another', ['deadlock_detected', 'deadlock']],
  ['postgresql', '22P02', 'A text cannot be read as the type of the column', ['invalid_text_representation']],
  ['postgresql', '53300', 'The server has no connection left', ['too_many_connections', 'too many clients already']],
  ['python', 'KeyError', 'A key is not in the mapping'],
  ['python', 'TypeError', 'An operation is given a value of the wrong type'],
  [
    'python',
    'TypeError: object is not callable',
    'Something that is no function is called',
    ["'str' object is not callable"],
    'type-error-not-callable',
  ],
  ['python', 'ValueError', 'A value of the right type is out of what is allowed'],
  ['python', 'IndexError', 'A sequence is asked for an item beyond its end', ['list index out of range']],
  ['python', 'AttributeError', 'An object has no attribute of that name', ["'NoneType' object has no attribute"]],
  ['python', 'ModuleNotFoundError', 'An import names a module that is not installed', ['No module named']],
  ['python', 'ImportError', 'A module has not the name that is imported from it'],
  ['python', 'RecursionError', 'A function calls itself deeper than the limit', ['maximum recursion depth exceeded']],
  ['python', 'ZeroDivisionError', 'A number is divided by zero', ['division by zero']],
  ['python', 'UnicodeDecodeError', 'Bytes are not text in that encoding', ["can't decode byte"]],
  ['python', 'json.JSONDecodeError', 'A text is not JSON', ['Expecting value']],
  ['python', 'ExceptionGroup', 'Several exceptions raised together as one', ['BaseExceptionGroup']],
  ['python', 'ConnectionRefusedError', 'Nothing accepts connections at that address and port', ['Errno 111']],
  ['python', 'IndentationError', 'A line is not indented as its block'],
  ['rust', 'E0382', 'A value is used after it was moved', ['use of moved value', 'borrow of moved value']],
  ['rust', 'E0499', 'A second mutable borrow begins before the first one ends'],
  ['rust', 'E0308', 'An expression has another type than its place wants', ['mismatched types']],
  [
    'rust',
    'unwrap on None',
    'unwrap is called on an Option without a value',
    ['called `Option::unwrap()` on a `None` value'],
  ],
  [
    'rust',
    'attempt to subtract with overflow',
    'A result is below what the integer type can hold',
    ['arithmetic overflow'],
  ],
  [
    'typescript',
    'TS2345',
    'An argument has another type than the parameter',
    ['Argument of type is not assignable to parameter'],
  ],
  ['typescript', 'TS2322', 'A value has another type than its place wants', ['Type is not assignable to type']],
  ['typescript', 'TS18048', 'A value may be undefined where it is used', ['possibly undefined', 'TS2532']],
  ['typescript', 'TS2307', 'An import leads to no module', ['Cannot find module']],
];

const INDEX = buildNameIndex(
  LANGUAGES,
  ENTRIES.map(([language, name, title, aliases = [], slug = toKebab(name)]) => ({
    language,
    name,
    title,
    aliases,
    slug,
  })),
);

function ids(query: string): string[] {
  return findNames(INDEX, query).map(({ id }) => id);
}

/** What somebody types, and the entry that must come first. */
const FIRST: Readonly<Record<string, readonly (readonly [query: string, id: string])[]>> = {
  'a line copied whole': [
    ["KeyError: 'coupon'", 'python/key-error'],
    ['error[E0382]: borrow of moved value: `name`', 'rust/e0382'],
    ['panic: runtime error: invalid memory address or nil pointer dereference', 'go/nil-pointer-dereference'],
    ['Exception in thread "main" java.lang.NullPointerException: Cannot invoke', 'java/null-pointer-exception'],
  ],
  'the very name': [
    ['KeyError', 'python/key-error'],
    ['E0382', 'rust/e0382'],
    ['23505', 'postgresql/23505'],
    ['ERR_MODULE_NOT_FOUND', 'nodejs/err-module-not-found'],
    ['MODULE_NOT_FOUND', 'nodejs/module-not-found'],
    ['TypeError', 'python/type-error'],
    ['exit code 137', 'linux/exit-code-137'],
    ['exit code 1', 'linux/exit-code-1'],
    ['HTTP 404', 'linux/http-404'],
    ['json.JSONDecodeError', 'python/json-json-decode-error'],
    ['errors.Join', 'go/errors-join'],
    ['TypeError: is not a function', 'javascript/type-error-not-a-function'],
    ['type-error-not-callable', 'python/type-error-not-callable'],
  ],
  'another case': [
    ['keyerror', 'python/key-error'],
    ['KEYERROR', 'python/key-error'],
    ['nullpointerexception', 'java/null-pointer-exception'],
    ['econnrefused', 'nodejs/econnrefused'],
    ['ts2345', 'typescript/ts2345'],
    ['22p02', 'postgresql/22p02'],
  ],
  'the start': [
    ['keye', 'python/key-error'],
    ['NullPointer', 'java/null-pointer-exception'],
    ['ECONN', 'nodejs/econnrefused'],
    ['ConcurrentMod', 'java/concurrent-modification-exception'],
    ['exit code 13', 'linux/exit-code-137'],
    ['nil p', 'go/nil-pointer-dereference'],
    ['TS23', 'typescript/ts2307'],
    ['k', 'python/key-error'],
  ],
  'a part': [
    ['JSONDecodeError', 'python/json-json-decode-error'],
    ['DecodeError', 'python/unicode-decode-error'],
    ['refused', 'go/connection-refused'],
    ['2345', 'typescript/ts2345'],
    ['0382', 'rust/e0382'],
    ['137', 'linux/exit-code-137'],
    ['404', 'linux/http-404'],
    ['IndexOutOfBounds', 'java/array-index-out-of-bounds-exception'],
    ['is not a function', 'javascript/type-error-not-a-function'],
    ['addrinuse', 'nodejs/eaddrinuse'],
  ],
  'words and separators': [
    ['key error', 'python/key-error'],
    ['null pointer exception', 'java/null-pointer-exception'],
    ['null pointer', 'java/null-pointer-exception'],
    ['err-module-not-found', 'nodejs/err-module-not-found'],
    ['err module not found', 'nodejs/err-module-not-found'],
    ['unique violation', 'postgresql/23505'],
    ['e 0382', 'rust/e0382'],
    ['  Key   Error  ', 'python/key-error'],
    ['key_error', 'python/key-error'],
    ['deadlock goroutines', 'go/all-goroutines-are-asleep-deadlock'],
    ['exit 137', 'linux/exit-code-137'],
    ['“KeyError”', 'python/key-error'],
    ['`ECONNREFUSED`', 'nodejs/econnrefused'],
    ['error[E0382]', 'rust/e0382'],
  ],
  'a qualified name': [
    ['java.lang.NullPointerException', 'java/null-pointer-exception'],
    ['java.util.ConcurrentModificationException', 'java/concurrent-modification-exception'],
    ['builtins.KeyError', 'python/key-error'],
    ['json.decoder.JSONDecodeError', 'python/json-json-decode-error'],
    ['psycopg2.errors.UniqueViolation', 'postgresql/23505'],
    ['Rust::E0382', 'rust/e0382'],
  ],
  'the language beside the name': [
    ['type error python', 'python/type-error'],
    ['python keyerror', 'python/key-error'],
    ['py KeyError', 'python/key-error'],
    ['js is not a function', 'javascript/type-error-not-a-function'],
    ['JavaScript stack overflow', 'javascript/range-error-maximum-call-stack'],
    ['java stack overflow', 'java/stack-overflow-error'],
    ['go deadlock', 'go/all-goroutines-are-asleep-deadlock'],
    ['golang nil pointer', 'go/nil-pointer-dereference'],
    ['postgres deadlock', 'postgresql/40p01'],
    ['PostgreSQL 23505', 'postgresql/23505'],
    ['node.js connection refused', 'nodejs/econnrefused'],
    ['Node.js ENOENT', 'nodejs/enoent'],
    ['connection refused go', 'go/connection-refused'],
    ['connection refused python', 'python/connection-refused-error'],
    ['cannot find module typescript', 'typescript/ts2307'],
    ['TypeScript 2345', 'typescript/ts2345'],
    ['python recusrion', 'python/recursion-error'],
    ['KeyError in Python', 'python/key-error'],
    ['java heap space', 'java/out-of-memory-error'],
    ['javascript heap out of memory', 'nodejs/java-script-heap-out-of-memory'],
  ],
  'another name': [
    ['NPE', 'java/null-pointer-exception'],
    ['segfault go', 'go/nil-pointer-dereference'],
    ['OOMKilled', 'linux/exit-code-137'],
    ['oom killed', 'linux/exit-code-137'],
    ['heap out of memory', 'nodejs/java-script-heap-out-of-memory'],
    ['BaseExceptionGroup', 'python/exception-group'],
    ['borrow of moved value', 'rust/e0382'],
    ['duplicate key', 'postgresql/23505'],
    ['foreign key', 'postgresql/23503'],
    ['relation does not exist', 'postgresql/42p01'],
    ['port in use', 'nodejs/eaddrinuse'],
    ['no module named', 'python/module-not-found-error'],
    ['mismatched types', 'rust/e0308'],
    ['core dumped', 'linux/segmentation-fault'],
  ],
  'a typing error': [
    ['NullPointerExeption', 'java/null-pointer-exception'],
    ['NulPointerExeption', 'java/null-pointer-exception'],
    ['null pionter', 'java/null-pointer-exception'],
    ['recusrion', 'python/recursion-error'],
    ['KeyEror', 'python/key-error'],
    ['KeyErrror', 'python/key-error'],
    ['eKyError', 'python/key-error'],
    ['yTpeError', 'python/type-error'],
    ['modulenotfund', 'nodejs/module-not-found'],
    ['modulenotfunderror', 'python/module-not-found-error'],
    ['indxerr', 'python/index-error'],
    ['ECONREFUSED', 'nodejs/econnrefused'],
    ['conection refused', 'go/connection-refused'],
    ['pointer exeption', 'java/null-pointer-exception'],
    ['segmentaton fault', 'linux/segmentation-fault'],
    ['exti code 137', 'linux/exit-code-137'],
    ['unqiue violation', 'postgresql/23505'],
    ['java.lang.NullPointerExeption', 'java/null-pointer-exception'],
    ['dedlock', 'go/all-goroutines-are-asleep-deadlock'],
    ['ZeroDivsionError', 'python/zero-division-error'],
  ],
  'words of the title': [
    ['mapping', 'python/key-error'],
    ['key mapping', 'python/key-error'],
    ['used after moved', 'rust/e0382'],
    ['mutable borrow', 'rust/e0499'],
    ['killed by signal', 'linux/exit-code-137'],
    ['KeyError mapping', 'python/key-error'],
    ['transactions wait', 'postgresql/40p01'],
    ['indented', 'python/indentation-error'],
  ],
  'words that name nothing': [
    ['error 23505', 'postgresql/23505'],
    ['postgres error code 23505', 'postgresql/23505'],
    ['error TS2345', 'typescript/ts2345'],
    ['a NullPointerException in Java', 'java/null-pointer-exception'],
    ['ECONNREFUSED error', 'nodejs/econnrefused'],
  ],
};

/** Where several entries are as good: one that must be among the first three. */
const FIRST_THREE: readonly (readonly [query: string, id: string])[] = [
  ['connection refused', 'nodejs/econnrefused'],
  ['connection refused', 'go/connection-refused'],
  ['connection refused', 'python/connection-refused-error'],
  ['division by zero', 'python/zero-division-error'],
  ['division by zero', 'go/integer-divide-by-zero'],
  ['stack overflow', 'java/stack-overflow-error'],
  ['stack overflow', 'javascript/range-error-maximum-call-stack'],
  ['out of memory', 'java/out-of-memory-error'],
  ['module not found', 'nodejs/err-module-not-found'],
  ['module not found', 'python/module-not-found-error'],
  ['index out of range', 'python/index-error'],
  ['deadlock', 'postgresql/40p01'],
  ['TypeError', 'javascript/type-error-not-a-function'],
  ['SIGSEGV', 'linux/segmentation-fault'],
  ['segfault', 'linux/segmentation-fault'],
  ['segfault', 'go/nil-pointer-dereference'],
  ['divided by zero', 'java/arithmetic-exception'],
];

const NOTHING: readonly string[] = [
  '',
  ' ',
  '\n\t',
  '.',
  '!?;:-_()[]{}<>/\\|"\'`~@#$%^&*+=',
  '“”',
  'asdfghjkl',
  'xyzzy',
  'qwertzuiop',
  'lorem ipsum dolor sit amet',
  'how do I make my program faster when the network is slow',
  'Yesterday I went to the market and bought some bread for dinner',
  'please help me with my homework',
  'an error in the code',
  'a'.repeat(10_000),
  'KeyError '.repeat(1200),
  'E0000',
  'E0383',
  'TS9999',
  'HTTP 403',
  '23506',
  'exit code 138',
  '\uD800',
  '\uDC00\uD800 \uDFFF',
  '.*',
  '(q+)+$',
  '[^]*?',
  '[\\]\\[*+?',
  '日本語のエラー',
  '🦀🦀🦀',
  '__proto__',
  'constructor',
  'python fortran cobol',
];

describe('findNames', () => {
  for (const [way, queries] of Object.entries(FIRST)) {
    describe(`puts first what was meant by ${way}`, () => {
      for (const [query, id] of queries) {
        it(query, () => {
          assert.equal(ids(query)[0], id, ids(query).join(', '));
        });
      }
    });
  }

  for (const [query, id] of FIRST_THREE) {
    it(`has ${id} among the first three for ${query}`, () => {
      assert.ok(ids(query).slice(0, 3).includes(id), ids(query).join(', '));
    });
  }

  for (const query of NOTHING) {
    it(`finds nothing for ${JSON.stringify(query.slice(0, 60))}, ${String(query.length)} characters`, () => {
      assert.deepEqual(ids(query), []);
    });
  }

  it('finds a name between lone surrogates', () => {
    assert.equal(ids('\uD800KeyError\uDC00')[0], 'python/key-error');
  });

  it('lists the entries of a language, and of no other, for its name', () => {
    for (const query of ['rust', 'Rust', 'rs', 'node.js', 'Go']) {
      const found = findNames(INDEX, query, 100);
      const language = found[0]?.language;
      const rows = INDEX.entries.filter(([index]) => INDEX.languages[index]?.[1] === language);
      assert.equal(found.filter((match) => match.language === language).length, rows.length, query);
    }
    assert.deepEqual(new Set(ids('rust').map((id) => id.split('/')[0])), new Set(['rust']));
  });

  it('scores the very name 1, and everything else less', () => {
    assert.equal(findNames(INDEX, 'keyerror')[0]?.score, 1);
    for (const query of ['keyerro', 'NPE', 'key mapping', 'rust', 'KeyEror', 'python']) {
      const scores = findNames(INDEX, query).map(({ score }) => score);
      assert.ok(
        scores.every((score) => score > 0 && score < 1),
        `${query}: ${scores.join(' ')}`,
      );
    }
  });

  it('says which alias matched, and none where the name did', () => {
    const aliases = (query: string): (string | undefined)[] => findNames(INDEX, query).map(({ alias }) => alias);
    assert.equal(aliases('npe')[0], 'NPE');
    assert.equal(aliases('unique violation')[0], 'unique_violation');
    assert.equal(aliases('KeyError')[0], undefined);
    assert.equal(aliases('type-error-not-callable')[0], undefined, 'an id is no alias');
    assert.equal(aliases('mapping')[0], undefined);
  });

  it('guesses only where nothing is certain', () => {
    assert.deepEqual(ids('IndexError'), ['python/index-error']);
  });

  it('gives no more than asked for, and each entry once', () => {
    assert.equal(findNames(INDEX, 'e', 3).length, 3);
    const all = findNames(INDEX, 'e', 1000).map(({ id }) => id);
    assert.equal(new Set(all).size, all.length);
  });

  it('never puts a weaker match before a stronger one', () => {
    for (const query of ['e', 'type', 'stack', 'connection', 'recusrion', 'python']) {
      const scores = findNames(INDEX, query, 1000).map(({ score }) => score);
      assert.deepEqual(
        scores,
        scores.toSorted((a, b) => b - a),
        query,
      );
    }
  });

  it('finds each entry by its name, each alias and its id, whatever the case', () => {
    for (const [language, slug, name, , aliases] of INDEX.entries) {
      const id = `${INDEX.languages[language]?.[0] ?? ''}/${slug}`;
      for (const text of [name, slug, ...aliases]) {
        for (const query of [text, text.toLowerCase(), text.toUpperCase(), ` ${text} `]) {
          assert.ok(ids(query).includes(id), `${query} -> ${ids(query).join(', ')}`);
        }
      }
    }
  });

  it('finds each name, and the start of it, with any letter dropped, doubled or swapped with the next', () => {
    for (const [language, slug, name] of INDEX.entries) {
      const id = `${INDEX.languages[language]?.[0] ?? ''}/${slug}`;
      for (const text of [name, name.slice(0, 10)]) {
        for (let at = 0; at < text.length - 1; at += 1) {
          const letters = text.slice(at, at + 2);
          // Another digit is another error; a letter more or less in a name of three says nothing.
          if (!/^[a-z]+$/i.test(letters) || text.replace(/[^a-z\d]/gi, '').length < 6) continue;
          for (const typo of [
            letters.slice(1),
            letters.slice(0, 1) + letters,
            letters.slice(1) + letters.slice(0, 1),
          ]) {
            const query = text.slice(0, at) + typo + text.slice(at + 2);
            const found = findNames(INDEX, query, 100);
            const isFound = found.some((match) => match.id === id);
            assert.ok(isFound || (found[0]?.score ?? 0) > 0.3, `${query} for ${name}: ${ids(query).join(', ')}`);
          }
        }
      }
    }
  });

  it('does not take a number for a typing error of another', () => {
    for (const query of ['E0381', 'TS2344', '23504', '42P02', 'HTTP 405', 'exit code 136', 'exti code 138']) {
      assert.deepEqual(ids(query), [], query);
    }
  });

  it('gives the same answer however often it is asked, and leaves the index as it is', () => {
    const before = JSON.stringify(INDEX);
    assert.deepEqual(findNames(INDEX, 'key'), findNames(INDEX, 'key'));
    assert.equal(JSON.stringify(INDEX), before);
  });

  it('reads the names of an index once, not for each keystroke', () => {
    let reads = 0;
    const entries = INDEX.entries.map(
      ([language, slug, name, title, aliases]) =>
        new Proxy([language, slug, name, title, aliases] as const, {
          get(target, key, receiver) {
            reads += 1;
            const value: unknown = Reflect.get(target, key, receiver);
            return value;
          },
        }),
    );
    const index: NameIndex = { ...INDEX, entries };
    findNames(index, 'qqqq');
    assert.ok(reads > 0);
    reads = 0;
    for (const query of ['qqqqq', 'qqqqqq', 'qqqqqqq']) findNames(index, query);
    assert.equal(reads, 0);
  });

  it('has no answer in an empty index', () => {
    assert.deepEqual(findNames(buildNameIndex(LANGUAGES, []), 'KeyError'), []);
  });
});

describe('buildNameIndex', () => {
  it('leaves out languages without entries and points each entry at its own', () => {
    const entry = { slug: 'e0382', language: 'rust', name: 'E0382', title: 'Moved', aliases: ['moved'] };
    assert.deepEqual(buildNameIndex(LANGUAGES, [entry]), {
      languages: [['rust', 'Rust', ['rs', 'rustlang']]],
      entries: [[0, 'e0382', 'E0382', 'Moved', ['moved']]],
    });
  });

  it('survives the way to a browser', () => {
    assert.deepEqual(JSON.parse(JSON.stringify(INDEX)), INDEX);
  });
});

describe('isNameIndex', () => {
  it('takes an index, and nothing that only came in its place', () => {
    assert.ok(isNameIndex(JSON.parse(JSON.stringify(INDEX))));
    for (const other of [undefined, null, 'index', 7, [], {}, { entries: [] }, { languages: {}, entries: [] }]) {
      assert.equal(isNameIndex(other), false);
    }
  });
});
