/** Everything may be read by anyone. */
import type { APIRoute } from 'astro';
import { absoluteUrl, siteUrl } from '../site/urls.ts';

export const GET: APIRoute = () =>
  new Response(`User-agent: *\nAllow: /\n\nSitemap: ${absoluteUrl(siteUrl('sitemap.xml'))}\n`);
