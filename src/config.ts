/** What distinguishes one site from another: one typed configuration, which the environment may override. */
import path from 'node:path';
import { z } from 'zod';

/** What this repository builds when the environment says nothing. */
const DEFAULTS = {
  name: 'errdex',
  siteUrl: 'https://errdex.dev',
  base: '/',
  errors: 'errors',
  out: 'dist',
  repository: 'https://github.com/errdex/errdex',
} as const;

const text = z.string().trim().min(1, 'must not be empty');

const base = z
  .string()
  .regex(/^\/(?:(?!\.{1,2}(?:\/|$))[\w.~-]+(?:\/|$))*$/, 'must be a path such as / or /docs/')
  .transform((value) => (value.endsWith('/') ? value : `${value}/`));

const origin = z
  .url({ protocol: /^https?$/, error: 'must be an address such as https://errors.example.com', abort: true })
  // What follows the host would be lost without a word.
  .refine((value) => /^[^/?#]*\/\/[^/?#]*\/?$/.test(value), 'must end with the host; a path goes into ERRDEX_BASE');

const environmentSchema = z.object({
  ERRDEX_NAME: text.default(DEFAULTS.name),
  ERRDEX_SITE_URL: origin.default(DEFAULTS.siteUrl),
  ERRDEX_BASE: base.default(DEFAULTS.base),
  ERRDEX_ERRORS: text.default(DEFAULTS.errors),
  ERRDEX_OUT: text.default(DEFAULTS.out),
  ERRDEX_REPOSITORY: z
    .url({ protocol: /^https?$/, error: 'must be the address of a repository' })
    .default(DEFAULTS.repository),
});

export interface Config {
  /** Name of the site, as the header and every title show it. */
  readonly name: string;
  /** Origin the site is served from, without a path. */
  readonly siteUrl: string;
  /** Path the site is served under, with a slash at both ends. */
  readonly base: string;
  /** Folder of the catalog, absolute. */
  readonly errors: string;
  /** The same folder as problems name it: relative to the working folder where it lies inside. */
  readonly errorsLabel: string;
  /** Its path within the repository; a folder elsewhere is taken to stand at the top of its own. */
  readonly errorsInRepository: string;
  /** Folder the site is written to, absolute. */
  readonly out: string;
  /** Where the source lives: "edit this page" and "report a mistake" lead there. */
  readonly repository: string;
}

/** Reads the configuration from `env`, relative to `root`. Throws one error that names every variable that is wrong. */
export function loadConfig(env: Readonly<Record<string, string | undefined>>, root = process.cwd()): Config {
  const result = environmentSchema.safeParse(env, { reportInput: true });
  if (!result.success) {
    throw new Error(
      result.error.issues
        .map((issue) => `${issue.path.join('.')} is ${JSON.stringify(issue.input)}: it ${issue.message}`)
        .join('\n'),
    );
  }
  const { data } = result;
  const errors = path.resolve(root, data.ERRDEX_ERRORS);
  const relative = path.relative(root, errors).split(path.sep).join('/');
  const isInside = relative !== '' && !relative.startsWith('..') && !path.isAbsolute(relative);
  return {
    name: data.ERRDEX_NAME,
    siteUrl: new URL(data.ERRDEX_SITE_URL).origin,
    base: data.ERRDEX_BASE,
    errors,
    errorsLabel: isInside ? relative : errors,
    errorsInRepository: isInside ? relative : path.basename(errors),
    out: path.resolve(root, data.ERRDEX_OUT),
    repository: data.ERRDEX_REPOSITORY.replace(/\/$/, ''),
  };
}
