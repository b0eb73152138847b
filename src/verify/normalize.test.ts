import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { normalizeOutput, RULES } from './normalize.ts';

/** What is printed, and what is recorded. */
const REPLACED: readonly (readonly [what: string, printed: string, recorded: string])[] = [
  ['line ends of Windows', 'a\r\nb\r\n', 'a\nb\n'],
  [
    'an address in Python',
    '<function load at 0x7ffff7a3c5e0>\n<object object at 0x7FFFF7A3C5E0>\n',
    '<function load at 0x7f0000000000>\n<object object at 0x7f0000000000>\n',
  ],
  [
    'the six digits of an address in Go',
    '[signal SIGSEGV: segmentation violation code=0x1 addr=0x8 pc=0x48f2e5]\n',
    '[signal SIGSEGV: segmentation violation code=0x1 addr=0x8 pc=0x7f0000000000]\n',
  ],
  [
    'addresses among the arguments of a Go function',
    'main.reorder({0xc000012120?, 0x8?}, {0x4a8fc0, 0x1, 0x1})\n',
    'main.reorder({0x7f0000000000?, 0x8?}, {0x7f0000000000, 0x1, 0x1})\n',
  ],
  ['all sixteen digits of an address', 'at 0x00007ffff7a3c5e0;', 'at 0x7f0000000000;'],
  [
    'a long hex number of the program itself, which looks like an address',
    'error 0xC0000005\n',
    'error 0x7f0000000000\n',
  ],
  [
    'the thread of a panic in Rust',
    "\nthread 'main' (4711) panicked at main.rs:6:24:\nthread '<unnamed>' (12) panicked at main.rs:3:21:\n",
    "\nthread 'main' (1) panicked at main.rs:6:24:\nthread '<unnamed>' (1) panicked at main.rs:3:21:\n",
  ],
  [
    'the thread of a stack overflow in Rust',
    "thread 'main' (4711) has overflowed its stack\n",
    "thread 'main' (1) has overflowed its stack\n",
  ],
  ['a temporary file of gcc', '/usr/bin/ld: /tmp/ccq4Zb1X.o: in function', '/usr/bin/ld: /tmp/ccXXXXXX.o: in function'],
  ['a temporary file of Clang', '/tmp/main-b600d3.o: in function', '/tmp/main-XXXXXX.o: in function'],
  [
    'the time that curl tried to connect',
    "curl: (7) Failed to connect to localhost port 8080 after 12 ms: Couldn't connect to server\n",
    "curl: (7) Failed to connect to localhost port 8080 after 0 ms: Couldn't connect to server\n",
  ],
  ['a temporary folder of rustc', 'cc /tmp/rustcA1b2C3/main.o', 'cc /tmp/rustcXXXXXX/main.o'],
  ['a temporary folder of Go', '/tmp/go-build1234567890/b001/exe/main', '/tmp/go-buildXXXXXX/b001/exe/main'],
  ['a temporary folder of the Go linker', '/tmp/go-link-123456789/go.o', '/tmp/go-link-XXXXXX/go.o'],
  ['the identity hash of an object', 'java.lang.Object@2b2fa4f7\n', 'java.lang.Object@1b2c3d4e\n'],
  ['the identity hash of an inner class', 'Main$Order@6d06d69c.\n', 'Main$Order@1b2c3d4e.\n'],
  ['a shorter identity hash', 'key: Main@1a2b3', 'key: Main@1b2c3d4e'],
  [
    'the identity hash of an array',
    '[I@7852e922 [Ljava.lang.String;@4e25154f',
    '[I@1b2c3d4e [Ljava.lang.String;@1b2c3d4e',
  ],
  [
    'the identity hash and the address of a lambda',
    'Main$$Lambda/0x00007f3a08001000@65ab7765',
    'Main$$Lambda/0x7f0000000000@1b2c3d4e',
  ],
];

const LEFT: readonly (readonly [what: string, printed: string])[] = [
  ['a short hex number', 'mask 0xff, port 0x1F90, offset +0x105, addr=0x40\n'],
  ['a hex number without its sign', 'commit 7ffff7a3c5e0, color #ff8800\n'],
  ['more digits than an address has', 'sha 0x0123456789abcdef0123\n'],
  ['a number in parentheses after a name', "thread 'main' (4711) is waiting\nitem 'main' (4711) panicked\n"],
  ['a panic in a line of the program', "log: thread 'main' (4711) panicked at noon\n"],
  ['other temporary files', '/tmp/orders.csv /tmp/cc /tmp/ccache /tmp/go-cache/x /var/ccq4Zb1X.o /tmp/main-b600d3.c'],
  ['an address of mail', 'mail ada@example.com, bob@beef.example, eve@decade.org, root@cafe-bar.example\n'],
  ['a decorator', '@1234567\n@deadbeef\ndef f(): ...\n'],
  ['a mention', 'thanks to @facade and (@decade)\n'],
  ['the version of a package', 'left-pad@1.3.0 lodash@20230101.2.0 react@18\n'],
  ['a class and a word', 'Main@startup Order@facility Order@1234567890\n'],
  ['a lone carriage return', 'progress 10%\rprogress 20%\n'],
  ['clocks and numbers', '2026-11-22 18:45:00 took 12 ms, after 12 ms: pid 4711, total 4000000\n'],
  ['nothing', ''],
];

it('reads the longest output in one go', { timeout: 20_000 }, () => {
  for (const piece of ['a', 'a.', '@', '0x', '/tmp/', '-', '(1', "thread '", 'curl: (7) after ']) {
    const long = piece.repeat(Math.ceil((256 * 1024) / piece.length));
    assert.equal(normalizeOutput(long), long);
  }
});

describe('normalizeOutput', () => {
  for (const [what, printed, recorded] of REPLACED) {
    it(`replaces ${what}`, () => {
      assert.equal(normalizeOutput(printed), recorded);
    });
  }

  for (const [what, printed] of LEFT) {
    it(`leaves ${what} as it is`, () => {
      assert.equal(normalizeOutput(printed), printed);
    });
  }

  it('changes nothing in what it made', () => {
    for (const [, , recorded] of REPLACED) assert.equal(normalizeOutput(recorded), recorded);
  });

  it('gives the same answer each time', () => {
    const [, printed, recorded] = REPLACED[1] ?? ['', '', ''];
    assert.equal(normalizeOutput(printed), recorded);
    assert.equal(normalizeOutput(printed), recorded);
  });
});

describe('RULES', () => {
  it('replace everywhere, and say why', () => {
    for (const { why, pattern } of RULES) {
      assert.ok(pattern.global);
      assert.notEqual(why, '');
    }
  });
});
