/** What looks like a placeholder of a message is one: `{user_id}` would only ever match itself. */
import type { Catalog } from '../load.ts';
import { splitTemplate } from '../message-template.ts';
import type { Problem } from '../problem.ts';

export function* checkTemplates({ entries }: Catalog): Generator<Problem> {
  for (const { messages, source } of entries.values()) {
    for (const [index, message] of messages.entries()) {
      const literal = splitTemplate(message).flatMap(({ text, isPlaceholder }) => (isPlaceholder ? [] : text));
      const [found] = literal.flatMap((text) => /(?<!\$)\{[A-Za-z][\w-]*\}/.exec(text) ?? []);
      if (found === undefined) continue;
      yield {
        file: source.file,
        ...source.locate(['messages', index], found),
        rule: 'bad-placeholder',
        message: `${found} is no placeholder, and matches only itself`,
        remedy: `write it in lower case letters, digits and blanks: ${found.toLowerCase().replace(/[_-]/g, ' ')}`,
      };
    }
  }
}
