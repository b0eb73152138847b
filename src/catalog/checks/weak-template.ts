/** A message template has enough words of its own to be told from other text: `{command}: {detail}` would be found everywhere. */
import type { Catalog } from '../load.ts';
import { literalParts } from '../message-template.ts';
import type { Problem } from '../problem.ts';

/** One word does if it is as long as a name is. In letters. */
const MIN_LETTERS = 8;

export function* checkWeakTemplates({ entries }: Catalog): Generator<Problem> {
  for (const { messages, source } of entries.values()) {
    for (const [index, message] of messages.entries()) {
      const parts = literalParts(message);
      const words = parts.flatMap((part) => part.match(/\p{L}{2,}|\d{3,}/gu) ?? []);
      // Without a placeholder it is found only where it is all that a line reports.
      if (parts.length === 1 ? words.length > 0 : words.length > 1 || words.join('').length >= MIN_LETTERS) continue;
      yield {
        file: source.file,
        ...source.locate(['messages', index]),
        rule: 'weak-template',
        message: `${JSON.stringify(message)} has too few words beside its placeholders to be found in a log`,
        remedy: 'write out what the runtime always prints, such as the class before the message, or remove it',
      };
    }
  }
}
