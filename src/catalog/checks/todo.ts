/** Nothing in a catalog is still to be written: each placeholder of a skeleton is replaced, each guess of it made sure. */
import { formatPath } from '../explain-schema-issue.ts';
import type { Catalog } from '../load.ts';
import type { Problem } from '../problem.ts';
import { GUESS, PLACEHOLDER } from '../skeleton.ts';
import type { DataPath } from '../yaml-source.ts';

export function* checkPlaceholders({ languages, concepts, entries }: Catalog): Generator<Problem> {
  for (const { source } of [...languages.values(), ...concepts.values(), ...entries.values()]) {
    for (const { path, text } of textsIn(source.data)) {
      const isGuess = source.commentAt(path).includes(GUESS);
      // Behind its start the word may be what the text is about, or a comment of a program.
      if (!isGuess && !text.trimStart().startsWith('TODO:') && !text.includes(PLACEHOLDER)) continue;
      yield {
        file: source.file,
        ...source.locate(path, 'TODO:'),
        rule: 'todo',
        message: `${formatPath(path)} is still a ${isGuess ? 'guess' : 'placeholder'}`,
        remedy: isGuess ? 'choose, and take the comment away' : 'write it, or remove what is not required',
      };
    }
  }
}

function* textsIn(value: unknown, path: DataPath = []): Generator<{ readonly path: DataPath; readonly text: string }> {
  if (typeof value === 'string') {
    yield { path, text: value };
  } else if (Array.isArray(value)) {
    for (const [index, item] of value.entries()) yield* textsIn(item, [...path, index]);
  } else if (typeof value === 'object' && value !== null) {
    for (const [key, field] of Object.entries(value)) yield* textsIn(field, [...path, key]);
  }
}
