/** One entry as the program carries it, in `data/entries/<id>.json`: all that its page on the site has. */
import type { EntryData } from '../catalog/schema.ts';
import type { Confidence } from '../verify/evidence.ts';
import type { Wording } from '../verify/wordings.ts';

export interface EntryFile extends EntryData {
  /** `python/key-error`. */
  readonly id: string;
  /** Id of the language. */
  readonly language: string;
  readonly languageName: string;
  /** On which versions each program was proved, by its key: `repro`, `fixes[0]`. */
  readonly confidence: Confidence;
  /** What the trigger printed, by version, where that differs. */
  readonly wordings: readonly Wording[];
  /** Name of the file that a program is saved as, by its key. */
  readonly filenames: Readonly<Record<string, string>>;
  /** The same error elsewhere: title of a shared concept, and the ids of the entries of other languages that share it. */
  readonly counterparts: readonly { readonly title: string; readonly ids: readonly string[] }[];
}

/** What a page says of itself, in `data/about.json`. */
export interface About {
  /** Version of the package. */
  readonly version: string;
  /** Address of the site, with a slash at the end. */
  readonly address: string;
}

/** Whether a file holds an entry; it was written by this project and is taken as it is. */
export function isEntryFile(value: unknown): value is EntryFile {
  return typeof value === 'object' && value !== null && 'id' in value && 'confidence' in value && 'filenames' in value;
}

export function isAbout(value: unknown): value is About {
  return (
    typeof value === 'object' &&
    value !== null &&
    'version' in value &&
    typeof value.version === 'string' &&
    'address' in value &&
    typeof value.address === 'string'
  );
}
