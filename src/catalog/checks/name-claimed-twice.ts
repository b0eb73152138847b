/** Within a language a name belongs to one entry, since each name is also an address that leads there. */
import type { Catalog, Entry } from '../load.ts';
import { toAddress, toKebab } from '../names.ts';
import type { Problem } from '../problem.ts';

export function* checkNames({ entries }: Catalog): Generator<Problem> {
  const claimed = new Map<string, Entry>();
  for (const entry of entries.values()) {
    const first = toKebab(entry.name.split(/[\s:]/)[0] ?? '');
    if (entry.slug !== first && !entry.slug.startsWith(`${first}-`)) {
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
    for (const { name, path } of names) {
      const key = `${entry.language}/${toAddress(name)}`;
      const holder = claimed.get(key);
      if (holder === undefined) {
        claimed.set(key, entry);
      } else {
        yield {
          file: entry.source.file,
          ...entry.source.locate(path),
          rule: 'name-claimed-twice',
          message: `${JSON.stringify(name)} already belongs to ${holder === entry ? 'this entry' : holder.id}`,
          remedy: 'a name leads to one entry: remove it here or there',
        };
      }
    }
  }
}
