/** Brings the catalog into Astro's content store, and again whenever a file of it changes while the dev server runs. */
import { relative } from 'node:path';
import type { Loader } from 'astro/loaders';
import { programsOf, type Entry, type Program } from '../catalog/load.ts';
import { CatalogError, formatProblem } from '../catalog/problem.ts';
import type { ConceptData, EntryData, LanguageData } from '../catalog/schema.ts';
import { openCatalog, type OpenedCatalog } from '../open-catalog.ts';
import { computeConfidence, type Confidence } from '../verify/evidence.ts';
import type { OfficialList } from '../verify/official.ts';
import { runnerOf } from '../verify/registry.ts';
import type { Runner } from '../verify/runner.ts';
import { computeWordings, type Wording } from '../verify/wordings.ts';
import { config } from './urls.ts';

/** What the site keeps of a program beside its data, by program key. */
export interface ProgramRecord {
  /** Name of the file it is saved as. */
  readonly filename: string;
  /** Highlighting grammar. */
  readonly grammar: string;
  /** Lines of setup above the code. */
  readonly setupLines: number;
  /** Line of `code`, from 1, that raised. */
  readonly marked: number | undefined;
}

export interface EntryRecord extends EntryData {
  readonly id: string;
  readonly slug: string;
  readonly language: string;
  readonly confidence: Confidence;
  /** What the trigger printed, by version, where that differs. */
  readonly wordings: readonly Wording[];
  readonly programs: Readonly<Record<string, ProgramRecord>>;
}

export interface LanguageRecord extends LanguageData {
  readonly id: string;
  /** The official list as the runtime printed it, where it has one. */
  readonly listed: OfficialList | undefined;
}

export interface ConceptRecord extends ConceptData {
  readonly id: string;
}

type Kind = 'languages' | 'entries' | 'concepts';

let opened: Promise<OpenedCatalog> | undefined;
/** What to do when the catalog changes, while someone is editing: one for each collection. */
const refills: (() => Promise<void>)[] = [];

/** Loader of one of the three collections. All three read one opened catalog. */
export function catalogLoader(kind: Kind): Loader {
  return {
    name: `errdex-${kind}`,
    async load({ store, watcher, logger }) {
      const fill = async (): Promise<void> => {
        const opening = (opened ??= openCatalog(config.errors));
        const current = await opening;
        // A newer catalog was asked for meanwhile, and comes by a call of its own.
        if (opening !== opened) return;
        store.clear();
        for (const record of recordsOf(kind, current)) store.set({ id: record.id, data: { ...record } });
        if (current.problems.length === 0) return;
        if (!watcher) throw new CatalogError(current.problems, config.errorsLabel);
        // While someone is editing, a file with a problem is said and not shown; the rest of the site stays up.
        if (kind === 'entries') {
          for (const problem of current.problems) logger.error(formatProblem(problem, config.errorsLabel));
        }
      };
      await fill();
      if (!watcher) return;
      refills.push(fill);
      if (refills.length > 1) return;
      watcher.add(config.errors);
      watcher.on('all', (_, file) => {
        if (relative(config.errors, file).startsWith('..')) return;
        opened = undefined;
        for (const refill of refills) {
          refill().catch((error: unknown) => {
            logger.error(String(error));
          });
        }
      });
    },
  };
}

function recordsOf(
  kind: Kind,
  { catalog, evidence, official }: OpenedCatalog,
): (EntryRecord | LanguageRecord | ConceptRecord)[] {
  switch (kind) {
    case 'languages':
      return [...catalog.languages.values()].map(({ source: _, ...data }) => ({
        ...data,
        listed: official.get(data.id),
      }));
    case 'concepts':
      return [...catalog.concepts.values()].map(({ source: _, ...data }) => data);
    case 'entries':
      return [...catalog.entries.values()].map((entry) => {
        const { source: _, ...data } = entry;
        const runnerOfProgram = (program: Program): Runner | undefined => runnerOf(catalog, entry, program);
        return {
          ...data,
          confidence: computeConfidence(entry, evidence.get(entry.id), runnerOfProgram),
          wordings: computeWordings(entry, evidence.get(entry.id), runnerOfProgram),
          programs: describePrograms(entry, runnerOfProgram, catalog.languages.get(entry.language)?.grammar ?? 'text'),
        };
      });
  }
}

function describePrograms(
  entry: Entry,
  runnerOfProgram: (program: Program) => Runner | undefined,
  grammar: string,
): Record<string, ProgramRecord> {
  return Object.fromEntries(
    [...programsOf(entry)].map((program) => {
      const { runner: named, filename: ownName, output, setup = '', code, raises } = program.data;
      const runner = runnerOfProgram(program);
      const filename = ownName ?? runner?.filename ?? '';
      const located = output === undefined ? undefined : runner?.locate(output, filename);
      const setupLines = countLines(setup);
      const line = raises ?? (located === undefined ? undefined : located - setupLines);
      const isInCode = line !== undefined && line >= 1 && line <= countLines(code);
      const record: ProgramRecord = {
        filename,
        grammar: named === undefined ? grammar : (runner?.grammar ?? grammar),
        setupLines,
        marked: program.expect === 'error' && isInCode ? line : undefined,
      };
      return [program.key, record];
    }),
  );
}

function countLines(text: string): number {
  return text === '' ? 0 : text.replace(/\n$/, '').split('\n').length;
}
