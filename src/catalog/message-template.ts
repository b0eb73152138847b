/**
 * Message templates: `'{type}' object is not callable` stands for what a runtime prints, where each `{placeholder}` (lower
 * case letters, digits, spaces) varies. Matching is by ordered search of the literal parts, so no input makes it slow.
 */

const PLACEHOLDER = /\{([a-z][a-z\d ]*)\}/;

/** The literal parts of a template, in order (those before, between and after its placeholders), and the names between them. */
export function readTemplate(template: string): { literals: string[]; placeholders: string[] } {
  const literals: string[] = [];
  const placeholders: string[] = [];
  for (const [index, piece] of template.split(PLACEHOLDER).entries())
    (index % 2 === 0 ? literals : placeholders).push(piece);
  return { literals, placeholders };
}

/** The literal parts alone. */
export function literalParts(template: string): string[] {
  return readTemplate(template).literals;
}

/** A template in pieces, in order; a placeholder's text is its name without braces. */
export function splitTemplate(template: string): { text: string; isPlaceholder: boolean }[] {
  return template
    .split(PLACEHOLDER)
    .map((text, index) => ({ text, isPlaceholder: index % 2 === 1 }))
    .filter(({ text }) => text !== '');
}

/** Whether one line of `output`, or as many lines as the template has, contains the message. */
export function matchesMessage(template: string, output: string): boolean {
  const message = squeeze(template.trim());
  const parts = literalParts(message);
  const printed = squeeze(output);
  // Most outputs are told apart here, without taking them to pieces.
  if (!containsInOrder(printed, parts)) return false;
  const height = message.split('\n').length;
  const lines = printed.split('\n');
  return lines.some((_, index) => containsInOrder(lines.slice(index, index + height).join('\n'), parts));
}

/** Indices of the `lines` that are one of the `messages`; a message of several lines takes as many. */
export function findMessages(lines: readonly string[], messages: readonly string[]): Set<number> {
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

/**
 * Runs of blanks count as one and blank lines as none: a runtime's layout is not its message. In two steps, since one
 * pattern for both would search a long run of blanks again from each of its characters.
 */
function squeeze(text: string): string {
  return text.replace(/[^\S\n]+/g, ' ').replace(/ ?\n[ \n]*/g, '\n');
}

function containsInOrder(text: string, parts: readonly string[]): boolean {
  let from = 0;
  for (const part of parts) {
    const at = text.indexOf(part, from);
    if (at === -1) return false;
    from = at + part.length;
  }
  return true;
}
