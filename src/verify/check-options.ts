/** Finds options that a runner is not to be given, or would be shown to a reader and given to nobody. */
import { isDeepStrictEqual } from 'node:util';
import { programsOf, type Catalog, type Entry, type Program } from '../catalog/load.ts';
import type { Problem } from '../catalog/problem.ts';
import { invocationOf, stepsAnywhere } from './evidence.ts';
import { forbiddenOptions, type Runner } from './runner.ts';

/** Problems with the `options` of programs. */
export function* checkOptions(
  catalog: Catalog,
  runnerOf: (entry: Entry, program: Program) => Runner | undefined,
): Generator<Problem> {
  for (const entry of catalog.entries.values()) {
    for (const program of programsOf(entry)) {
      const runner = runnerOf(entry, program);
      const { options } = program.data;
      if (!runner || options === undefined) continue;
      const problemAt = (path: readonly PropertyKey[], rule: string, message: string): Problem => ({
        file: entry.source.file,
        ...entry.source.locate([...program.path, 'options', ...path]),
        rule,
        message,
        remedy: 'leave it out',
      });
      const forbidden = forbiddenOptions(runner, options);
      for (const option of forbidden) {
        const message = `${runner.label} is not given ${JSON.stringify(option)} of an entry`;
        yield problemAt([options.indexOf(option)], 'option-forbidden', message);
      }
      if (forbidden.length > 0) continue;
      const invocation = invocationOf(program, runner);
      const without = stepsAnywhere(runner, { ...invocation, options: [] });
      if (!isDeepStrictEqual(stepsAnywhere(runner, invocation), without)) continue;
      yield problemAt([], 'option-ignored', `${runner.label} is run without options of an entry`);
    }
  }
}
