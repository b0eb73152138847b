/** Names of errors that a language lists and that have no entry yet: those of one language, and all of them. */
import type { APIRoute, GetStaticPaths, InferGetStaticPropsType } from 'astro';
import { buildNameIndex } from '../../lookup/name-index.ts';
import { getSite } from '../../site/site.ts';

export const getStaticPaths = (async () => {
  const { languages } = await getSite();
  return [
    { params: { of: 'all' }, props: { languages } },
    ...languages.map((language) => ({ params: { of: language.id }, props: { languages: [language] } })),
  ];
}) satisfies GetStaticPaths;

type Props = InferGetStaticPropsType<typeof getStaticPaths>;

export const GET: APIRoute<Props> = ({ props: { languages } }) => {
  const names = languages.flatMap(({ id, coverage }) =>
    // They have no address of their own, and no title.
    (coverage?.missing ?? []).map(({ name }) => ({ language: id, slug: name, name, title: '', aliases: [] })),
  );
  return Response.json(buildNameIndex(languages, names));
};
