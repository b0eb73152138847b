/** Every page worth finding, for search engines. */
import type { APIRoute } from 'astro';
import { getSite } from '../site/site.ts';
import { absoluteUrl, conceptUrl, entryUrl, languageUrl, siteUrl } from '../site/urls.ts';

export const GET: APIRoute = async () => {
  const { languages, entries, concepts } = await getSite();
  const addresses = [
    ...['', 'concepts/', 'about/', 'contribute/', 'search/', 'explain/'].map(siteUrl),
    ...languages.map(({ id }) => languageUrl(id)),
    ...concepts.map(({ id }) => conceptUrl(id)),
    ...entries.map(({ id }) => entryUrl(id)),
  ];
  const urls = addresses.map((address) => `<url><loc>${absoluteUrl(address)}</loc></url>`).join('\n');
  const xml = `<?xml version="1.0" encoding="UTF-8"?>\n<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">\n${urls}\n</urlset>\n`;
  return new Response(xml, { headers: { 'content-type': 'application/xml' } });
};
