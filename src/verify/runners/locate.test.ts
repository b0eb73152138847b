/** What each runner reads out of real outputs: those of the catalog, and of programs run for this test. */
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { RUNNERS } from '../registry.ts';

type Case = readonly [what: string, line: number | undefined, output: string, filename?: string];

const CASES: Readonly<Record<string, readonly Case[]>> = {
  bash: [
    ['a command that is not there', 2, 'before\nmain.sh: line 2: deploy: command not found\n'],
    [
      'the last that it complained of',
      4,
      'main.sh: line 2: missing.txt: No such file or directory\nmain.sh: line 4: NAME: unbound variable\n',
    ],
    [
      'a command that a signal ended',
      2,
      "before\nmain.sh: line 2:     5 Segmentation fault         bash -c 'kill -SEGV $$'\n",
    ],
    [
      'what it cannot parse',
      4,
      "before\nmain.sh: line 4: syntax error: unexpected end of file from `if' command on line 2\n",
    ],
    ['no line of a script that it sources', undefined, 'lib/main.sh: line 2: nocommand: command not found\n'],
    ['no line of a script that it calls', undefined, 'helper-main.sh: line 2: nocommand: command not found\n'],
    ['no line where another command complains', undefined, 'cat: main.sh: line 2: No such file or directory\n'],
    ['no line where a signal ended it', undefined, 'before\nTerminated\n'],
  ],
  bun: [
    [
      'the line that threw',
      3,
      `before
1 | console.log("before");
2 | const user = undefined;
3 | console.log(user.name);
                ^
TypeError: undefined is not an object (evaluating 'user.name')
      at /app/main.mjs:3:13

Bun v1.4.5 (Linux x64)
`,
    ],
    [
      'what it cannot parse',
      2,
      '2 | const x = ;\n              ^\nerror: Unexpected ;\n    at /app/main.mjs:2:11\n\nBun v1.4.5 (Linux x64)\n',
    ],
    [
      'its own frame, below that of another file',
      3,
      `before
1 | export function f() {
2 |   JSON.parse("x");
           ^
SyntaxError: JSON Parse error: Unexpected identifier "x"
      at f (/app/lib/main.mjs:2:8)
      at /app/main.mjs:3:1

Bun v1.4.5 (Linux x64)
`,
    ],
    [
      'the first of its own frames',
      4,
      'RangeError: cmp\n      at <anonymous> (/app/main.mjs:4:13)\n      at /app/main.mjs:3:3\n\nBun v1.4.5 (Linux x64)\n',
    ],
    [
      'no line of a module that cannot be found',
      undefined,
      "error: Cannot find module './nowhere.mjs' from '/app/main.mjs'\n\nBun v1.4.5 (Linux x64)\n",
    ],
  ],
  clang: [
    [
      'an error',
      3,
      "main.c:3:10: error: use of undeclared identifier 'total'\n    3 |   return total;\n      |          ^~~~~\n1 error generated.\n",
    ],
    [
      'an error, not the warning of a file that it includes',
      2,
      `In file included from main.c:1:
./domain.h:1:2: warning: old [-W#warnings]
    1 | #warning old
      |  ^
main.c:2:10: fatal error: 'nowhere.h' file not found
    2 | #include "nowhere.h"
      |          ^~~~~~~~~~~
1 warning and 1 error generated.
`,
    ],
    [
      'no line where the error is in a file that it includes',
      undefined,
      'In file included from main.c:1:\n./main.h:1:9: error: expected expression\n    1 | int x = ;\n      |         ^\n1 error generated.\n',
    ],
    [
      'a warning, where that is all',
      5,
      "main.c:5:18: warning: format specifies type 'char *' but the argument has type 'int' [-Wformat]\n1 warning generated.\n(null)\n",
    ],
    [
      'where the linker misses something',
      4,
      `/usr/bin/ld: /usr/bin/ld: DWARF error: mangled line number section (bad file number)
/tmp/main-XXXXXX.o: in function \`main':
/app/main.c:4:(.text+0x10): undefined reference to \`total'
clang: error: linker command failed with exit code 1 (use -v to see invocation)
`,
    ],
    ['a failed assertion', 7, "before\nmain: main.c:7: int main(void): Assertion `total == 4' failed.\nAborted\n"],
    ['no line where a signal ended it', undefined, 'before\nSegmentation fault\n'],
  ],
  'clang++': [
    [
      'an error, not the notes of a library',
      4,
      `main.cpp:4:15: error: no viable conversion from 'int' to 'std::string' (aka 'basic_string<char>')
    4 |   std::string s = 5;
      |               ^   ~
/usr/lib/gcc/x86_64-linux-gnu/16/../../../../include/c++/16/bits/basic_string.h:617:7: note: candidate constructor not viable: no known conversion from 'int' to 'const basic_string<char> &' for 1st argument
1 error generated.
`,
    ],
    [
      'what asked for a template in which an error is',
      6,
      `In file included from main.cpp:1:
In file included from /usr/lib/gcc/x86_64-linux-gnu/16/../../../../include/c++/16/algorithm:63:
/usr/lib/gcc/x86_64-linux-gnu/16/../../../../include/c++/16/bits/stl_algo.h:1914:22: error: invalid operands to binary expression ('std::_List_iterator<int>' and 'std::_List_iterator<int>')
 1914 |                                 std::__lg(__last - __first) * 2,
      |                                           ~~~~~~ ^ ~~~~~~~
main.cpp:6:8: note: in instantiation of function template specialization 'std::sort<std::_List_iterator<int>>' requested here
    6 |   std::sort(l.begin(), l.end());
      |        ^
`,
    ],
    [
      'no line of an exception that nobody catches',
      undefined,
      "before\nterminate called after throwing an instance of 'std::out_of_range'\n  what():  vector::_M_range_check: __n (which is 5) >= this->size() (which is 2)\nAborted\n",
    ],
  ],
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
  curl: [
    [
      'no line where it cannot connect',
      undefined,
      'before\ncurl: (7) Failed to connect to localhost:8080 after 0 ms: Could not connect to server\n',
    ],
    ['the line of a command that is not there', 2, 'before\nmain.sh: line 2: curll: command not found\n'],
  ],
  'g++': [
    [
      'an error',
      4,
      `main.cpp: In function ‘int main()’:
main.cpp:4:19: error: conversion from ‘int’ to non-scalar type ‘std::string’ {aka ‘std::__cxx11::basic_string<char>’} requested
    4 |   std::string s = 5;
      |                   ^
`,
    ],
    [
      'what asked for a template in which an error is',
      6,
      `In file included from /usr/include/c++/16/algorithm:63,
                 from main.cpp:1:
/usr/include/c++/16/bits/stl_algo.h: In instantiation of ‘void std::__sort(_RandomAccessIterator, _RandomAccessIterator, _Compare) [with _RandomAccessIterator = _List_iterator<int>; _Compare = less<void>]’:
/usr/include/c++/16/bits/stl_algo.h:4817:18:   required from ‘void std::sort(_RAIter, _RAIter) [with _RAIter = _List_iterator<int>]’
 4817 |       std::__sort(__first, __last, __gnu_cxx::__ops::less());
      |       ~~~~~~~~~~~^~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~
main.cpp:6:12:   required from here
    6 |   std::sort(l.begin(), l.end());
      |   ~~~~~~~~~^~~~~~~~~~~~~~~~~~~~
/usr/include/c++/16/bits/stl_algo.h:1914:50: error: no match for ‘operator-’ (operand types are ‘std::_List_iterator<int>’ and ‘std::_List_iterator<int>’)
`,
    ],
    [
      'no line of an assertion of the library',
      undefined,
      "before\n/usr/include/c++/16/bits/stl_vector.h:1253: std::vector<_Tp, _Alloc>::reference std::vector<_Tp, _Alloc>::operator[](size_type) [with _Tp = int]: Assertion '__n < this->size()' failed.\nAborted\n",
    ],
  ],
  gcc: [
    [
      'an error, not its note and not the warning after it',
      3,
      `main.c: In function ‘main’:
main.c:3:10: error: ‘total’ undeclared (first use in this function)
    3 |   return total;
      |          ^~~~~
main.c:3:10: note: each undeclared identifier is reported only once for each function it appears in
main.c:2:7: warning: unused variable ‘unused’ [-Wunused-variable]
    2 |   int unused = 1;
      |       ^~~~~~
`,
    ],
    [
      'an error, not the warning before it',
      5,
      `main.c: In function ‘main’:
main.c:4:12: warning: format ‘%s’ expects argument of type ‘char *’, but argument 2 has type ‘int’ [-Wformat=]
    4 |   printf("%s\\n", 4);
      |           ~^     ~
main.c:5:15: error: invalid operands to binary - (have ‘char *’ and ‘double’)
    5 |   int x = "s" - 1.5;
      |           ~~~ ^
main.c:6:10: error: ‘total’ undeclared (first use in this function)
`,
    ],
    [
      'a file that is not there',
      2,
      `In file included from main.c:1:
domain.h:1:2: warning: #warning old [-Wcpp]
main.c:2:10: fatal error: nowhere.h: No such file or directory
compilation terminated.
`,
    ],
    [
      'a warning, not its note',
      5,
      'main.c: In function ‘main’:\nmain.c:5:9: warning: pointer ‘a’ used after ‘free’ [-Wuse-after-free]\nmain.c:4:3: note: call to ‘free’ here\nfree(): double free detected in tcache 2\nAborted\n',
    ],
    [
      'where the linker misses something',
      4,
      "/usr/bin/ld: /tmp/ccXXXXXX.o: in function `main':\n/app/main.c:4: undefined reference to `total'\ncollect2: error: ld returned 1 exit status\n",
    ],
    [
      'what a sanitizer found below a frame of the library, not the warning before',
      8,
      `main.c: In function ‘main’:
main.c:5:7: warning: unused variable ‘unused’ [-Wunused-variable]
    5 |   int unused;
      |       ^~~~~~
=================================================================
==3==ERROR: AddressSanitizer: heap-use-after-free on address 0x7f0000000000 at pc 0x7f0000000000 bp 0x7f0000000000 sp 0x7f0000000000
WRITE of size 4 at 0x7f0000000000 thread T0
    #0 0x7f0000000000 in memset ../../../../src/libsanitizer/sanitizer_common/sanitizer_common_interceptors_memintrinsics.inc:87
    #1 0x7f0000000000 in main /app/main.c:8
    #2 0x7f0000000000  (/lib/x86_64-linux-gnu/libc.so.6+0x29ca7) (BuildId: 5e5b51f4c39af9ac589408c1dc432ba390a273cc)

freed by thread T0 here:
    #0 0x7f0000000000 in free ../../../../src/libsanitizer/asan/asan_malloc_linux.cpp:52
    #1 0x7f0000000000 in main /app/main.c:7
`,
    ],
    [
      'undefined behavior',
      6,
      "before\nmain.c:6:10: runtime error: load of null pointer of type 'int'\nSegmentation fault\n",
    ],
    ['a failed assertion', 7, "before\nmain: main.c:7: main: Assertion `total == 4' failed.\nAborted\n"],
    ['no line of another file', undefined, 'domain.c:3:1: error: x\nlib/main.c:3:1: error: x\n'],
  ],
  git: [
    [
      'no line where git fails',
      undefined,
      "fatal: 'origin' does not appear to be a git repository\nfatal: Could not read from remote repository.\n",
    ],
    ['the line of a command that is not there', 3, 'main.sh: line 3: gitt: command not found\n'],
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
  lua: [
    [
      'the line that failed',
      3,
      "before\nlua: main.lua:3: attempt to index a nil value (local 'user')\nstack traceback:\n\tmain.lua:3: in main chunk\n\t[C]: in ?\n",
    ],
    ['what it cannot parse', 2, "lua: main.lua:2: unexpected symbol near '='\n"],
    [
      'its own frame, below that of another file',
      3,
      `before
lua: ./domain.lua:2: in lib
stack traceback:
	[C]: in function 'error'
	./domain.lua:2: in function 'domain.f'
	main.lua:3: in main chunk
	[C]: in ?
`,
    ],
    [
      'where it raised what is no text',
      2,
      "before\nlua: (error object is a table value)\nstack traceback:\n\t[C]: in function 'error'\n\tmain.lua:2: in main chunk\n",
    ],
    [
      'what ended the program, not what it caught before',
      7,
      "main.lua:2: caught\nlua: main.lua:7: attempt to index a nil value (local 'user')\nstack traceback:\n\tmain.lua:7: in main chunk\n",
    ],
    ['no line where Lua names none', undefined, 'before\nlua: (error object is not a string)\n'],
  ],
  make: [
    [
      'a recipe that failed',
      3,
      'before\ncc missing.c -o app\ncc1: fatal error: missing.c: No such file or directory\ncompilation terminated.\nmake: *** [Makefile:3: build] Error 1\n',
    ],
    ['what it cannot parse', 2, 'Makefile:2: *** missing separator.  Stop.\n'],
    ['an error, not the warning before it', 3, 'Makefile:1: old syntax\nMakefile:3: *** no target given.  Stop.\n'],
    [
      'a recipe that failed, not the warnings before it',
      5,
      "Makefile:4: warning: overriding recipe for target 'a'\nMakefile:2: warning: ignoring old recipe for target 'a'\n2\nfalse\nmake: *** [Makefile:5: a] Error 1\n",
    ],
    [
      'its own recipe, not that of a make which it started',
      3,
      `/usr/bin/make -C lib
make[1]: Entering directory '/tmp/project/lib'
false
make[1]: *** [Makefile:2: a] Error 1
make[1]: Leaving directory '/tmp/project/lib'
make: *** [Makefile:3: all] Error 2
`,
    ],
    [
      'the first of several recipes',
      5,
      'b\nfalse\nmake: *** [Makefile:5: b] Error 1\nfalse\nmake: *** [Makefile:2: a] Error 1\n',
    ],
    [
      'a warning, where that is all',
      4,
      "Makefile:4: warning: overriding recipe for target 'a'\nMakefile:2: warning: ignoring old recipe for target 'a'\necho 2\n2\n",
    ],
    ['no line of a file that it includes', undefined, 'lib.mk:2: *** missing separator.  Stop.\n'],
    [
      'no line where make names none',
      undefined,
      "make: *** No rule to make target 'main.o', needed by 'build'.  Stop.\n",
    ],
  ],
  mariadb: [
    [
      'the line of the statement',
      4,
      "--------------\nINSERT INTO users VALUES ('ada')\n--------------\n\nERROR 1062 (23000) at line 4: Duplicate entry 'ada' for key 'mail'\n",
    ],
    ['the line of what is no statement', 2, "ERROR at line 2: Unknown command '\\x'.\n"],
    ['no line in what a query printed', undefined, '| ERROR 1062 (23000) at line 4: seen |\n'],
  ],
  nginx: [
    [
      'a directive that is not there',
      2,
      'nginx: [emerg] unknown directive "lisen" in /app/site.conf:2\nnginx: configuration file /tmp/nginx.conf test failed\n',
    ],
    [
      'an error, not the warning before it',
      5,
      'nginx: [warn] the "listen ... http2" directive is deprecated, use the "http2" directive instead in /app/site.conf:3\nnginx: [emerg] unknown directive "bad" in /app/site.conf:5\nnginx: configuration file /tmp/nginx.conf test failed\n',
    ],
    [
      'a warning, where that is all',
      4,
      'nginx: [warn] duplicate extension "x", content type: "text/y", previous content type: "text/x" in /app/site.conf:4\nok\n',
    ],
    [
      'no line of another file',
      undefined,
      'nginx: [emerg] unknown directive "bad" in /app/extra-site.conf:1\nnginx: [emerg] unknown directive "bad" in /app/lib/site.conf:1\n',
    ],
    ['no line of a page that is not there', undefined, 'curl: (22) The requested URL returned error: 404\n'],
    ['no line in a page', undefined, 'see the log: unknown directive in /app/site.conf:3\n'],
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
  npm: [
    [
      'no line where npm fails',
      undefined,
      "before\nnpm error code ENOENT\nnpm error syscall open\nnpm error path /tmp/project/package.json\nnpm error errno -2\nnpm error enoent Could not read package.json: Error: ENOENT: no such file or directory, open '/tmp/project/package.json'\n",
    ],
    ['the line of a command that is not there', 2, '"shop"\nmain.sh: line 2: npmm: command not found\n'],
  ],
  openssl: [
    ['the line of a command that is not there', 2, 'before\nmain.sh: line 2: opensll: command not found\n'],
    ['no line of a key that is none', undefined, 'Could not find private key from key.pem\n'],
  ],
  perl: [
    ['the line that died', 5, 'before\nCan\'t call method "name" on an undefined value at main.pl line 5.\n'],
    [
      'the line that died, not the warning before it',
      6,
      'before\nUse of uninitialized value $p{"cake"} in addition (+) at main.pl line 5.\nno cake at main.pl line 6.\n',
    ],
    ['the line that died while it read', 3, 'bad at main.pl line 3, <STDIN> line 2.\n'],
    [
      'the first that it cannot parse',
      3,
      `syntax error at main.pl line 3, near "my "
Global symbol "$x" requires explicit package name (did you forget to declare "my $x"?) at main.pl line 4.
Missing right curly or square bracket at main.pl line 4, at end of line
syntax error at main.pl line 4, at EOF
Execution of main.pl aborted due to compilation errors.
`,
    ],
    [
      'a module that is not there',
      2,
      "Can't locate No/Such.pm in @INC (you may need to install the No::Such module) (@INC entries checked: /etc/perl /usr/share/perl/5.40) at main.pl line 2.\nBEGIN failed--compilation aborted at main.pl line 2.\n",
    ],
    [
      'where it confessed, not what called it',
      3,
      'before\nbad at main.pl line 3.\n\tmain::f(1) called at main.pl line 6\n',
    ],
    ['a warning, where that is all', 5, 'Use of uninitialized value $n in addition (+) at main.pl line 5.\n1\n'],
    [
      'no line of another file',
      undefined,
      'before\nno such order at lib/Shop.pm line 3.\nbad at domain.pl line 4.\nbad at lib/main.pl line 4.\n',
    ],
  ],
  php: [
    [
      'what was thrown',
      4,
      `before

Fatal error: Uncaught DivisionByZeroError: Division by zero in /app/main.php:4
Stack trace:
#0 /app/main.php(4): intdiv(4, 0)
#1 /app/main.php(7): split(4, 0)
#2 {main}
  thrown in /app/main.php on line 4
`,
    ],
    [
      'what was thrown, not the warning before it',
      4,
      `before

Warning: Undefined variable $total in /app/main.php on line 3

Fatal error: Uncaught DivisionByZeroError: Division by zero in /app/main.php:4
Stack trace:
#0 /app/main.php(4): intdiv(1, 0)
#1 {main}
  thrown in /app/main.php on line 4
`,
    ],
    [
      'the call with a wrong argument',
      6,
      `Fatal error: Uncaught TypeError: f(): Argument #1 ($x) must be of type int, string given, called in /app/main.php on line 6 and defined in /app/main.php:3
Stack trace:
#0 /app/main.php(6): f('tea')
#1 {main}
  thrown in /app/main.php on line 3
`,
    ],
    [
      'the root of a chain',
      3,
      `Fatal error: Uncaught RuntimeException: down in /app/main.php:3
Stack trace:
#0 {main}

Next LogicException: cannot start in /app/main.php:5
Stack trace:
#0 {main}
  thrown in /app/main.php on line 5
`,
    ],
    [
      'its own frame, where another file threw',
      4,
      `before

Fatal error: Uncaught Exception: full in /app/lib/main.php:3
Stack trace:
#0 /app/main.php(4): add(1)
#1 {main}
  thrown in /app/lib/main.php on line 3
`,
    ],
    [
      'what it cannot parse',
      3,
      '\nParse error: syntax error, unexpected token "echo", expecting "," or ";" in /app/main.php on line 3\n',
    ],
    [
      'a limit',
      3,
      '\nFatal error: Allowed memory size of 134217728 bytes exhausted (tried to allocate 2000003072 bytes) in /app/main.php on line 3\n',
    ],
    ['a warning, where that is all', 4, 'before\n\nWarning: Undefined array key 3 in /app/main.php on line 4\nafter\n'],
    [
      'no line of another file',
      undefined,
      '\nWarning: x in /app/domain.php on line 3\n\nWarning: x in /app/lib/main.php on line 3\n',
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
  ruby: [
    [
      'the line that raised',
      3,
      "before\nmain.rb:3:in `<main>': undefined method `name' for nil (NoMethodError)\n\nuser.name\n    ^^^^^\n",
    ],
    [
      'its own frame, below those of the library',
      3,
      `before
/usr/lib/ruby/3.3.0/json/common.rb:220:in \`parse': unexpected token at 'x' (JSON::ParserError)
	from /usr/lib/ruby/3.3.0/json/common.rb:220:in \`parse'
	from main.rb:3:in \`<main>'
`,
    ],
    [
      'its own frame, below that of another file',
      3,
      `before
/app/lib/main.rb:2:in \`Integer': invalid value for Integer(): "q" (ArgumentError)
	from /app/lib/main.rb:2:in \`add'
	from main.rb:3:in \`<main>'
`,
    ],
    [
      'what was raised, not the warnings before it',
      4,
      "main.rb:2: warning: already initialized constant LIMIT\nmain.rb:1: warning: previous definition of LIMIT was here\nbefore\nmain.rb:4:in `fetch': key not found: :tea (KeyError)\n\tfrom main.rb:4:in `<main>'\n",
    ],
    [
      'what was raised, not its cause',
      4,
      `before
main.rb:4:in \`rescue in load': no config (RuntimeError)
	from main.rb:1:in \`load'
	from main.rb:7:in \`<main>'
main.rb:2:in \`fetch': key not found: :tea (KeyError)
	from main.rb:2:in \`load'
`,
    ],
    [
      'what it cannot parse',
      3,
      "main.rb: --> main.rb\nUnmatched `(', missing `)' ?\n> 2  def f(\n> 3    x = = 2\n> 4  end\nmain.rb:3: syntax error, unexpected '=' (SyntaxError)\n  x = = 2\n      ^\n",
    ],
    [
      'a warning, where that is all',
      2,
      'main.rb:2: warning: already initialized constant LIMIT\nmain.rb:1: warning: previous definition of LIMIT was here\n',
    ],
    ['no line of another file', undefined, "/app/domain.rb:1:in `<main>': x (RuntimeError)\n"],
    ['no line where it says its last words itself', undefined, 'before\nbye\n'],
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
      'the place of a panic, as Rust 1.63 prints it, below the message',
      4,
      "before\nthread 'main' panicked at 'index out of bounds: the len is 0 but the index is 2', main.rs:4:20\nnote: run with `RUST_BACKTRACE=1` environment variable to display a backtrace\n",
    ],
    [
      'the place of a panic with lines of its own, as Rust 1.63 prints it',
      5,
      "thread 'main' panicked at 'assertion failed: `(left == right)`\n  left: `1`,\n right: `2`', main.rs:5:5\n",
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
  sqlite: [
    ['a constraint', 4, 'before\nRuntime error near line 4: UNIQUE constraint failed: t.mail (19)\n'],
    [
      'a constraint, as SQLite 3.53 prints it',
      4,
      'before\nError near line 4 of main.sql: UNIQUE constraint failed: t.mail\n',
    ],
    [
      'what it cannot parse',
      2,
      'before\nParse error near line 2: near "SELEC": syntax error\n  SELEC 1;\n  ^--- error here\n',
    ],
    [
      'what it cannot parse, as SQLite 3.53 prints it',
      2,
      'before\nParse error near line 2 of main.sql: no such table: orders\n',
    ],
    [
      'the error, not what a query printed',
      2,
      'Runtime error near line 1: x\nRuntime error near line 2: malformed JSON\n',
    ],
    ['no line of another file', undefined, 'Error near line 2 of domain.sql: malformed JSON\n'],
    [
      'no line where SQLite names none',
      undefined,
      'before\nError: unknown command or invalid arguments:  "nosuch". Enter ".help" for help\n',
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
