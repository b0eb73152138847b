/** Each program of an entry shows something else: an example is not the trigger again. */
import { programsOf, type Catalog, type Program } from '../load.ts';
import type { Problem } from '../problem.ts';
import { PLACEHOLDER } from '../skeleton.ts';

export function* checkRepeatedPrograms({ entries }: Catalog): Generator<Problem> {
  for (const entry of entries.values()) {
    const first = new Map<string, Program>();
    for (const program of programsOf(entry)) {
      if (program.data.code.includes(PLACEHOLDER)) continue;
      const text = textOf(program);
      const other = first.get(text);
      if (other === undefined) {
        first.set(text, program);
        continue;
      }
      yield {
        file: entry.source.file,
        ...entry.source.locate([...program.path, 'code']),
        rule: 'repeated-program',
        message: `${program.key} is ${other.key} again`,
        remedy: 'show another face of the error, or remove it',
      };
    }
  }
}

/** All that decides what a program does. */
function textOf({ data }: Program): string {
  const { setup = '', code, filename, files, stdin, args, options, runner } = data;
  return JSON.stringify([`${setup}\n${code}`.trim(), filename, files, stdin, args, options, runner]);
}
