/** Within a language a name belongs to one entry, since each name is also an address that leads there. */
import type { Catalog, Entry } from '../load.ts';
import { addressesOf, toAddress, toKebab } from '../names.ts';
import type { Problem } from '../problem.ts';

export function* checkNames({ entries }: Catalog): Generator<Problem> {
  const claimed = new Map<string, Claim>([...entries].map(([id, entry]) => [id, { entry, name: entry.slug }]));
  for (const entry of entries.values()) {
    const first = toKebab(entry.name.split(/[\s:]/)[0] ?? '');
    // A name without a letter or digit of ASCII, such as one in another script, gives no address to hold the file to.
    if (first !== '' && entry.slug !== first && !entry.slug.startsWith(`${first}-`)) {
      yield {
        file: entry.source.file,
        ...entry.source.locate(['name']),
        rule: 'file-name',
        message: `the file is named ${entry.slug}.yaml and the error ${JSON.stringify(entry.name)}`,
        remedy: `a file is named for its error: ${toKebab(entry.name)}.yaml`,
      };
    }
    const names = [
      { name: entry.name, path: ['name'] },
      ...entry.aliases.map((name, index) => ({ name, path: ['aliases', index] })),
    ];
    const own = new Set<string>();
    for (const { name, path } of names) {
      const addresses = addressesOf(name).map((segment) => `${entry.language}/${segment}`);
      const taken = addresses.map((address) => claimed.get(address)).find((claim) => claim && claim.entry !== entry);
      for (const address of addresses) if (!claimed.has(address)) claimed.set(address, { entry, name });
      const key = toAddress(name) || name;
      const isRepeated = own.has(key);
      own.add(key);
      if (taken === undefined && !isRepeated) continue;
      const here = { file: entry.source.file, ...entry.source.locate(path), rule: 'name-claimed-twice' };
      const quoted = JSON.stringify(name);
      yield taken === undefined
        ? { ...here, message: `${quoted} leads to this entry already`, remedy: 'remove it' }
        : {
            ...here,
            message: `${quoted} leads to ${taken.entry.id} already, as ${JSON.stringify(taken.name)}`,
            remedy: 'a name leads to one entry: remove it here or there',
          };
    }
  }
}

interface Claim {
  readonly entry: Entry;
  readonly name: string;
}
