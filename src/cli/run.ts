/** `errdex run -- <command>`: the command itself, and, where it fails, what is known of the errors that it printed. */
import { explain } from '../lookup/explain.ts';
import { reasonOf, UsageError, type Command, type Context, type Outcome } from './command.ts';
import { describeExplanations, explanationsJson } from './explanation.ts';
import { decode } from './read-input.ts';
import { runCommand, type Ending } from './run-command.ts';

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
    return { out: '', err, exit: CANNOT_START };
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

async function explainEnding({ exit, signal, printed }: Ending, isJson: boolean, context: Context): Promise<string> {
  // A shell would say so; the command itself could not.
  const text = decode(printed) + (signal === undefined ? '' : `\n${signal} (exit code ${exit})\n`);
  const matches = explain(await context.data.messages(), text);
  if (isJson) return explanationsJson(matches);
  const { errorScreen } = context;
  if (matches.length === 0) {
    return errorScreen.paint(`errdex: exit code ${exit}, and no known error in what was printed\n`, 'dim');
  }
  const said = await describeExplanations(matches, text, false, errorScreen, context);
  return `\n${errorScreen.paint('── errdex', 'dim')}\n${said}`;
}
