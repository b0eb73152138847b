/** Where the rule of severities leaves no choice, an entry has the severity that it gives. */
import type { Catalog, Entry } from '../load.ts';
import type { Problem } from '../problem.ts';
import { SEVERITY_RULE, type Severity } from '../schema.ts';

export function* checkSeverities({ entries }: Catalog): Generator<Problem> {
  for (const entry of entries.values()) {
    const allowed = allowedFor(entry);
    if (allowed === undefined || allowed.includes(entry.severity)) continue;
    yield {
      file: entry.source.file,
      ...entry.source.locate(['severity']),
      rule: 'severity-rule',
      message: `${entry.kind} of level ${entry.level} is not ${entry.severity}`,
      remedy: allowed.map((severity) => `${severity}: ${SEVERITY_RULE[severity]}`).join(' '),
    };
  }
}

/** The severities that an entry may have; `undefined` where only a reader can judge. */
function allowedFor({ kind, level }: Entry): readonly Severity[] | undefined {
  // Whatever a compiler stops, it stops before anything runs.
  if (kind === 'compile-error' && level !== 'warning') return ['medium'];
  // The process is gone.
  if (level === 'fatal') return ['medium', 'high', 'critical'];
  return undefined;
}
