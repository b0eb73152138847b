/** `errdex run -- <command>`: the command itself, and, where it fails, what is known of the errors that it printed. */
import { explain } from '../lookup/explain.ts';
import { reasonOf, UsageError, type Command, type Context, type Outcome } from './command.ts';
import { describeExplanations } from './explanation.ts';
import { explanationsJson } from './matches-json.ts';
import { decode } from './read-input.ts';
import { runCommand, type Ending } from './run-command.ts';
import { toPrintable } from './terminal.ts';

/** What a shell answers for a command that it cannot start. */
const CANNOT_START = 127;
/** Someone wanted it to end, or nobody reads it any more: no error of the command. */
const WANTED: ReadonlySet<string | undefined> = new Set(['SIGINT', 'SIGPIPE', 'SIGHUP']);

export const run: Command = async ([command, ...args], options, context): Promise<Outcome> => {
  if (command === undefined) throw new UsageError('no command: errdex run -- python app.py');
  let ending: Ending;
  try {
    ending = await runCommand(command, args, context);
  } catch (error) {
    const err = `errdex: ${JSON.stringify(command)} cannot be started: ${reasonOf(error)}\n`;
    return { out: '', err: err + hintOf(command, args), exit: CANNOT_START };
  }
  const { exit, signal } = ending;
  if (exit === 0 || WANTED.has(signal)) return { out: '', err: '', exit };
  try {
    return { out: '', err: await explainEnding(ending, options.has('json'), context), exit };
  } catch (error) {
    // Whatever became of the explanation, the command ended as it did.
    return { out: '', err: `errdex: ${reasonOf(error)}\n`, exit };
  }
};

/** What to call instead where `command` is a line for a shell; quoted so that it can be pasted into one. */
function hintOf(command: string, args: readonly string[]): string {
  if (args.length > 0 || !/\S\s+\S/.test(command) || process.platform === 'win32') return '';
  return `A line for a shell goes through one: errdex run -- sh -c '${toPrintable(command).replaceAll("'", "'\\''")}'\n`;
}

async function explainEnding({ exit, signal, printed }: Ending, isJson: boolean, context: Context): Promise<string> {
  // A shell would say so; the command itself could not.
  const text = decode(printed) + (signal === undefined ? '' : `\n${signal} (exit code ${exit})\n`);
  const [first, ...others] = explain(await context.data.messages(), text);
  if (isJson) return explanationsJson(first ? [first, ...others] : []);
  const { errorScreen } = context;
  if (!first) {
    return errorScreen.paint(`errdex: exit code ${exit}, and no known error in what was printed\n`, 'dim');
  }
  const said = await describeExplanations([first, ...others], text, false, errorScreen, context);
  return `\n${errorScreen.paint('── errdex', 'dim')}\n${said}`;
}
