/**
 * Replaces what varies between two runs of the same program on the same runtime, and nothing else: each rule says why.
 */

interface Rule {
  readonly why: string;
  readonly pattern: RegExp;
  readonly replacement: string;
}

/**
 * Goes up when a rule changes, so that evidence written under other rules counts as stale; it may stay where no recorded
 * output would have been another under the new rule.
 */
export const NORMALIZER_VERSION = 1;

export const RULES: readonly Rule[] = [
  // A long hex number that the program itself prints is replaced too: nothing in the text tells it from an address (those of Go
  // have six digits, an HRESULT has eight), and an output that no second machine can confirm is worse than one number that
  // stands for another. A sample that is about such a number prints it in decimal.
  {
    why: 'an address in memory differs from run to run',
    pattern: /\b0x[0-9a-f]{6,16}\b/gi,
    replacement: '0x7f0000000000',
  },
  {
    why: 'Rust prints the id of the thread that failed, which the system chooses',
    pattern: /^(thread '[^']*') \(\d+\) (panicked|has overflowed)/gm,
    replacement: '$1 (1) $2',
  },
  {
    why: 'a compiler names its temporary files at random',
    pattern: /\/tmp\/(cc|rustc|go-build|go-link-)[A-Za-z0-9]{5,}/g,
    replacement: '/tmp/$1XXXXXX',
  },
  {
    why: 'Clang names its temporary files after the program, and then at random',
    pattern: /\/tmp\/([\w.-]+)-[0-9a-f]{6}\.o\b/g,
    replacement: '/tmp/$1-XXXXXX.o',
  },
  {
    why: 'curl prints how long it tried to connect',
    pattern: /^(curl: \(\d+\) .* after) \d+ (ms:)/gm,
    replacement: '$1 0 $2',
  },
  {
    // A class stands before it, of an array with a semicolon; what goes on behind is an address of mail: ann@decaf.example.
    why: 'Java prints the identity hash of an object, which differs from run to run',
    // Looked for from the sign on, and not far back: a long word without one is read once.
    pattern: /(?<=[A-Za-z_][\w$.]{0,200};?)@[0-9a-f]{5,8}\b(?![.-]\w)/g,
    replacement: '@1b2c3d4e',
  },
];

/** The output as it is recorded: line ends are `\n`, and each of {@link RULES} applied. */
export function normalizeOutput(output: string): string {
  return RULES.reduce(
    (text, { pattern, replacement }) => text.replace(pattern, replacement),
    output.replaceAll('\r\n', '\n'),
  );
}
