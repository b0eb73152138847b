/**
 * Puts what was found in a paste into the order in which it matters. The more telling the words, the surer; then whether the
 * language of the entry prints what is around it; then its place: the root of a chain before what it led to, the first error of
 * a compiler before those that follow from it, an error before a warning.
 */
import { add, type CompiledMessages } from './compile-messages.ts';
import type { Hit } from './find-hits.ts';
import type { PasteLine } from './paste-lines.ts';

/** The best hit of an entry, and what it counts. */
export interface RankedHit {
  readonly hit: Hit;
  readonly score: number;
}

/** Up to here the strength of a hit counts fully, beyond it little: a long message is no more what matters than a short one. */
const ENOUGH = 11;
const BEYOND = 0.1;
/** What is less strong, the fit of its language counted in, is a guess. */
const LEAST = 4;
/** What a warning counts less, and what was logged below it. */
const WARNING = 8;
/** What each hit counts less for every line with a hit before it, for so many lines; and where a compiler says it. */
const LATER = 0.5;
const LATER_DIAGNOSTIC = 3;
const MAX_LATER = 6;
/** What the root of a chain counts more, and what the rest of it counts less. */
const ROOT = 3;
/** What a message within the value of another counts more: it is what the other reports. */
const INNER = 3;
/** A hit on the place of one that counts so much more is not another error. */
const NEARLY = 1;
/** What it counts that there is another hit of the entry elsewhere. */
const SUPPORT = 1;
/** How near a clue must be to speak for its language, and how near to speak against another. In lines. */
const NEAR = 15;
const BESIDE = 3;
/** What it counts that a clue of the language is there, and what it takes that only those of others are. */
const FIT = 2;
const MISFIT = 2;
/** Hits of one entry that are looked at closely. */
const MAX_CLOSE = 4;
/** How far a chain of exceptions reaches from the line that links it. In lines. */
const CHAIN = 80;

/** The name of a class; it stands in many places that are about another error. */
const CLASS = /^[A-Z]\w*[a-z]\w*$/;

/** The entries that were found, each by its best hit, best first. */
export function rankHits(compiled: CompiledMessages, lines: readonly PasteLine[], hits: readonly Hit[]): RankedHit[] {
  const { entries } = compiled.index;
  const specificity = ({ hit }: RankedHit): number => entries[hit.entry]?.[1].length ?? 0;
  const byRank = (a: RankedHit, b: RankedHit): number => b.score - a.score || specificity(b) - specificity(a);

  const fitOf = readClues(compiled.clues, lines);
  const closely = pickClosest(placed(lines, hits))
    .map(({ hit, score }) => ({ hit, score, fit: fitOf(entries[hit.entry]?.[0] ?? 0, hit.line) }))
    // Its place only ranks it: a warning that stands alone is what the reader asks about.
    .filter(({ hit, fit }) => hit.strength + Math.max(fit, 0) >= LEAST && (fit > 0 || !hit.isMentioned))
    .map(({ hit, score, fit }) => ({ hit, score: score + fit }))
    .sort(byRank);
  const best = new Map<number, RankedHit & { readonly isSupported: boolean }>();
  for (const { hit, score } of closely) {
    const known = best.get(hit.entry);
    if (!known) {
      const isCovered = [...best.values()].some((other) => other.score > score + NEARLY && overlap(hit, other.hit));
      if (!isCovered) best.set(hit.entry, { hit, score, isSupported: false });
    } else if (overlap(known.hit, hit)) {
      // A name was as sure as the message that starts with it; the message has the values.
      if (Object.keys(known.hit.values).length === 0) best.set(hit.entry, { ...known, hit });
    } else if (!known.isSupported && known.hit.by !== hit.by && !CLASS.test(hit.by)) {
      best.set(hit.entry, { hit: known.hit, score: known.score + SUPPORT, isSupported: true });
    }
  }
  return [...best.values()].sort(byRank);
}

/** What each hit counts by itself and by its place. */
function placed(lines: readonly PasteLine[], hits: readonly Hit[]): RankedHit[] {
  const chain = readChain(lines);
  const byLine = new Map<number, Hit[]>();
  for (const hit of hits) add(byLine, hit.line, hit);
  const order = new Map([...byLine.keys()].sort((a, b) => a - b).map((line, index) => [line, index]));
  return hits.map((hit) => {
    const folded = lines[hit.line]?.folded ?? '';
    const before = Math.min(order.get(hit.line) ?? 0, MAX_LATER);
    const isWarning = /(?:warn(?:ing)?|\binfo|\bdebug)\b/i.test(`${folded.slice(0, hit.start)} ${hit.by}`);
    return {
      hit,
      score:
        Math.min(hit.strength, ENOUGH) +
        Math.max(hit.strength - ENOUGH, 0) * BEYOND +
        (chain[hit.line] ?? 0) +
        (isWithinValue(hit, byLine.get(hit.line) ?? []) ? INNER : 0) -
        (isWarning ? WARNING : 0) -
        before * (isDiagnostic(folded) ? LATER_DIAGNOSTIC : LATER),
    };
  });
}

/** The best of each entry. */
function pickClosest(placedHits: readonly RankedHit[]): RankedHit[] {
  const taken = new Map<number, number>();
  return [...placedHits]
    .sort((a, b) => b.score - a.score)
    .filter(({ hit: { entry } }) => {
      const before = taken.get(entry) ?? 0;
      taken.set(entry, before + 1);
      return before < MAX_CLOSE;
    });
}

function overlap(a: Hit, b: Hit): boolean {
  return a.line === b.line && a.start < b.end && b.start < a.end;
}

/** Whether a message is what another message reports: `called unwrap() on an Err value: ParseIntError { … }`. */
function isWithinValue(hit: Hit, others: readonly Hit[]): boolean {
  const isWithin =
    hit.by.includes(' ') &&
    others.some(({ entry, by, end }) => entry !== hit.entry && by.endsWith('}') && end <= hit.start);
  // What a surer message takes for its own is nobody's value.
  return isWithin && !others.some((other) => other.strength > hit.strength && overlap(other, hit));
}

/** Whether a compiler says it: the line starts with the level, or names a file and a line of it. */
function isDiagnostic(folded: string): boolean {
  return /^(?:error|fatal)|\.\w{1,5}[:(]\[?\d/.test(folded);
}

/** Tells how well a language fits a line by what is printed around it; lines are read only near a hit, and once. */
function readClues(clues: readonly (readonly string[])[], lines: readonly PasteLine[]) {
  const read = new Map<number, readonly boolean[]>();
  const languagesAt = (at: number): readonly boolean[] => {
    const text = lines[at]?.text ?? '';
    const languages = read.get(at) ?? clues.map((own) => own.some((clue) => text.includes(clue)));
    read.set(at, languages);
    return languages;
  };
  return (language: number, line: number): number => {
    let isOther = false;
    for (let at = line - NEAR; at <= line + NEAR; at += 1) {
      const languages = languagesAt(at);
      if (languages[language] === true) return FIT;
      if (Math.abs(at - line) <= BESIDE) isOther ||= languages.includes(true);
    }
    return isOther ? -MISFIT : 0;
  };
}

/** For each line, what its place in a chain of exceptions counts. */
function readChain(lines: readonly PasteLine[]): number[] {
  const counts = new Array<number>(lines.length).fill(0);
  for (const [at, { folded }] of lines.entries()) {
    if (folded.includes('caused by: ') || folded.includes('[cause]:')) {
      // The deepest is told last.
      counts[at] = ROOT + at / lines.length;
    } else if (folded.includes('during handling of the above')) {
      // The program ended with what was raised last; what it was handling is told first.
      counts.fill(-ROOT, Math.max(0, at - CHAIN), at);
    } else if (folded.includes('direct cause of the following')) {
      counts.fill(-ROOT, at, at + CHAIN);
    }
  }
  return counts;
}
