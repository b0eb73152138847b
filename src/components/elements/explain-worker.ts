/** Explains pastes beside the page, so that a large one never keeps it from what is typed. */
import { explain } from '../../lookup/explain.ts';
import type { MessageIndex } from '../../lookup/message-index.ts';

/** The index comes first and once. */
export type Order = { readonly index: MessageIndex } | { readonly paste: string };

let index: MessageIndex | undefined;

addEventListener('message', ({ data }: MessageEvent<Order>) => {
  if ('index' in data) index = data.index;
  else if (index) postMessage(explain(index, data.paste));
});
