/** The runtime raises the error of a trigger, not the program: `raise KeyError("demo")` shows nothing of what raises it. */
import type { Catalog } from '../load.ts';
import type { Problem } from '../problem.ts';

export function* checkHandRaised({ entries }: Catalog): Generator<Problem> {
  for (const { name, repro, source } of entries.values()) {
    const type = /^[\w.:\\]+/
      .exec(name)?.[0]
      .split(/\.|::|\\/)
      .at(-1);
    if (!type || repro.raisedByHand !== undefined) continue;
    const lines = `${repro.setup ?? ''}\n${repro.code}`.split('\n');
    const line = lines.find((each) => !/^\s*(?:#|\/\/|--|\*)/.test(each) && raises(each, type));
    if (line === undefined) continue;
    yield {
      file: source.file,
      ...source.locate(['repro', 'code'], line),
      rule: 'hand-raised',
      message: `the trigger raises the error itself: ${line.trim()}`,
      remedy: 'write what makes the runtime raise it; where nothing does, say why in `raisedByHand`',
    };
  }
}

function raises(line: string, type: string): boolean {
  return new RegExp(String.raw`\b(?:raise|throw(?:\s+new)?)\s+\\?(?:\w+(?:\.|::|\\))*${RegExp.escape(type)}\b`).test(
    line,
  );
}
