import { readdir } from 'node:fs/promises';
import path from 'node:path';
import { detectAll, lineIn, literally, MEBIBYTE, type Runner } from '../runner.ts';
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
    const names = await readdir(JVM_FOLDER).catch(() => []);
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
  locate: (output, filename) => lineIn(output, new RegExp(`${literally(filename)}:(\\d+)`, 'g'), 'first'),
};

/** Debian keeps the settings of its own JDKs in /etc: `java-17-openjdk-amd64` in `/etc/java-17-openjdk`. */
function configurationOf(name: string): Mount[] {
  const folder = /^(java-\d+-openjdk)-/.exec(name)?.[1];
  return folder === undefined ? [] : [{ from: `/etc/${folder}`, to: `/etc/${folder}` }];
}
