/** How texts of messages are compared: without regard to small or capital letters, and to the kind of quote. */

/** As `text` is compared; of the same length, so that a place in one is the same place in the other. */
export function fold(text: string): string {
  return text
    .replace(/[A-Z]+/g, (letters) => letters.toLowerCase())
    .replace(/["`´‘’‚‛“”„‟‹›«»＇＂]/g, "'")
    .replace(/[：﹕]/g, ':');
}

/** The words of a folded text, numbers among them. */
export function wordsOf(folded: string): string[] {
  return folded.match(/[\p{L}\p{N}_]+/gu) ?? [];
}
