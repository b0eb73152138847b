/**
 * Reads the data that lies beside the program, each file when it is asked for. Texts come without anything that a terminal
 * would obey, so that whatever is printed of them is harmless.
 */
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { isMessageIndex, type MessageIndex } from '../lookup/message-index.ts';
import { isNameIndex, type NameIndex } from '../lookup/name-index.ts';
import { isAbout, isEntryFile, type About, type EntryFile } from './entry-file.ts';
import { isPrintable, toPrintable } from './terminal.ts';

/** Each throws where its file is missing or broken. */
export interface CatalogData {
  about(): Promise<About>;
  names(): Promise<NameIndex>;
  messages(): Promise<MessageIndex>;
  /** The entry of an `id` that {@link names} has. */
  entry(id: string): Promise<EntryFile>;
}

/** The data in `folder`, as `make-data.ts` writes it. */
export function openCatalogData(folder: string): CatalogData {
  const read = async <Value>(file: string, isValue: (value: unknown) => value is Value): Promise<Value> => {
    const location = path.join(folder, file);
    const value = await readFile(location, 'utf8').then(parsePrintable, () => undefined);
    if (!isValue(value)) throw new Error(`${location} is missing or broken: install errdex again`);
    return value;
  };
  return {
    about: () => read('about.json', isAbout),
    names: () => read('names.json', isNameIndex),
    messages: () => read('messages.json', isMessageIndex),
    entry: (id) => read(`entries/${id}.json`, isEntryFile),
  };
}

/** The JSON in `text`; it is only cleaned where there may be something in it, since that takes longer than all else. */
function parsePrintable(text: string): unknown {
  try {
    const value: unknown = JSON.parse(text, ESCAPE.test(text) || !isPrintable(text) ? clean : undefined);
    return value;
  } catch {
    return undefined;
  }
}

/** One value of the JSON, inner ones first; the names of fields are printed too, such as those of files. */
function clean(_key: string, value: unknown): unknown {
  if (typeof value === 'string') return toPrintable(value);
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return value;
  return Object.fromEntries(Object.entries(value).map(([name, each]) => [toPrintable(name), each]));
}

/** An escape that may stand for a character which {@link toPrintable} takes away. */
const ESCAPE = /\\[bfru]/;

/** Address of an entry's page. */
export function pageUrl({ address }: About, id: string): string {
  return `${address}${id}/`;
}

/** Address of the page that says how an entry is added. */
export function contributeUrl({ address }: About): string {
  return `${address}contribute/`;
}
