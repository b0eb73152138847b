/**
 * What an entry's programs printed, pasted, is answered by that entry, or by one that it names or shares an idea with: a
 * template that fits the output of another error better than that error's own is a mistake in one of the two.
 */
import { programsOf, type Catalog, type Entry } from '../catalog/load.ts';
import { findMessages } from '../catalog/message-template.ts';
import type { Problem } from '../catalog/problem.ts';
import { explain } from './explain.ts';
import { buildMessageIndex, foldMessage } from './message-index.ts';

export function* checkAnswers({ languages, entries }: Catalog): Generator<Problem> {
  const index = buildMessageIndex([...languages.values()], [...entries.values()]);
  for (const entry of entries.values()) {
    for (const { path, data, expect } of programsOf(entry)) {
      const { output } = data;
      if (expect === 'ok' || output === undefined) continue;
      // An anti-pattern may fail otherwise.
      if (findMessages(output.split('\n'), entry.messages).size === 0) continue;
      const [first] = explain(index, output, 1);
      const other = first && entries.get(first.id);
      if (other && (other === entry || areSiblings(entry, other))) continue;
      const here = {
        file: entry.source.file,
        ...entry.source.locate([...path, 'output']),
        rule: 'answered-by-another',
      };
      yield first && other
        ? {
            ...here,
            message: `pasted, this output is explained by ${other.source.file}, whose ${JSON.stringify(asWritten(other, first.message))} fits it better than any message of this entry`,
            remedy:
              'make that template narrower or one of this entry more telling; if both explain it rightly, name the other in `related`',
          }
        : {
            ...here,
            message: 'pasted, this output is explained by no entry',
            remedy: 'add the message as it stands in the output, with what surrounds it, to `messages`',
          };
    }
  }
}

/** A message as the entry has it, of which `found` is the folded form; a name stands as it is. */
function asWritten({ messages }: Entry, found: string): string {
  return messages.find((message) => foldMessage(message) === found) ?? found;
}

/** Whether a reader who asked about one is as well served by the other: a face of it, or what it leads to. */
function areSiblings(a: Entry, b: Entry): boolean {
  const isFace = (face: Entry, of: Entry): boolean =>
    face.language === of.language && face.slug.startsWith(`${of.slug}-`);
  return (
    isFace(a, b) ||
    isFace(b, a) ||
    a.related.includes(b.id) ||
    b.related.includes(a.id) ||
    a.concepts.some((concept) => b.concepts.includes(concept))
  );
}
