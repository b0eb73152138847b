/** What is shown of an error that a pasted log holds, beside its name: its title and its first fix. */
import type { APIRoute } from 'astro';
import { buildNameIndex } from '../../lookup/name-index.ts';
import { sendBriefs } from '../../lookup/sent-index.ts';
import { getSite } from '../../site/site.ts';

export const GET: APIRoute = async () => {
  const { languages, entries } = await getSite();
  const rows = entries.map(({ title, fixes }) => [title, fixes[0]?.title ?? '', fixes[0]?.when ?? ''] as const);
  return Response.json(sendBriefs(buildNameIndex(languages, entries), rows));
};
