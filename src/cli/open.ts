/** `errdex open <id or name>`: the page of an entry in the browser; its address is printed in any case. */
import { pageUrl } from './catalog-data.ts';
import { found, type Command } from './command.ts';
import { pickEntry } from './pick-entry.ts';
import { toJson } from './terminal.ts';

export const open: Command = async (words, options, context) => {
  const picked = await pickEntry(words, 'open', options.has('json'), context);
  if ('answer' in picked) return picked.answer;
  const url = pageUrl(await context.data.about(), picked.id);
  if (options.has('json')) return found(toJson({ id: picked.id, url }));
  // Loaded only now, with what starts processes.
  const { openInBrowser } = await import('./open-in-browser.ts');
  const isOpened = await openInBrowser(url, context.env);
  return { ...found(`${url}\n`), err: isOpened ? '' : 'errdex: no browser could be started; this is the address:\n' };
};
