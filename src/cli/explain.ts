/** `errdex explain`: the errors in a log, a trace, or whatever was printed; from a file, standard input, or the words themselves. */
import { explain as explainPaste } from '../lookup/explain.ts';
import { FOUND, NOT_FOUND, reasonOf, refused, UsageError, type Command, type Context } from './command.ts';
import { describeExplanations, describeUnknown } from './explanation.ts';
import { explanationsJson } from './matches-json.ts';
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
  const [first, ...others] = explainPaste(await context.data.messages(), text);
  const exit = first ? FOUND : NOT_FOUND;
  const err = isCut
    ? `errdex: only the last ${String(MAX_INPUT / 1_000_000)} MB were read; lines are counted from there\n`
    : '';
  if (options.has('json')) return { out: explanationsJson(first ? [first, ...others] : []), err, exit };
  if (text.trim() === '') return { out: '', err: 'errdex: there is nothing to explain, the input is empty\n', exit };
  // Of what was typed, nobody needs the number of a line.
  const isNumbered = text !== file;
  if (!first)
    return { out: '', err: err + (await describeUnknown(text, isNumbered, context.errorScreen, context)), exit };
  return { out: await describeExplanations([first, ...others], text, isNumbered, context.screen, context), err, exit };
};

async function read(file: string | undefined, context: Context): Promise<Input> {
  if (file !== undefined && file !== '-') {
    try {
      return await readFileEnd(file);
    } catch (error) {
      // Words that are no file are what is to be explained.
      if (!/\s/.test(file) || !isMissing(error)) throw error;
      return { text: file, isCut: false };
    }
  }
  const { stdin, stderr } = context;
  if (stdin.isTTY === true) {
    const end = process.platform === 'win32' ? 'Ctrl+Z and Enter' : 'Ctrl+D';
    stderr.write(`Paste what was printed, then press Enter and ${end}.\n`);
  }
  return readStreamEnd(stdin);
}

/** Whether there is no file of that name, or there can be none. */
function isMissing(error: unknown): boolean {
  const code = error instanceof Error && 'code' in error ? error.code : undefined;
  return code === 'ENOENT' || code === 'ENOTDIR' || code === 'ENAMETOOLONG';
}
