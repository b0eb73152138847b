/**
 * From arguments to the command that they name. The code of most is small and comes with the program, since every file costs a
 * start more than its length; what is large, or needs much of Node.js, is loaded when it is called.
 */
import { parseArgs } from 'node:util';
import { nearest } from '../catalog/names.ts';
import { FOUND, found, MISUSE, UsageError, type Command, type Context, type Outcome } from './command.ts';
import { COMMANDS, type CommandInfo, type CommandName } from './command-list.ts';
import { completion } from './completion.ts';
import { explain } from './explain.ts';
import { find } from './find.ts';
import { open } from './open.ts';

const LOAD: Readonly<Record<CommandName, () => Command | Promise<Command>>> = {
  find: () => find,
  show: async () => (await import('./show.ts')).show,
  explain: () => explain,
  run: async () => (await import('./run.ts')).run,
  open: () => open,
  completion: () => completion,
};

/** Runs what `args` say, which are those behind the program's name. Throws only where its data is broken. */
export async function dispatch(args: readonly string[], context: Context): Promise<Outcome> {
  const [name, ...rest] = args;
  if (name === undefined) return { out: '', err: usage(), exit: MISUSE };
  if (['help', '--help', '-h'].includes(name)) return found(usage());
  if (['--version', '-V'].includes(name)) return found(`${(await context.data.about()).version}\n`);
  const command = COMMANDS.find((each) => each.name === name);
  if (!command) {
    const meant = nearest(
      name,
      COMMANDS.map((each) => each.name),
    );
    const hint = meant === undefined ? '' : `; did you mean ${meant}?`;
    return { out: '', err: `errdex: there is no command ${JSON.stringify(name)}${hint}\n\n${usage()}`, exit: MISUSE };
  }
  try {
    const { words, options } = readArguments(command, rest);
    if (options.has('help')) return { out: usageOf(command), err: '', exit: FOUND };
    const run = await LOAD[command.name]();
    return await run(words, options, context);
  } catch (error) {
    if (!(error instanceof UsageError)) throw error;
    return { out: '', err: `errdex: ${error.message}\n\n${usageOf(command)}`, exit: MISUSE };
  }
}

function readArguments(
  { words, options }: CommandInfo,
  args: readonly string[],
): { words: readonly string[]; options: ReadonlySet<string> } {
  // What stands behind the name of another command is its own, even where it looks like an option.
  const own = words === 'command' ? args.findIndex((arg) => arg === '--' || !arg.startsWith('-')) : -1;
  const [before, behind] = own === -1 ? [args, []] : [args.slice(0, own), args.slice(own)];
  const known = Object.fromEntries(Object.keys(options).map((name) => [name, { type: 'boolean' } as const]));
  try {
    const { values, positionals } = parseArgs({
      args: [...before],
      options: { ...known, help: { type: 'boolean', short: 'h' } },
      allowPositionals: true,
    });
    return {
      words: [...positionals, ...(behind[0] === '--' ? behind.slice(1) : behind)],
      options: new Set(Object.keys(values)),
    };
  } catch (error) {
    throw new UsageError(error instanceof Error ? error.message : String(error));
  }
}

function usage(): string {
  const rows = COMMANDS.map(({ name, usage, summary }) => `  ${`${name} ${usage}`.padEnd(32)} ${summary}\n`);
  return (
    'Usage: errdex <command>\n\n' +
    rows.join('') +
    '\nerrdex <command> --help says more. Exit code: 0 with an answer, 1 without, 2 on misuse; of run, that of the command.\n'
  );
}

function usageOf({ name, usage, summary, options }: CommandInfo): string {
  const rows = Object.entries(options).map(([option, does]) => `  ${`--${option}`.padEnd(8)} ${does}\n`);
  return `Usage: errdex ${name} ${usage}\n${summary}\n${rows.length === 0 ? '' : `\n${rows.join('')}`}`;
}
