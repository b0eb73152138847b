import path from 'node:path';
import { lineIn, MEBIBYTE, ownFile, type Runner } from '../runner.ts';
import { BUILD_FOLDER, INSIDE_FOLDER, INSIDE_MOUNT, type Mount } from '../sandbox.ts';

/** Where Debian and the vendors' packages put a JDK. */
const JVM_FOLDER = '/usr/lib/jvm';

export const java: Runner = {
  id: 'java',
  label: 'Java',
  grammar: 'java',
  filename: 'Main.java',
  seconds: 30,
  memory: 4096 * MEBIBYTE,
  seriesParts: 1,
  sources: { debian: ['default-jdk-headless'] },
  async detect(machine) {
    const found = machine.systems.map(async (place) => {
      const names = await machine.list(place, JVM_FOLDER);
      const each = names.map((name) => {
        const home = path.join(JVM_FOLDER, name);
        const mounts = configurationOf(place.system, name);
        return machine.find([{ ...place, mounts }], home, [`${home}/bin/javac`, '-version'], /javac (\d+(?:\.\d+)*)/);
      });
      return (await Promise.all(each)).flat();
    });
    return (await Promise.all(found)).flat();
  },
  steps: ({ binary }, { filename, args, options }) => [
    {
      command: [`${binary}/bin/javac`, ...JAVAC_OPTIONS, '-d', BUILD_FOLDER, filename],
      server: {
        command: [`${binary}/bin/java`, '-Xmx512m', `${INSIDE_FOLDER}/CompileServer.java`, ...JAVAC_OPTIONS],
        mounts: [INSIDE_MOUNT],
        memory: 4096 * MEBIBYTE,
      },
    },
    {
      command: [
        `${binary}/bin/java`,
        ...['-XX:TieredStopAtLevel=1', '-XX:+UseSerialGC', ...options],
        ...['-cp', BUILD_FOLDER, path.parse(filename).name, ...args],
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

/** Maven and Gradle pass -g too; without it a message says <local1> for the name of a variable. */
const JAVAC_OPTIONS = ['-g'];

/** Debian keeps the settings of its JDKs in /etc: those of `java-17-openjdk-amd64` in `/etc/java-17-openjdk`. */
function configurationOf(system: string, name: string): Mount[] {
  const folder = /^(java-\d+-openjdk)-/.exec(name)?.[1];
  return folder === undefined ? [] : [{ from: path.join(system, 'etc', folder), to: `/etc/${folder}` }];
}
