/**
 * Message templates: `'{type}' object is not callable` stands for what a runtime prints, where each `{placeholder}` (lower
 * case letters, digits, spaces) varies. Matching is by ordered search of the literal parts, so no input makes it slow.
 */

const PLACEHOLDER = /\{[a-z][a-z\d ]*\}/;

/** The literal parts of a template, in order: those before, between and after its placeholders. */
export function literalParts(template: string): string[] {
  return template.split(PLACEHOLDER);
}

/** A template in pieces, in order; a placeholder's text is its name without braces. */
export function splitTemplate(template: string): { text: string; isPlaceholder: boolean }[] {
  return template
    .split(new RegExp(`(${PLACEHOLDER.source})`))
    .map((text, index) =>
      index % 2 === 1 ? { text: text.slice(1, -1), isPlaceholder: true } : { text, isPlaceholder: false },
    )
    .filter(({ text }) => text !== '');
}

/** Whether one line of `output`, or as many lines as the template has, contains the message. */
export function matchesMessage(template: string, output: string): boolean {
  const parts = literalParts(template.trim()).map(squeeze);
  const height = template.trim().split('\n').length;
  const lines = output.split('\n');
  return lines.some((_, index) => containsInOrder(squeeze(lines.slice(index, index + height).join('\n')), parts));
}

/** Runs of blanks count as one: a runtime's layout is not its message. */
function squeeze(text: string): string {
  return text.replace(/[ \t]+/g, ' ').replace(/\s*\n\s*/g, '\n');
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
