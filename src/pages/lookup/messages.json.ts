/** The messages of all entries: what a pasted log is searched for. */
import type { APIRoute } from 'astro';
import { buildMessageIndex } from '../../lookup/message-index.ts';
import { sendMessages } from '../../lookup/sent-index.ts';
import { getSite } from '../../site/site.ts';

export const GET: APIRoute = async () => {
  const { languages, entries } = await getSite();
  return Response.json(sendMessages(buildMessageIndex(languages, entries)));
};
