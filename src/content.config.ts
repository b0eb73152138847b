/** The collections behind the pages; the catalog's own schema has judged them before they come here. */
import { defineCollection } from 'astro:content';
import { z } from 'astro/zod';
import { catalogLoader, type ConceptRecord, type EntryRecord, type LanguageRecord } from './site/loader.ts';

export const collections = {
  languages: defineCollection({ loader: catalogLoader('languages'), schema: z.custom<LanguageRecord>() }),
  entries: defineCollection({ loader: catalogLoader('entries'), schema: z.custom<EntryRecord>() }),
  concepts: defineCollection({ loader: catalogLoader('concepts'), schema: z.custom<ConceptRecord>() }),
};
