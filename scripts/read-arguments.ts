/** The arguments of a command: its usage where it is asked for, and, with exit code 2, where they are none of its own. */
import { parseArgs, type ParseArgsOptionsConfig } from 'node:util';

const HELP = { help: { type: 'boolean', short: 'h', default: false } } as const;

/** Reads `options` and, where `allowPositionals` says so, the words beside them. */
export function readArguments<Options extends ParseArgsOptionsConfig>(
  usage: string,
  options: Options,
  allowPositionals = false,
) {
  try {
    const { values, positionals } = parseArgs({ options: { ...options, ...HELP }, allowPositionals });
    if (!('help' in values && values.help === true)) return { values, positionals };
  } catch (error) {
    console.error(`${error instanceof Error ? error.message : String(error)}\n\n${usage}`);
    process.exit(2);
  }
  console.log(usage);
  process.exit(0);
}
