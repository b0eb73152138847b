/** Which names of an official list the entries of a language answer. */
import { addressesOf, addressesOfEntry, type Named } from './names.ts';

export interface Coverage<Entry> {
  /** Names with an entry, in the order of the list. */
  readonly covered: readonly { readonly name: string; readonly entry: Entry }[];
  /** Names without one, each with what it means, which may be empty. */
  readonly missing: readonly { readonly name: string; readonly meaning: string }[];
}

/** Compares `names` (name to what it means) with `entries`; an entry answers its name, its aliases and its address. */
export function computeCoverage<Entry extends Named>(
  names: Readonly<Record<string, string>>,
  entries: readonly Entry[],
): Coverage<Entry> {
  const byAddress = new Map<string, Entry>();
  for (const entry of entries) {
    for (const address of addressesOfEntry(entry)) {
      if (!byAddress.has(address)) byAddress.set(address, entry);
    }
  }
  const covered: { name: string; entry: Entry }[] = [];
  const missing: { name: string; meaning: string }[] = [];
  for (const [name, meaning] of Object.entries(names)) {
    const entry = addressesOf(name).flatMap((address) => byAddress.get(address) ?? [])[0];
    if (entry) covered.push({ name, entry });
    else missing.push({ name, meaning });
  }
  return { covered, missing };
}
