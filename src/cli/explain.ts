/** `errdex explain [file]`: the errors in a log, a trace, or whatever was printed. */
import { explain as explainPaste } from '../lookup/explain.ts';
import { FOUND, NOT_FOUND, reasonOf, refused, UsageError, type Command, type Context } from './command.ts';
import { describeExplanations, explanationsJson } from './explanation.ts';
import { isBinary, MAX_INPUT, readFileEnd, readStreamEnd, type Input } from './read-input.ts';

export const explain: Command = async (words, options, context) => {
  const [file, ...more] = words;
  if (more.length > 0) throw new UsageError(`${words.length} files are named, and one is read: use cat and a pipe`);
  let input: Input;
  try {
    input = await read(file, context);
  } catch (error) {
    return refused(`${JSON.stringify(file)} cannot be read: ${reasonOf(error)}`);
  }
  const { text, isCut } = input;
  if (isBinary(text))
    return refused(`${file ?? 'standard input'} is no text; give it a log, or what a program printed`);
  const matches = explainPaste(await context.data.messages(), text);
  const exit = matches.length > 0 ? FOUND : NOT_FOUND;
  const err = isCut
    ? `errdex: only the last ${String(MAX_INPUT / 1_000_000)} MB were read; lines are counted from there\n`
    : '';
  if (options.has('json')) return { out: explanationsJson(matches), err, exit };
  if (text.trim() === '') return { out: '', err: 'errdex: there is nothing to explain, the input is empty\n', exit };
  const said = await describeExplanations(matches, text, true, context.screen, context);
  return matches.length > 0 ? { out: said, err, exit } : { out: '', err: err + said, exit };
};

function read(file: string | undefined, context: Context): Promise<Input> {
  if (file !== undefined && file !== '-') return readFileEnd(file);
  const { stdin, stderr } = context;
  if (stdin.isTTY === true) {
    const end = process.platform === 'win32' ? 'Ctrl+Z and Enter' : 'Ctrl+D';
    stderr.write(`Paste what was printed, then press Enter and ${end}.\n`);
  }
  return readStreamEnd(stdin);
}
