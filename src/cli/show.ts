/**
 * `errdex show <id or name>`: an entry on a terminal. It answers "what is it, why, what do I do"; examples, risk, versions and
 * links, which are half of an entry and wait until someone wants them, come with `--all`.
 */
import { findMessages } from '../catalog/message-template.ts';
import type { ProgramData } from '../catalog/schema.ts';
import { inVersionSpan } from '../catalog/version-span.ts';
import { pageUrl } from './catalog-data.ts';
import { found, type Command } from './command.ts';
import type { EntryFile } from './entry-file.ts';
import { hang, indent, sentenceSpans, wrap, type Span } from './layout.ts';
import { pickEntry } from './pick-entry.ts';
import { renderProse } from './prose.ts';
import { toJson, type Screen } from './terminal.ts';

export const show: Command = async (words, options, context) => {
  const picked = await pickEntry(words, 'show', options.has('json'), context);
  if ('answer' in picked) return picked.answer;
  const entry = await context.data.entry(picked.id);
  if (options.has('json')) return found(toJson(entry));
  const url = pageUrl(await context.data.about(), entry.id);
  return found(`${layOut(entry, url, options.has('all'), context.screen).join('\n')}\n`);
};

/** Texts below a heading stand this far in. In columns. */
const INSET = 2;

function layOut(entry: EntryFile, url: string, isWhole: boolean, screen: Screen): string[] {
  const { paint, width } = screen;
  const inset = width - INSET;
  const page = { entry, isWhole, screen };
  const section = (title: string, lines: readonly string[]): string[] =>
    lines.length === 0 ? [] : ['', paint(title, 'bold', 'yellow'), ...indent(lines, INSET)];
  const lines = [
    `${paint(entry.name, 'bold', 'red')} ${paint(`· ${entry.languageName}`, 'dim')}`,
    ...wrap(screen, sentenceSpans(screen, entry.title, 'bold'), width),
    paint(
      [entry.kind, entry.category, entry.level, `severity ${entry.severity}`].join(', ').replaceAll('-', ' '),
      'dim',
    ),
    ...proofLines(entry, screen),
    ...section(
      'Messages',
      entry.messages.flatMap((message) => message.trim().split('\n')),
    ),
    ...section('What this means', renderProse(screen, entry.meaning, inset)),
    ...section('Why it happens', numbered(entry.causes.map((cause) => renderProse(screen, cause, inset - 3)))),
    ...section('How to reproduce', [
      ...renderProse(screen, entry.repro.description, inset),
      '',
      ...programLines(page, 'repro', entry.repro, `fails with ${entry.name}`),
    ]),
    ...section(
      entry.fixes.length === 1 ? 'Fix' : 'Fixes',
      parted(
        entry.fixes.map((fix, index) => [
          ...headLines(screen, index, fix.title),
          ...renderProse(screen, fix.when, inset, [label('When:')]),
          '',
          ...programLines(page, `fixes[${index}]`, fix, 'runs clean'),
          '',
          ...renderProse(screen, fix.why, inset, [label('Why this works:')]),
        ]),
      ),
    ),
  ];
  if (isWhole) {
    lines.push(
      ...section(
        entry.examples.length === 1 ? 'Example' : 'Examples',
        parted(
          entry.examples.map((example, index) => [
            ...headLines(screen, index, example.title),
            ...(example.description === undefined ? [] : renderProse(screen, example.description, inset)),
            '',
            ...programLines(page, `examples[${index}]`, example, example.expect === 'ok' ? 'runs clean' : 'fails'),
          ]),
        ),
      ),
      ...section(
        'What not to do',
        parted(
          entry.antiPatterns.map(({ avoid, because, program }, index) => [
            ...renderProse(screen, avoid, inset, [{ text: '✗ ', styles: ['red'] }]),
            ...renderProse(screen, because, inset, [label('Because:')]),
            ...(program
              ? [
                  '',
                  ...programLines(
                    page,
                    `antiPatterns[${index}].program`,
                    program,
                    program.expect === 'ok' ? 'ends without complaint' : 'fails',
                  ),
                ]
              : []),
          ]),
        ),
      ),
      ...section('Production risk', renderProse(screen, entry.productionRisk, inset)),
      ...section('Versions', versionLines(entry, screen)),
      ...section(
        'Same error in other languages',
        entry.counterparts.flatMap(({ title, ids }) =>
          wrap(
            screen,
            [
              { text: `${title}: `, styles: ['dim'] },
              { text: ids.join(', '), styles: [] },
            ],
            inset,
          ),
        ),
      ),
      ...section('Related', entry.related.length === 0 ? [] : wrap(screen, [plain(entry.related.join(', '))], inset)),
      ...section(
        'References',
        entry.references.flatMap(({ title, url: address }) => [
          ...wrap(screen, [plain(title)], inset),
          paint(address, 'underline'),
        ]),
      ),
    );
  }
  lines.push('', paint(url, 'underline'));
  if (!isWhole)
    lines.push(...wrap(screen, [{ text: `${restOf(entry)}: errdex show --all ${entry.id}`, styles: ['dim'] }], width));
  return lines;
}

function plain(text: string): Span {
  return { text, styles: [] };
}

function label(text: string): Span {
  return { text: `${text} `, styles: ['dim'] };
}

/** What {@link layOut} leaves out of `entry`. */
function restOf({ examples, antiPatterns, versions, wordings, references }: EntryFile): string {
  const parts = [
    ...(examples.length === 0 ? [] : [examples.length === 1 ? '1 example' : `${examples.length} examples`]),
    ...(antiPatterns.length === 0 ? [] : ['what not to do']),
    'production risk',
    ...(versions.length + wordings.length === 0 ? [] : ['versions']),
    ...(references.length === 0 ? [] : ['references']),
  ];
  return `More (${parts.join(', ')})`;
}

function parted(blocks: readonly (readonly string[])[]): string[] {
  return blocks.flatMap((lines, index) => (index === 0 ? lines : ['', ...lines]));
}

function numbered(blocks: readonly (readonly string[])[]): string[] {
  return blocks.flatMap((lines, index) => hang(`${String(index + 1)}. `.padEnd(3), 3, lines));
}

function headLines(screen: Screen, index: number, title: string): string[] {
  const mark = `${String(index + 1)}. `;
  const lines = wrap(screen, sentenceSpans(screen, title, 'bold'), screen.width - INSET - mark.length);
  return hang(mark, mark.length, lines);
}

/** On what the entry was reproduced, as its page says it. */
function proofLines({ confidence, verify }: EntryFile, screen: Screen): string[] {
  const { level, reproducedOn, date } = confidence;
  const on = reproducedOn.map(({ runtime, versions }) => `${runtime} ${inVersionSpan(versions)}`).join('; ');
  const day = date === undefined ? '' : `, ${date}`;
  const text = {
    reproduced: `✓ Reproduced on ${on}${day}`,
    'partly-reproduced': `◐ Partly reproduced${on === '' ? '' : ` on ${on}`}${day}`,
    documented: `○ Documented only${verify ? `, not executed: ${verify.skip}` : ''}`,
  }[level];
  return wrap(screen, [{ text, styles: [level === 'reproduced' ? 'green' : 'yellow'] }], screen.width);
}

interface Page {
  readonly entry: EntryFile;
  readonly isWhole: boolean;
  readonly screen: Screen;
}

/** A program with what decides what it does, on what it was proved, and what it printed. `happened` says how it ended. */
function programLines({ entry, isWhole, screen }: Page, key: string, program: ProgramData, happened: string): string[] {
  const { paint } = screen;
  const proof = entry.confidence.proofs[key]?.versions.at(-1);
  const note = proof === undefined ? 'not run' : `${happened} on ${proof.runtime} ${proof.version}`;
  const { setup, code, files = {}, args, options, stdin, output } = program;
  const lines = [`${paint(entry.filenames[key] ?? '', 'bold')}  ${paint(note, 'dim')}`];
  const beside = [
    ...(options === undefined ? [] : [`options: ${options.join(' ')}`]),
    ...(args === undefined ? [] : [`arguments: ${args.join(' ')}`]),
    ...(stdin === undefined || isWhole ? [] : ['reads standard input']),
    ...(setup === undefined || isWhole ? [] : [`${String(toLines(setup).length)} lines of setup run first`]),
  ];
  if (beside.length > 0) lines.push(paint(beside.join('; '), 'dim'));
  if (isWhole && setup !== undefined) lines.push(...indent(toLines(setup), INSET));
  lines.push(...indent(toLines(code), INSET));
  for (const [name, content] of Object.entries(files)) {
    lines.push('', paint(name, 'bold'), ...indent(toLines(content), INSET));
  }
  if (isWhole && stdin !== undefined) lines.push('', paint('standard input', 'bold'), ...indent(toLines(stdin), INSET));
  if (output === undefined || proof === undefined) return lines;
  const printed = toLines(output);
  const marked = findMessages(printed, entry.messages);
  const painted = printed.map((line, index) => (marked.has(index) ? paint(line, 'red') : paint(line, 'dim')));
  return [...lines, '', paint('prints', 'dim'), ...indent(painted, INSET)];
}

/** How each version words the error, and what else changed between versions. */
function versionLines({ wordings, versions }: EntryFile, screen: Screen): string[] {
  const inset = screen.width - INSET;
  return [
    ...wordings.flatMap(({ runtime, versions: numbers, text, otherExit }) => [
      ...wrap(screen, [label(`${runtime} ${inVersionSpan(numbers)}:`)], inset),
      ...indent(toLines(text), INSET),
      ...(otherExit === undefined
        ? []
        : [`  ${otherExit === 0 ? 'ends without the error' : `not this error; exit code ${otherExit}`}`]),
    ]),
    ...versions.flatMap(({ version, note }) => renderProse(screen, note, inset, [label(`${version}:`)])),
  ];
}

function toLines(text: string): string[] {
  return text === '' ? [] : text.replace(/\n+$/, '').split('\n');
}
