/** Addresses of the site: every link on a page is made here, so that a base path and a trailing slash are never forgotten. */
import { loadConfig } from '../config.ts';

export const config = loadConfig(process.env);

/** Address of a path within the site, which starts without a slash: `concepts/`. */
export function siteUrl(path: string): string {
  return config.base + path;
}

/** Address of an entry by its id: `python/key-error`. */
export function entryUrl(id: string): string {
  return siteUrl(`${id}/`);
}

export function languageUrl(id: string): string {
  return siteUrl(`${id}/`);
}

export function conceptUrl(id: string): string {
  return siteUrl(`concepts/${id}/`);
}

/** The whole address of a page, for those who are not on the site. */
export function absoluteUrl(address: string): string {
  return new URL(address, config.siteUrl).href;
}

/** What of the official list of a language has an entry, and what not. */
export function coverageUrl(id: string): string {
  return siteUrl(`coverage/${id}/`);
}

/** Where an entry is begun for an error that has none; the page reads the name from the address. */
export function writeUrl(language: string, name: string): string {
  return siteUrl(`contribute/?${new URLSearchParams({ write: `${language}/${name}` }).toString()}`);
}

/** Where a file of the catalog is edited. */
export function editUrl(file: string): string {
  return `${config.repository}/edit/main/${config.errorsInRepository}/${file}`;
}

/** Where a file is added to the catalog; the language follows. */
export const newFileUrl = `${config.repository}/new/main/${config.errorsInRepository}`;

/** Where a mistake in an entry is reported. */
export function reportUrl(id: string): string {
  const query = new URLSearchParams({ template: 'mistake.yml', title: `Mistake: ${id}`, entry: id });
  return `${config.repository}/issues/new?${query.toString()}`;
}
