/** Writes the data that the program carries, from a catalog: what `catalog-data.ts` reads. */
import { mkdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { programsOf, type Catalog, type Entry, type Program } from '../catalog/load.ts';
import { buildMessageIndex } from '../lookup/message-index.ts';
import { buildNameIndex } from '../lookup/name-index.ts';
import { computeConfidence, type EvidenceByEntry } from '../verify/evidence.ts';
import { runnerOf } from '../verify/registry.ts';
import type { Runner } from '../verify/runner.ts';
import { computeWordings } from '../verify/wordings.ts';
import type { About, EntryFile } from './entry-file.ts';

/** Writes the files of `catalog` into `folder`. Entries whose language could not be read are left out. */
export async function makeData(
  catalog: Catalog,
  evidence: EvidenceByEntry,
  about: About,
  folder: string,
): Promise<void> {
  const languages = [...catalog.languages.values()];
  const entries = [...catalog.entries.values()].filter(({ language }) => catalog.languages.has(language));
  const write = async (file: string, value: unknown): Promise<void> => {
    const target = path.join(folder, file);
    await mkdir(path.dirname(target), { recursive: true });
    await writeFile(target, JSON.stringify(value));
  };
  await write('about.json', about);
  await write('names.json', buildNameIndex(languages, entries));
  await write('messages.json', buildMessageIndex(languages, entries));
  for (const entry of entries) await write(`entries/${entry.id}.json`, describe(catalog, entries, entry, evidence));
}

function describe(catalog: Catalog, entries: readonly Entry[], entry: Entry, evidence: EvidenceByEntry): EntryFile {
  const { source: _source, slug: _slug, ...data } = entry;
  const runnerOfProgram = (program: Program): Runner | undefined => runnerOf(catalog, entry, program);
  return {
    ...data,
    languageName: catalog.languages.get(entry.language)?.name ?? entry.language,
    confidence: computeConfidence(entry, evidence.get(entry.id), runnerOfProgram),
    wordings: computeWordings(entry, evidence.get(entry.id), runnerOfProgram),
    filenames: Object.fromEntries(
      [...programsOf(entry)].map((program) => [
        program.key,
        program.data.filename ?? runnerOfProgram(program)?.filename ?? '',
      ]),
    ),
    counterparts: entry.concepts.flatMap((id) => {
      const concept = catalog.concepts.get(id);
      const others = entries.filter(({ language, concepts }) => language !== entry.language && concepts.includes(id));
      return concept && others.length > 0 ? [{ title: concept.title, ids: others.map((other) => other.id) }] : [];
    }),
  };
}
