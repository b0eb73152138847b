/** `npm run new [-- language name ...] [--dry-run]`: writes the file of a new entry; on a terminal asks for what it lacks. */
import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import { createInterface } from 'node:readline/promises';
import { draftEntry } from '../src/catalog/draft-entry.ts';
import { loadCatalog } from '../src/catalog/load.ts';
import { readArguments } from './read-arguments.ts';
import { readConfig } from './read-config.ts';

const USAGE = `Usage: npm run new -- <language> <name of the error> [--dry-run]
Such as: npm run new -- python ExceptionGroup

  --dry-run  print the file and write nothing`;

const config = readConfig();
const { values: flags, positionals: words } = readArguments(
  USAGE,
  { 'dry-run': { type: 'boolean', default: false } },
  true,
);
const { catalog } = await loadCatalog(config.errors);
try {
  const language = words[0] ?? (await ask(`Language (${[...catalog.languages.keys()].join(', ')}): `));
  const name = words.slice(1).join(' ') || (await ask('Name, as the reader sees and types it: '));
  const { id, file, text } = draftEntry(catalog, language, name, config.errorsLabel);
  if (flags['dry-run']) {
    process.stdout.write(text);
  } else {
    await writeFile(path.join(config.errors, file), text, { flag: 'wx' });
    console.log(`${config.errorsLabel}/${file} is written. Next:

  1. In an editor, replace every TODO of it.
  2. npm run verify -- --write ${id}  (runs its programs and records what they print)
  3. npm run check  (says what is left to mend)
  4. npm run dev  (shows the page)`);
  }
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 2;
}

async function ask(question: string): Promise<string> {
  if (!process.stdin.isTTY || !process.stdout.isTTY) throw new Error(USAGE);
  const terminal = createInterface({ input: process.stdin, output: process.stdout });
  try {
    return (await terminal.question(question)).trim();
  } finally {
    terminal.close();
  }
}
