/**
 * Programs that are a shell script about one command: Bash itself, git, curl, npm. They start in a folder that they may write
 * to, with a copy of their files.
 */
import { lineIn, MEBIBYTE, ownFile, type Runner } from '../runner.ts';

/** `command` in a folder of its own, `/tmp/project`, that holds a copy of the program's files. */
export function inProject(command: readonly [string, ...string[]]): readonly [string, ...string[]] {
  return ['sh', '-c', 'cp -r . /tmp/project && cd /tmp/project && exec "$@"', 'sh', ...command];
}

/** A runner of scripts for Bash in which everything but the identity of the command is alike. */
export function scriptRunner(
  own: Pick<Runner, 'id' | 'label' | 'seriesParts' | 'sources' | 'detect'> &
    Partial<Pick<Runner, 'env' | 'seconds' | 'memory'>>,
): Runner {
  return {
    grammar: 'bash',
    filename: 'main.sh',
    seconds: 5,
    memory: 512 * MEBIBYTE,
    steps: (_, { filename, args, options }) => [{ command: inProject(['bash', ...options, filename, ...args]) }],
    // What ended the script is the last that Bash complained of.
    locate: (output, filename) => lineIn(output, new RegExp(`^${ownFile(filename)}: line (\\d+): `, 'gm'), 'last'),
    ...own,
  };
}
