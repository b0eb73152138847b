import assert from 'node:assert/strict';
import { readdir } from 'node:fs/promises';
import { it } from 'node:test';
import { RESERVED } from './reserved-language.ts';

it('reserves the address of every page', async () => {
  const pages = await readdir(new URL('../../pages', import.meta.url));
  const segments = pages
    .filter((name) => !name.startsWith('[') && name !== 'index.astro')
    .map((name) => name.replace(/\.astro$/, ''))
    // No language is named with a dot: `lookup.json.ts` leaves `lookup.json`.
    .filter((segment) => !segment.includes('.'));
  assert.ok(segments.length > 0);
  assert.deepEqual(
    segments.filter((segment) => !RESERVED.has(segment)),
    [],
    'add these to RESERVED in src/catalog/checks/reserved-language.ts',
  );
});
