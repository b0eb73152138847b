/** An entry that is still to be written, for those who begin one on the web: the fields alone, which fit in an address. */
import type { APIRoute, GetStaticPaths, InferGetStaticPropsType } from 'astro';
import { writeSkeleton } from '../../catalog/skeleton.ts';
import { getSite } from '../../site/site.ts';

export const getStaticPaths = (async () => {
  const { languages } = await getSite();
  return languages.map(({ id, entries }) => ({ params: { language: id }, props: { entries } }));
}) satisfies GetStaticPaths;

type Props = InferGetStaticPropsType<typeof getStaticPaths>;

export const GET: APIRoute<Props> = ({ props }) => {
  const [header = '', ...lines] = writeSkeleton('NAME', props.entries).split('\n');
  return new Response([header, ...lines.filter((line) => !/^\s*(?:#.*)?$/.test(line)), ''].join('\n'));
};
