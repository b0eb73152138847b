/** What a program printed, as HTML: each line as it came, the lines that are the error's own message marked. */
import { findMessages } from '../catalog/message-template.ts';

/** `output` as the HTML inside a `pre` element; `messages` are the templates of the entry. */
export function renderTerminal(output: string, messages: readonly string[]): string {
  const lines = output.replace(/\n+$/, '').replace(/^\n+/, '').split('\n');
  const marked = findMessages(lines, messages);
  return lines
    .map((line, index) => (marked.has(index) ? `<strong>${escapeHtml(line)}</strong>` : escapeHtml(line)))
    .join('\n');
}

/** `text` with the characters that HTML gives meaning to written out. */
export function escapeHtml(text: string): string {
  return text.replace(/[&<>"]/g, (character) => `&#${String(character.charCodeAt(0))};`);
}
