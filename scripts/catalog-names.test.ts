import assert from 'node:assert/strict';
import { it } from 'node:test';
import { loadCatalog } from '../src/catalog/load.ts';
import { readConfig } from './read-config.ts';
import { findNames } from '../src/lookup/find-names.ts';
import { buildNameIndex } from '../src/lookup/name-index.ts';

/** A name that several languages have leads to each of them; another name counts a little less than the first. */
const TIE = 0.006;
/** More than have any name in common. */
const MANY = 60;

it('every name and every other name of the catalog finds its entry first', async () => {
  const { catalog } = await loadCatalog(readConfig().errors);
  const index = buildNameIndex([...catalog.languages.values()], [...catalog.entries.values()]);
  const missed = [...catalog.entries.values()].flatMap(({ id, name, aliases }) =>
    [name, ...aliases].flatMap((query) => {
      const matches = findNames(index, query, MANY);
      const own = matches.find((match) => match.id === id)?.score ?? 0;
      return own > 0 && own >= (matches[0]?.score ?? 0) - TIE
        ? []
        : `${query}: ${matches[0]?.id ?? 'nothing'} before ${id}`;
    }),
  );
  assert.deepEqual(missed, []);
});
