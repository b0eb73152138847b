/** Names of errors that a language lists and that have no entry yet, for the look-up box. */
import type { APIRoute } from 'astro';
import { toKebab } from '../catalog/names.ts';
import { buildNameIndex } from '../lookup/name-index.ts';
import { getSite } from '../site/site.ts';

export const GET: APIRoute = async () => {
  const { languages } = await getSite();
  const names = languages.flatMap(({ id, coverage }) =>
    (coverage?.missing ?? []).map(({ name }) => ({ language: id, slug: toKebab(name), name, title: '', aliases: [] })),
  );
  return Response.json(buildNameIndex(languages, names));
};
