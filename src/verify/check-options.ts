/** Finds options that would be shown to a reader and given to nobody. */
import { isDeepStrictEqual } from 'node:util';
import { programsOf, type Catalog, type Entry, type Program } from '../catalog/load.ts';
import type { Problem } from '../catalog/problem.ts';
import { invocationOf, stepsAnywhere } from './evidence.ts';
import type { Runner } from './runner.ts';

/** The programs whose runner does the same without their `options`. */
export function* checkOptions(
  catalog: Catalog,
  runnerOf: (entry: Entry, program: Program) => Runner | undefined,
): Generator<Problem> {
  for (const entry of catalog.entries.values()) {
    for (const program of programsOf(entry)) {
      const runner = runnerOf(entry, program);
      if (!runner || program.data.options === undefined) continue;
      const invocation = invocationOf(program, runner);
      const without = stepsAnywhere(runner, { ...invocation, options: [] });
      if (!isDeepStrictEqual(stepsAnywhere(runner, invocation), without)) continue;
      yield {
        file: entry.source.file,
        ...entry.source.locate([...program.path, 'options']),
        rule: 'options-ignored',
        message: `${runner.label} is run without options of an entry`,
        remedy: 'leave them out',
      };
    }
  }
}
