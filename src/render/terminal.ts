/** What a program printed, as HTML: each line as it came, the lines that are the error's own message marked. */
import { matchesMessage } from '../catalog/message-template.ts';

/** `output` as the HTML inside a `pre` element; `messages` are the templates of the entry. */
export function renderTerminal(output: string, messages: readonly string[]): string {
  const lines = output.replace(/\n+$/, '').replace(/^\n+/, '').split('\n');
  const marked = findMessages(lines, messages);
  return lines
    .map((line, index) => (marked.has(index) ? `<strong>${escapeHtml(line)}</strong>` : escapeHtml(line)))
    .join('\n');
}

/** The first two lines of `output` that are one of the `messages`, as a reader would quote them; empty where none is. */
export function quoteMessage(output: string, messages: readonly string[]): string {
  const lines = output.split('\n');
  const marked = findMessages(lines, messages);
  return lines
    .filter((_, index) => marked.has(index))
    .slice(0, 2)
    .map((line) => line.replace(/^[\s|+]+/, '').trimEnd())
    .join('\n');
}

/** Indices of the lines that are one of the `messages`; a message of several lines takes as many. */
function findMessages(lines: readonly string[], messages: readonly string[]): Set<number> {
  const found = new Set<number>();
  for (const message of messages) {
    const height = message.trim().split('\n').length;
    for (const index of lines.keys()) {
      const block = lines.slice(index, index + height);
      if (block.length !== height || !matchesMessage(message, block.join('\n'))) continue;
      for (let line = index; line < index + height; line += 1) found.add(line);
    }
  }
  return found;
}

/** `text` with the characters that HTML gives meaning to written out. */
export function escapeHtml(text: string): string {
  return text.replace(/[&<>"]/g, (character) => `&#${String(character.charCodeAt(0))};`);
}
