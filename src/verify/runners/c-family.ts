/** What the compilers of C and C++ have in common: their options, and how they and what they build name a line. */
import { lineIn, MEBIBYTE, ownFile, type Runner } from '../runner.ts';
import { BUILD_FOLDER } from '../sandbox.ts';

interface Compiler {
  readonly id: string;
  readonly label: string;
  readonly language: 'c' | 'cpp';
  /** The standard that programs are written to. */
  readonly standard: string;
  readonly version: RegExp;
  readonly debian: readonly string[];
  readonly engines?: readonly Runner[];
}

export function cCompiler({ id, label, language, standard, version, debian, engines }: Compiler): Runner {
  const binary = `/usr/bin/${id}`;
  return {
    id,
    label,
    grammar: language,
    filename: `main.${language}`,
    seconds: 30,
    // The address sanitizer reserves more than any limit; the sum that is really held is watched.
    memory: 64 * 1024 * 1024 * MEBIBYTE,
    // The buffering is set by a library that comes before the sanitizer's own, which asks to be first.
    env: { ASAN_OPTIONS: 'verify_asan_link_order=0' },
    seriesParts: 1,
    // Warnings, code generation, sanitizers, definitions, libraries of the system.
    options:
      /^-(?:std=[\w+]+|W[\w=+-]+|O\w?|g\w*|m[\w=+-]+|f(?!plugin)[\w=,+-]+|D\w+(?:=\w*)?|l\w+|pthread|pedantic(?:-errors)?)$/,
    sources: { debian },
    ...(engines ? { engines } : {}),
    detect: (machine) => machine.find(machine.systems, binary, [binary, '--version'], version),
    steps: (installation, { filename, args, options }) => [
      {
        command: [
          installation.binary,
          ...[`-std=${standard}`, '-Wall', '-Wextra', '-g', '-o', `${BUILD_FOLDER}/main`, filename, ...options],
        ],
      },
      // Line by line, as on a terminal: what a crash would leave in the buffer is seen.
      { command: ['stdbuf', '-oL', `${BUILD_FOLDER}/main`, ...args] },
    ],
    locate(output, filename) {
      const own = `${ownFile(filename)}:(\\d+)`;
      return (
        // An error, what leads to one in a library, and what the program says of itself: a failed assertion, a sanitizer.
        lineIn(output, new RegExp(`(?<!from )${own}(?!(?::\\d+)?: (?:warning|note): )`, 'g'), 'first') ??
        lineIn(output, new RegExp(`${own}:\\d+: note: in instantiation `, 'g'), 'first') ??
        lineIn(output, new RegExp(`${own}:\\d+: warning: `, 'g'), 'first')
      );
    },
  };
}
