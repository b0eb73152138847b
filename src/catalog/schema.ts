/**
 * The shape of a catalog: what one language, one entry, one concept may say, with the text that explains each field
 * to an editor and to a contributor. The only definition; types and messages follow from it.
 */
import { z } from 'zod';
import { findInvisible } from './invisible.ts';

/** What sort of thing the runtime reports. */
export const KINDS = [
  'exception',
  'warning',
  'compile-error',
  'panic',
  'signal',
  'exit-code',
  'errno',
  'sqlstate',
  'status-code',
  'diagnostic',
  'message',
] as const;

/** What the error is about; one closed list for every language, so that entries can be compared. */
export const CATEGORIES = [
  'syntax',
  'type',
  'name-resolution',
  'null-reference',
  'bounds',
  'arithmetic',
  'memory',
  'concurrency',
  'filesystem',
  'network',
  'permission',
  'encoding',
  'parsing',
  'module',
  'dependency',
  'constraint',
  'query',
  'transaction',
  'resource-limit',
  'configuration',
  'protocol',
  'assertion',
  'lifecycle',
] as const;

/** How the runtime itself ranks the report. */
export const LEVELS = ['error', 'warning', 'fatal'] as const;

/** What the error costs, by one written rule (see {@link SEVERITY_RULE}); from least to most. */
export const SEVERITIES = ['low', 'medium', 'high', 'critical'] as const;

export type Kind = (typeof KINDS)[number];
export type Category = (typeof CATEGORIES)[number];
export type Level = (typeof LEVELS)[number];
export type Severity = (typeof SEVERITIES)[number];

/** The rule behind `severity`; shown on the site as it stands here. */
export const SEVERITY_RULE = {
  critical: 'Data is lost or corrupted, security is breached, or the whole process or service goes down.',
  high: 'A request or a job fails, and only a change of code mends it.',
  medium: 'It fails loudly before or at start-up, or the program can recover from it by design.',
  low: 'A warning, or a failure that changes only appearance.',
} as const satisfies Record<Severity, string>;

/** One path segment of an id and of an address: `exception-group`, `e0382`, `23505`. */
export const ID_PATTERN = /^[a-z0-9]+(?:-[a-z0-9]+)*$/;

/** An entry's id, which is also its path and its address: `python/key-error`. */
export const ENTRY_ID_PATTERN = /^[a-z0-9]+(?:-[a-z0-9]+)*\/[a-z0-9]+(?:-[a-z0-9]+)*$/;

/** Six times the longest text there is; bounds the work that any one of them can make. In characters. */
const MAX_TEXT = 4000;
/** The same for a program, a file beside it, or its input. In characters. */
const MAX_CODE = 16_000;
/** The same for lists. In items. */
const MAX_ITEMS = 60;

/** How a text that has lines is best written in YAML: folded, or as it stands; a skeleton is laid out by it. */
export const LAYOUTS = z.registry<{ readonly style: 'folded' | 'literal' }>();

const text = (description: string) =>
  z
    .string()
    .trim()
    .min(1, 'is empty')
    .max(MAX_TEXT, `is longer than ${String(MAX_TEXT)} characters`)
    .refine((value) => findInvisible(value) === -1, 'has a character that cannot be seen')
    .describe(description);
const line = (description: string) =>
  text(description)
    .regex(/^[^\n]*$/, 'is more than one line')
    .describe(description);
/** Markdown without raw HTML and without headings. */
const prose = (description: string) =>
  text(`${description} Markdown, no HTML, no headings.`).register(LAYOUTS, { style: 'folded' });
/** What a program is made of: as it stands, but nothing that reads otherwise than it runs. */
const raw = (description: string) =>
  z
    .string()
    .max(MAX_CODE)
    .refine((value) => findInvisible(value) === -1, 'has a character that cannot be seen')
    .describe(description);
const code = (description: string) =>
  raw(description).regex(/\S/, 'is empty').describe(description).register(LAYOUTS, { style: 'literal' });
/** The first character is none that a compiler takes for an option or for a file of arguments. */
const file = z.string().regex(/^\w[\w.@-]*(?:\/(?!\.)[\w.@-]+)*$/, 'is not a path that starts with a letter or digit');
const filePath = z.string().regex(/^(?![.-])[\w.@-]+(?:\/(?!\.)[\w.@-]+)*$/, 'is not a relative path of plain names');
const list = <Item extends z.ZodType>(item: Item) => z.array(item).max(MAX_ITEMS);

const url = z
  .url({ protocol: /^https?$/, error: 'is not an http or https address' })
  .describe('An http or https address.');

const reference = z.strictObject({
  title: line('What the page is, as a reader would recognize it.'),
  url,
});

/** The fields of a program, shared by triggers, fixes, examples and anti-patterns. */
const programFields = {
  code: code('The program, as the page shows it.'),
  setup: code('Code run before `code` in the same file; folded on the page until the reader opens it.').optional(),
  filename: file
    .optional()
    .describe('Name of the file that `code` is saved as, where the one of the runner does not do: `main.cjs`.'),
  files: z
    .record(filePath, raw('The content.'))
    .optional()
    .describe('Other files beside the program: relative path to content.'),
  stdin: raw('What the program reads from standard input.').optional(),
  args: list(raw('An argument.')).optional().describe('Arguments on the command line.'),
  options: list(line('An option.').regex(/^-/, 'does not start with a hyphen'))
    .optional()
    .describe('Options of the compiler, or of the runtime where it has none: `-fsanitize=address`.'),
  runner: line('What runs it, where it is not the runner of the language.').optional(),
  exit: z
    .int()
    .min(0)
    .max(255)
    .optional()
    .describe('Exit code, where any failure (or 0 for success) is not exact enough.'),
  raises: z
    .int()
    .min(1)
    .optional()
    .describe('Line of `code`, from 1, that raises the error, where the output does not name it.'),
  output: z
    .string()
    .optional()
    .describe('What it printed, standard output and error together. Written by `npm run verify`, never by hand.'),
};

const expect = z
  .enum(['error', 'ok'])
  .describe('How the program ends: `error` (exit code other than 0) or `ok` (exit code 0).');

export const entrySchema = z.strictObject({
  name: line('What the reader sees and types: `KeyError`, `E0382`, `ERR_MODULE_NOT_FOUND`.'),
  title: line('The error in words, on one line and without a full stop.').regex(/[^.]$/, 'ends in a full stop'),
  kind: z.enum(KINDS).describe('What sort of thing the runtime reports.'),
  category: z.enum(CATEGORIES).describe('What the error is about.'),
  level: z.enum(LEVELS).describe('How the runtime itself ranks it.'),
  severity: z
    .enum(SEVERITIES)
    .describe(
      `What it costs, by rule. ${SEVERITIES.map((severity) => `${severity}: ${SEVERITY_RULE[severity]}`).join(' ')}`,
    ),
  aliases: list(line('Another name or spelling that people type.')).default([]).describe('Other names and spellings.'),
  messages: list(text('The message as printed, with {placeholders} for what varies.'))
    .min(1)
    .describe('What the runtime prints, one item for each wording.'),
  concepts: list(z.string().regex(ID_PATTERN, 'is no concept id'))
    .default([])
    .describe('Ids of the ideas this error shares with other languages, from `_concepts`.'),
  meaning: prose('What the runtime was asked to do, why it refused, and what state the program is in now.'),
  causes: list(prose('A cause that can be checked.')).min(1).describe('Causes, the most frequent first.'),
  repro: z
    .strictObject({
      description: prose('What the program does that fails.'),
      raisedByHand: line('Why the program raises the error itself, where nothing in the runtime does.').optional(),
      ...programFields,
    })
    .describe('The smallest program that raises the error.'),
  fixes: list(
    z.strictObject({
      title: line('What to do, as an instruction.'),
      when: prose('Which cause it answers.'),
      ...programFields,
      why: prose('The mechanism that makes it work.'),
    }),
  )
    .min(1)
    .describe('The trigger, mended; one fix for each common cause, the best first.'),
  examples: list(
    z.strictObject({
      title: line('What this example shows that the trigger does not.'),
      description: prose('What to look at.').optional(),
      expect,
      ...programFields,
    }),
  )
    .default([])
    .describe('Other faces of the same error that readers meet.'),
  antiPatterns: list(
    z.strictObject({
      avoid: prose('What people do.'),
      because: prose('What it really leads to.'),
      program: z
        .strictObject({ expect, ...programFields })
        .optional()
        .describe('A program that shows it.'),
    }),
  )
    .default([])
    .describe('What people do about it and should not.'),
  productionRisk: prose('How it shows in production, what it costs, how to see it coming.'),
  versions: list(
    z.strictObject({
      version: line('The version that changed it, quoted: `"3.11"`.'),
      note: prose('What changed for the reader.'),
    }),
  )
    .default([])
    .describe('What changed between versions of the runtime.'),
  verify: z
    .strictObject({ skip: line('Why it cannot be run.') })
    .optional()
    .describe('Exemption from being run; needs references.'),
  references: list(reference).default([]).describe('Primary sources first.'),
  related: list(z.string().regex(ENTRY_ID_PATTERN, 'is no entry id'))
    .default([])
    .describe('Ids of entries worth reading next: `python/index-error`.'),
});

/** What a program needs that prints a list, one name a line. */
const { code: listCode, filename, files, args, options, runner } = programFields;

export const languageSchema = z.strictObject({
  name: line('The name as its makers write it.'),
  summary: prose('How errors reach the programmer in this language, in a sentence or two.'),
  runner: line('Runner of its programs where they name none.'),
  grammar: line('Highlighting grammar of its programs.'),
  aliases: list(line('Another name people type.')).default([]).describe('Other names of the language: `py`, `golang`.'),
  clues: list(line('A piece of text.').min(3, 'is too short to tell anything'))
    .default([])
    .describe(
      'What its logs and traces have and few others: `Traceback (most recent call last)`. Tells whose error a pasted log holds.',
    ),
  official: reference
    .extend({
      list: z
        .strictObject({
          of: line('What it lists, in the plural: `built-in exceptions and warnings`.'),
          code: listCode.describe(
            'A program that has the runtime itself say them: one name a line, and behind a tab what it means, if it is said.',
          ),
          ...{ filename, files, args, options, runner },
        })
        .optional()
        .describe('The list itself, where a runtime has one. Run by `npm run official`.'),
    })
    .describe('Where the language lists its errors.'),
});

export const conceptSchema = z.strictObject({
  title: line('The idea in a few words.').regex(/[^.]$/, 'ends in a full stop'),
  summary: line('The idea in one sentence.'),
  meaning: prose('The idea explained once, for every language.'),
  languages: z
    .record(z.string().regex(ID_PATTERN, 'is no language id'), prose('What this language does differently, and why.'))
    .describe('Language id to what differs there.'),
});

/** One error, as its file says it. */
export type EntryData = z.output<typeof entrySchema>;
/** One language or tool. */
export type LanguageData = z.output<typeof languageSchema>;
/** One idea that several languages share. */
export type ConceptData = z.output<typeof conceptSchema>;
/** A program of an entry, whatever its part in it. */
export type ProgramData = Pick<EntryData['repro'], keyof typeof programFields>;
