/** An entry that was not run rests on its references, and so has some. */
import type { Catalog } from '../load.ts';
import type { Problem } from '../problem.ts';

export function* checkExemptions({ entries }: Catalog): Generator<Problem> {
  for (const { verify, references, source } of entries.values()) {
    if (verify === undefined || references.length > 0) continue;
    yield {
      file: source.file,
      ...source.locate(['verify']),
      rule: 'skip-without-reference',
      message: 'is exempt from being run and has no references',
      remedy: 'add the primary source that says what the entry says',
    };
  }
}
