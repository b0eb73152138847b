import { readdir } from 'node:fs/promises';
import path from 'node:path';
import { detectAll, lineIn, MEBIBYTE, ownFile, type Runner } from '../runner.ts';
import { BUILD_FOLDER, type Mount } from '../sandbox.ts';

/** Where Debian and the vendors' packages put a JDK. */
const JVM_FOLDER = '/usr/lib/jvm';

export const java: Runner = {
  id: 'java',
  label: 'Java',
  grammar: 'java',
  filename: 'Main.java',
  seconds: 30,
  memory: 4096 * MEBIBYTE,
  async detect() {
    // The links beside them are other names of the same, under which Debian's settings are not found.
    const found = await readdir(JVM_FOLDER, { withFileTypes: true }).catch(() => []);
    const names = found.filter((entry) => entry.isDirectory()).map(({ name }) => name);
    return detectAll(
      names.map((name) => {
        const home = path.join(JVM_FOLDER, name);
        return {
          binary: home,
          mounts: configurationOf(name),
          probe: [path.join(home, 'bin/javac'), '-version'] as const,
        };
      }),
      /javac (\d+(?:\.\d+)*)/,
    );
  },
  // Maven and Gradle pass -g too; without it a message says <local1> for the name of a variable.
  steps: ({ binary }, filename, args) => [
    { command: [`${binary}/bin/javac`, '-g', '-d', BUILD_FOLDER, filename] },
    {
      command: [
        `${binary}/bin/java`,
        '-XX:TieredStopAtLevel=1',
        '-XX:+UseSerialGC',
        '-cp',
        BUILD_FOLDER,
        path.parse(filename).name,
        ...args,
      ],
    },
  ],
  /**
   * Of a chain, the root: the exceptions above it only pass it on (`ExecutionException`, `ExceptionInInitializerError`), and
   * the line that a reader has to mend is where it began. A cause that never was in the program's file leaves it to the one
   * above. What was suppressed happened after.
   */
  locate(output, filename) {
    const frame = new RegExp(`${ownFile(filename)}:(\\d+)`, 'g');
    // Warnings of the compiler, and traces the program printed itself, come before.
    const uncaught = output.slice(Math.max(0, output.search(/^Exception in thread "/m)));
    for (const trace of uncaught.split(/^Caused by: /m).reverse()) {
      const [own = ''] = trace.split(/^\s+Suppressed: /m);
      const line = lineIn(own, new RegExp(`${frame.source}: error: `, 'g'), 'first') ?? lineIn(own, frame, 'first');
      if (line !== undefined) return line;
    }
    return undefined;
  },
};

/** Debian keeps the settings of its own JDKs in /etc: `java-17-openjdk-amd64` in `/etc/java-17-openjdk`. */
function configurationOf(name: string): Mount[] {
  const folder = /^(java-\d+-openjdk)-/.exec(name)?.[1];
  return folder === undefined ? [] : [{ from: `/etc/${folder}`, to: `/etc/${folder}` }];
}
