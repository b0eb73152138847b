/** The commands by name, with what help and completion say of them. */

/** What the words of a command are, as a shell completes them. */
export type WordKind = 'words' | 'ids' | 'file' | 'command' | 'shell';

export interface CommandInfo {
  readonly name: string;
  readonly words: WordKind;
  /** The words as usage shows them. */
  readonly usage: string;
  readonly summary: string;
  /** Name of an option to what it does; none takes a value. */
  readonly options: Readonly<Record<string, string>>;
}

export const SHELLS = ['bash', 'zsh', 'fish'] as const;

const JSON_OPTION = 'print JSON';

export const COMMANDS = [
  {
    name: 'find',
    words: 'words',
    usage: '<words>',
    summary: 'find errors by name, code or words',
    options: { json: JSON_OPTION },
  },
  {
    name: 'show',
    words: 'ids',
    usage: '<id or name>',
    summary: 'what an error means, why it happens, how it is fixed',
    options: { all: 'examples, what not to do, production risk, versions and links too', json: JSON_OPTION },
  },
  {
    name: 'explain',
    words: 'file',
    usage: '[file | - | "text"]',
    summary: 'find the errors in a log or a trace: a file, standard input (- or nothing), or the text itself',
    options: { json: JSON_OPTION },
  },
  {
    name: 'run',
    words: 'command',
    usage: '[--] <command> [arguments]',
    summary: 'run a command, and explain what it printed if it fails',
    options: { json: 'explain in JSON, on standard error' },
  },
  {
    name: 'open',
    words: 'ids',
    usage: '<id or name>',
    summary: 'open the page of an error in the browser',
    options: { json: 'print id and address, open nothing' },
  },
  {
    name: 'completion',
    words: 'shell',
    usage: SHELLS.join('|'),
    summary: 'print a completion script for a shell',
    options: {},
  },
] as const satisfies readonly CommandInfo[];

export type CommandName = (typeof COMMANDS)[number]['name'];
