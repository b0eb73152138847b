/** The names of all entries: what the look-up box asks first. */
import type { APIRoute } from 'astro';
import { buildNameIndex } from '../../lookup/name-index.ts';
import { sendNames } from '../../lookup/sent-index.ts';
import { getSite } from '../../site/site.ts';

export const GET: APIRoute = async () => {
  const { languages, entries } = await getSite();
  return Response.json(sendNames(buildNameIndex(languages, entries)));
};
