/** What each runner reads out of real outputs: those of the catalog, and of programs run for this test. */
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { RUNNERS } from '../registry.ts';

type Case = readonly [what: string, line: number | undefined, output: string, filename?: string];

const CASES: Readonly<Record<string, readonly Case[]>> = {
  cpython: [
    [
      'the only frame',
      9,
      `A-1 40 SPRING
Traceback (most recent call last):
  File "/app/main.py", line 9, in <module>
    print(order["number"], order["total"], order["coupon"])
                                           ~~~~~^^^^^^^^^^
KeyError: 'coupon'
`,
    ],
    [
      'the name without a folder, as Python 3.8 prints it',
      9,
      'Traceback (most recent call last):\n  File "main.py", line 9, in <module>\nKeyError: 1\n',
    ],
    [
      'the last frame in its own file, above those of the library',
      7,
      `Traceback (most recent call last):
  File "/app/main.py", line 9, in <module>
    main()
  File "/app/main.py", line 7, in main
    json.loads("x")
    ~~~~~~~~~~^^^^^
  File "/usr/local/lib/python3.13/json/decoder.py", line 362, in raw_decode
    raise JSONDecodeError("Expecting value", s, err.value) from None
json.decoder.JSONDecodeError: Expecting value: line 1 column 1 (char 0)
`,
    ],
    [
      'its own frame, not one of a file whose name ends alike',
      3,
      `Traceback (most recent call last):
  File "/app/main.py", line 3, in <module>
    unittest.main()
  File "/app/domain.py", line 40, in check
  File "/usr/local/lib/python3.13/unittest/main.py", line 102, in __init__
    self.parseArgs(argv)
TypeError: bad
`,
    ],
    [
      'where a group is raised, not where its members were',
      18,
      `  + Exception Group Traceback (most recent call last):
  |   File "/app/main.py", line 24, in <module>
  |     asyncio.run(main("desk"))
  |     ~~~~~~~~~~~^^^^^^^^^^^^^^
  |   File "/usr/local/lib/python3.13/asyncio/runners.py", line 194, in run
  |     return runner.run(main)
  |            ~~~~~~~~~~^^^^^^
  |   File "/app/main.py", line 18, in main
  |     async with asyncio.TaskGroup() as group:
  |                ~~~~~~~~~~~~~~~~~^^
  |   File "/usr/local/lib/python3.13/asyncio/taskgroups.py", line 154, in __aexit__
  |     raise me from None
  | ExceptionGroup: unhandled errors in a TaskGroup (2 sub-exceptions)
  +-+---------------- 1 ----------------
    | Traceback (most recent call last):
    |   File "/app/main.py", line 9, in load_stock
    |     return int(STOCK[item])
    | ValueError: invalid literal for int() with base 10: 'n/a'
    +---------------- 2 ----------------
    | Traceback (most recent call last):
    |   File "/app/main.py", line 14, in load_price
    |     return PRICES[item]
    |            ~~~~~~^^^^^^
    | KeyError: 'desk'
    +------------------------------------
`,
    ],
    [
      'where a group is raised by hand',
      10,
      `  + Exception Group Traceback (most recent call last):
  |   File "/app/main.py", line 13, in <module>
  |     check_settings({"port": 70000, "workers": 0, "debug": "yes"})
  |   File "/app/main.py", line 10, in check_settings
  |     raise ExceptionGroup("settings are not valid", faults)
  | ExceptionGroup: settings are not valid (3 sub-exceptions)
  +-+---------------- 1 ----------------
    | ValueError: port 70000 is not between 1 and 65535
    +---------------- 2 ----------------
    | ValueError: workers must be at least 1
    +------------------------------------
`,
    ],
    [
      'a group that was raised while another error was handled, whose members have chains of their own',
      16,
      `Traceback (most recent call last):
  File "/app/main.py", line 14, in <module>
    int("q")
    ~~~^^^^^
ValueError: invalid literal for int() with base 10: 'q'

During handling of the above exception, another exception occurred:

  + Exception Group Traceback (most recent call last):
  |   File "/app/main.py", line 16, in <module>
  |     raise ExceptionGroup("both", errors)
  | ExceptionGroup: both (1 sub-exception)
  +-+---------------- 1 ----------------
    | Traceback (most recent call last):
    |   File "/app/main.py", line 3, in f
    |     int("x")
    |     ~~~^^^^^
    | ValueError: invalid literal for int() with base 10: 'x'
    | 
    | The above exception was the direct cause of the following exception:
    | 
    | Traceback (most recent call last):
    |   File "/app/main.py", line 10, in <module>
    |     f()
    |     ~^^
    |   File "/app/main.py", line 5, in f
    |     raise KeyError("y") from e
    | KeyError: 'y'
    +------------------------------------
`,
    ],
    [
      'what was raised from a group',
      4,
      `  + Exception Group Traceback (most recent call last):
  |   File "/app/main.py", line 2, in <module>
  |     raise ExceptionGroup("many", [ValueError("a"), ExceptionGroup("inner", [KeyError("b")])])
  | ExceptionGroup: many (2 sub-exceptions)
  +-+---------------- 1 ----------------
    | ValueError: a
    +---------------- 2 ----------------
    | ExceptionGroup: inner (1 sub-exception)
    +-+---------------- 1 ----------------
      | KeyError: 'b'
      +------------------------------------

The above exception was the direct cause of the following exception:

Traceback (most recent call last):
  File "/app/main.py", line 4, in <module>
    raise RuntimeError("wrapped") from g
RuntimeError: wrapped
`,
    ],
    [
      'the last of chained exceptions',
      7,
      `Traceback (most recent call last):
  File "/app/main.py", line 5, in <module>
    load({})
    ~~~~^^^^
  File "/app/main.py", line 2, in load
    return d["a"]
           ~^^^^^
KeyError: 'a'

The above exception was the direct cause of the following exception:

Traceback (most recent call last):
  File "/app/main.py", line 7, in <module>
    raise RuntimeError("no a") from error
RuntimeError: no a
`,
    ],
    [
      'the error of a handler',
      8,
      `Traceback (most recent call last):
  File "/app/main.py", line 6, in main
    load({})
    ~~~~^^^^
KeyError: 'a'

During handling of the above exception, another exception occurred:

Traceback (most recent call last):
  File "/app/main.py", line 10, in <module>
    main()
    ~~~~^^
  File "/app/main.py", line 8, in main
    log.error("x")
    ^^^
NameError: name 'log' is not defined
`,
    ],
    [
      'the traceback before, where the last one is the library’s alone',
      2,
      `Traceback (most recent call last):
  File "/app/main.py", line 2, in load
    return d["a"]
KeyError: 'a'

The above exception was the direct cause of the following exception:

Traceback (most recent call last):
  File "/usr/local/lib/python3.13/concurrent/futures/process.py", line 254, in _process_worker
    r = call_item.fn(*call_item.args, **call_item.kwargs)
RuntimeError: no a
`,
    ],
    [
      'what ended the program, not what ended a thread',
      7,
      `Exception in thread Thread-1 (work):
Traceback (most recent call last):
  File "/app/main.py", line 3, in work
    raise ValueError("in thread")
ValueError: in thread
Traceback (most recent call last):
  File "/app/main.py", line 7, in <module>
    json.loads("x")
ValueError: x
`,
    ],
    [
      'the same line over and over',
      6,
      `Traceback (most recent call last):
  File "/app/main.py", line 9, in <module>
    print(depth(reply))
  File "/app/main.py", line 6, in depth
    return 1 + depth(comment)
  [Previous line repeated 995 more times]
RecursionError: maximum recursion depth exceeded
`,
    ],
    [
      'a syntax error, which has no traceback',
      1,
      '  File "/app/main.py", line 1\n    def f(:\n          ^\nSyntaxError: invalid syntax\n',
    ],
    [
      'a warning',
      2,
      '/app/main.py:2: SyntaxWarning: "is" with \'int\' literal. Did you mean "=="?\n  x = 1 is 1\nTrue\n',
    ],
    ['no line in what a program says of others', undefined, 'loading main.py, line 4\n/app/main.py:2: done\n'],
    [
      'a file of another name',
      4,
      'Traceback (most recent call last):\n  File "/app/shop/cart.py", line 4, in add\nKeyError: 1\n',
      'shop/cart.py',
    ],
  ],
  go: [
    [
      'the compiler’s complaint',
      15,
      '# command-line-arguments\n./main.go:15:27: cannot use quantity (variable of type string) as int value in argument to reorder\n',
    ],
    [
      'the top frame of the goroutine that panicked',
      16,
      `Hello, Ada
panic: runtime error: invalid memory address or nil pointer dereference
[signal SIGSEGV: segmentation violation code=0x1 addr=0x8 pc=0x7f0000000000]

goroutine 1 [running]:
main.greet(...)
	/app/main.go:16
main.main()
	/app/main.go:21 +0xa0
`,
    ],
    [
      'the frame below those of the runtime',
      36,
      `fatal error: stack overflow

runtime stack:
runtime.throw({0x7f0000000000?, 0x7f0000000000?})
	/usr/local/go/src/runtime/panic.go:1101 +0x48 fp=0x7f0000000000 sp=0x7f0000000000 pc=0x7f0000000000

goroutine 1 gp=0x7f0000000000 m=0 mp=0x7f0000000000 [running, locked to thread]:
runtime.convT64(0x4e2?)
	/usr/local/go/src/runtime/iface.go:400 +0x59 fp=0x7f0000000000 sp=0x7f0000000000 pc=0x7f0000000000
main.Money.String(...)
	/app/main.go:36
`,
    ],
    [
      'no line of the program’s own log',
      12,
      'main.go:7: starting\npanic: assignment to entry in nil map\n\ngoroutine 1 [running]:\nmain.main()\n\t/app/main.go:12 +0xba\n',
    ],
    [
      'no line where the error is only printed',
      undefined,
      'Get "http://127.0.0.1:8080/orders": dial tcp 127.0.0.1:8080: connect: connection refused\n',
    ],
  ],
  java: [
    [
      'the first frame in its own file',
      11,
      `Teapot: 4
Exception in thread "main" java.lang.ArithmeticException: / by zero
	at Main.averageStars(Main.java:11)
	at Main.main(Main.java:16)
`,
    ],
    [
      'the frame below those of the JDK',
      7,
      `Exception in thread "main" java.lang.ArithmeticException: Non-terminating decimal expansion; no exact representable decimal result.
	at java.base/java.math.BigDecimal.divide(BigDecimal.java:1810)
	at Main.main(Main.java:7)
`,
    ],
    [
      'the root of a chain',
      3,
      `Exception in thread "main" java.lang.RuntimeException: cannot start
	at Main.main(Main.java:9)
Caused by: java.util.concurrent.ExecutionException: java.lang.IllegalStateException: down
	at java.base/java.util.concurrent.FutureTask.report(FutureTask.java:124)
	at java.base/java.util.concurrent.FutureTask.get(FutureTask.java:193)
	at Main.main(Main.java:7)
Caused by: java.lang.IllegalStateException: down
	at Main.load(Main.java:3)
	at java.base/java.util.concurrent.FutureTask.run(FutureTask.java:328)
	at java.base/java.lang.Thread.run(Thread.java:1474)
`,
    ],
    [
      'the root in a class that could not be set up',
      2,
      `java.lang.Object@1b2c3d4e
Exception in thread "main" java.lang.ExceptionInInitializerError
	at Main.main(Main.java:5)
Caused by: java.lang.NumberFormatException: For input string: "x"
	at java.base/java.lang.NumberFormatException.forInputString(NumberFormatException.java:67)
	at java.base/java.lang.Integer.parseInt(Integer.java:565)
	at Main$Config.<clinit>(Main.java:2)
	... 1 more
`,
    ],
    [
      'the exception above a root that never was in its file',
      9,
      `Exception in thread "main" java.lang.IllegalStateException: no connection
	at Main.main(Main.java:9)
Caused by: java.io.IOException: closed
	at java.base/sun.nio.ch.Net.connect(Net.java:546)
	... 1 more
`,
    ],
    [
      'what failed, not what was suppressed after it',
      5,
      `Exception in thread "main" java.lang.NumberFormatException: For input string: "x"
	at java.base/java.lang.Integer.parseInt(Integer.java:662)
	at Main.main(Main.java:5)
	Suppressed: java.lang.IllegalStateException: close
		at Main$R.close(Main.java:2)
		at Main.main(Main.java:4)
	Caused by: java.lang.IllegalStateException: closed before
		at Main.main(Main.java:1)
`,
    ],
    [
      'what ended the program, not what it printed before',
      8,
      `java.lang.IllegalStateException: logged
	at Main.main(Main.java:3)
Exception in thread "main" java.lang.NullPointerException
	at Main.main(Main.java:8)
`,
    ],
    [
      'an error of the compiler, not its warnings',
      4,
      `Main.java:3: warning: [removal] stop() in Thread has been deprecated and marked for removal
    new Thread().stop();
                ^
Main.java:4: error: incompatible types: String cannot be converted to int
    int x = "s";
            ^
1 error
1 warning
`,
    ],
    [
      'an exception, not the warnings of the compiler',
      6,
      `Main.java:3: warning: [removal] stop() in Thread has been deprecated and marked for removal
1 warning
Exception in thread "main" java.lang.NullPointerException
	at Main.main(Main.java:6)
`,
    ],
    [
      'no frame of another class',
      undefined,
      'Exception in thread "main" java.lang.Error\n\tat DomainMain.main(DomainMain.java:3)\n',
    ],
  ],
  node: [
    [
      'the line that threw',
      7,
      `A1 London
file:///app/main.mjs:7
  return order.customer.address.city;
                                ^

TypeError: Cannot read properties of undefined (reading 'city')
    at shippingCity (file:///app/main.mjs:7:33)
    at file:///app/main.mjs:11:25

Node.js v26.10.0
`,
    ],
    [
      'its own frame, where Node itself threw',
      6,
      `node:internal/worker/js_transferable:115
  const serializedData = nativeStructuredClone(value, idlOptions);
                         ^

RangeError: Maximum call stack size exceeded
    at structuredClone (node:internal/worker/js_transferable:115:26)
    at file:///app/main.mjs:6:14
`,
    ],
    [
      'the error that was not caught, not its cause or members',
      10,
      `file:///app/main.mjs:10
  throw new AggregateError(reasons, \`\${reasons.length} of \${orders.length} orders failed\`);
        ^

AggregateError: 2 of 3 orders failed
    at file:///app/main.mjs:10:9 {
  [errors]: [
    RangeError: order 8: nothing to charge
        at charge (file:///app/main.mjs:2:31)
  ]
}
`,
    ],
    [
      'a CommonJS file',
      3,
      '/app/main.cjs:3\n  throw 1;\n\nError\n    at Object.<anonymous> (/app/main.cjs:3:7)\n',
      'main.cjs',
    ],
    [
      'its own frame, not one of a package',
      4,
      'Error: x\n    at f (file:///app/node_modules/kit/main.mjs:90:3)\n    at file:///app/main.mjs:4:1\n',
    ],
    [
      'no line where no frame is its own',
      undefined,
      `node:internal/modules/run_main:111
    triggerUncaughtException(
    ^

[AggregateError: All promises were rejected] { [errors]: [] }
`,
    ],
  ],
  postgresql: [
    ['the line of the statement', 4, 'psql:main.sql:4: ERROR:  division by zero\n'],
    [
      'the line in the file, not in the statement',
      3,
      `psql:main.sql:3: ERROR:  malformed array literal: "["red", "small"]"
LINE 1: INSERT INTO products VALUES ('A-100', '["red", "small"]');
                                              ^
DETAIL:  "[" must introduce explicitly-specified array dimensions.
`,
    ],
    [
      'the line of the file, not of the function',
      6,
      'psql:main.sql:6: ERROR:  division by zero\nCONTEXT:  PL/pgSQL function shard_of(integer,integer) line 3 at RETURN\n',
    ],
    [
      'the verbose form',
      2,
      'psql:main.sql:2: ERROR:  22012: division by zero\nLOCATION:  float_zero_divide_error, float.c:103\n',
    ],
    [
      'an error after notices',
      5,
      'psql:main.sql:2: NOTICE:  table "a" does not exist, skipping\npsql:main.sql:5: ERROR:  division by zero\n',
    ],
    ['the end of a connection', 5, 'psql:main.sql:5: FATAL:  terminating connection due to administrator command\n'],
    ['no line in what a query printed', undefined, ' main.sql:3: ERROR:  seen\n'],
  ],
  rustc: [
    [
      'the place of a panic',
      6,
      "\nthread 'main' (1) panicked at main.rs:6:24:\nindex out of bounds: the len is 4 but the index is 4\nnote: run with `RUST_BACKTRACE=1` environment variable to display a backtrace\n",
    ],
    [
      'the first error of the compiler, not its notes',
      7,
      `error[E0308]: mismatched types
 --> main.rs:7:30
  |
7 |     let cost = shipping_cost(order.len());
  |                ------------- ^^^^^^^^^^^ expected \`u16\`, found \`usize\`
  |
note: function defined here
 --> main.rs:1:4
`,
    ],
    ['an error without a code', 5, 'error: this operation will panic at runtime\n --> main.rs:5:29\n  |\n'],
    [
      'an error with a wide margin',
      120,
      'error[E0499]: cannot borrow `x` as mutable more than once at a time\n   --> main.rs:120:9\n    |\n',
    ],
    [
      'a panic, not the warnings before it',
      4,
      `warning: unused variable: \`unused\`
 --> main.rs:2:6
  |
2 |  let unused = 1;
  |      ^^^^^^ help: if this is intentional, prefix it with an underscore: \`_unused\`

warning: 1 warning emitted


thread 'main' (1) panicked at main.rs:4:18:
index out of bounds: the len is 0 but the index is 2
`,
    ],
    [
      'an error, not the warnings before it',
      4,
      `warning: unused import: \`std::collections::HashMap\`
 --> main.rs:1:5
  |
1 | use std::collections::HashMap;
  |     ^^^^^^^^^^^^^^^^^^^^^^^^^

error[E0308]: mismatched types
 --> main.rs:4:15
`,
    ],
    [
      'the panic of the thread that began it',
      3,
      "\nthread '<unnamed>' (1) panicked at main.rs:3:21:\nx\n\nthread 'main' (1) panicked at main.rs:9:43:\ncalled `Result::unwrap()` on an `Err` value: Any { .. }\n",
    ],
    [
      'no line where only warnings have one',
      undefined,
      "warning: unused variable: `x`\n --> main.rs:2:17\n  |\n\nthread 'main' (1) has overflowed its stack\nfatal runtime error: stack overflow, aborting\n",
    ],
  ],
  typescript: [
    ['the compiler’s complaint', 9, "main.mts(9,15): error TS18048: 'user' is possibly 'undefined'.\n"],
    [
      'the first of several',
      8,
      "main.mts(8,7): error TS2322: Type '{ sortBy: string; order: string; }' is not assignable to type 'Query'.\n  Types of property 'order' are incompatible.\nmain.mts(12,7): error TS2304: Cannot find name 'x'.\n",
    ],
    [
      'where the program failed, when its types are sound',
      9,
      `Ada
file:///app/main.mts:9
  console.log(user .name);
                    ^

TypeError: Cannot read properties of undefined (reading 'name')
    at file:///app/main.mts:9:21
`,
    ],
    ['no line of another file', undefined, 'domain.mts(3,1): error TS1: x\nlib/main.mts(3,1): error TS1: x\n'],
  ],
};

for (const [id, cases] of Object.entries(CASES)) {
  describe(`locate of ${id}`, () => {
    for (const [what, line, output, filename] of cases) {
      it(`reads ${what}`, () => {
        const runner = RUNNERS.get(id);
        assert.ok(runner);
        assert.equal(runner.locate(output, filename ?? runner.filename), line);
      });
    }

    it('reads no line in nothing', () => {
      const runner = RUNNERS.get(id);
      assert.equal(runner?.locate('', runner.filename), undefined);
    });
  });
}

describe('RUNNERS', () => {
  it('are all tried here', () => {
    assert.deepEqual([...RUNNERS.keys()].sort(), Object.keys(CASES).sort());
  });
});
