/** What a program printed, as HTML: each line as it came, the lines that are the error's own message marked. */
import { matchesMessage } from '../catalog/message-template.ts';

/** `output` as the HTML inside a `pre` element; `messages` are the templates of the entry. */
export function renderTerminal(output: string, messages: readonly string[]): string {
  const lines = output.replace(/\n+$/, '').replace(/^\n+/, '').split('\n');
  const marked = new Set<number>();
  for (const message of messages) {
    const height = message.trim().split('\n').length;
    for (const index of lines.keys()) {
      const block = lines.slice(index, index + height);
      if (block.length !== height || !matchesMessage(message, block.join('\n'))) continue;
      for (let line = index; line < index + height; line += 1) marked.add(line);
    }
  }
  return lines
    .map((line, index) => (marked.has(index) ? `<strong>${escapeHtml(line)}</strong>` : escapeHtml(line)))
    .join('\n');
}

/** The lines of `output` that are one of the `messages`, as a reader would quote them; the first few lines where none is. */
export function quoteMessage(output: string, messages: readonly string[]): string {
  const lines = output.split('\n');
  const matching = lines.filter((line) =>
    messages.some((message) => !message.trim().includes('\n') && matchesMessage(message, line)),
  );
  return matching
    .slice(0, 2)
    .map((line) => line.replace(/^[\s|+]+/, '').trimEnd())
    .join('\n');
}

/** `text` with the characters that HTML gives meaning to written out. */
export function escapeHtml(text: string): string {
  return text.replace(/[&<>"]/g, (character) => `&#${String(character.charCodeAt(0))};`);
}
