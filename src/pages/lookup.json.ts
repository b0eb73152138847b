/** The names of all entries, for the look-up box. */
import type { APIRoute } from 'astro';
import { buildNameIndex } from '../lookup/name-index.ts';
import { getSite } from '../site/site.ts';

export const GET: APIRoute = async () => {
  const { languages, entries } = await getSite();
  return Response.json(buildNameIndex(languages, entries));
};
