/** Which files of a catalog differ from the main branch, as git knows it, and which entries that touches. */
import { execFile } from 'node:child_process';
import { promisify } from 'node:util';

/**
 * The files within `folder` that this branch changed since it left the main branch, that are changed and not committed, or
 * that git does not know yet: paths from `folder`, with slashes, deleted files among them. The main branch is
 * `origin/$GITHUB_BASE_REF` where that is set, else `origin/main`, else `main`. Throws an error with a remedy where git
 * cannot tell.
 */
export async function changedFiles(folder: string): Promise<ReadonlySet<string>> {
  const base = await findBase(folder);
  const left = await git(folder, 'merge-base', 'HEAD', base).catch((error: unknown) => {
    const remedy =
      'Fetch the whole history: git fetch --unshallow, or in a workflow fetch-depth: 0 of actions/checkout.';
    throw new Error(`git finds no commit that this branch and ${shortName(base)} have in common.\n${remedy}`, {
      cause: error,
    });
  });
  const lists = await Promise.all([
    git(folder, 'diff', '--name-only', '--no-renames', '--relative', '-z', left.trim(), '--'),
    git(folder, 'ls-files', '--others', '--exclude-standard', '-z'),
  ]);
  return new Set(lists.flatMap((list) => list.split('\0')).filter((file) => file !== ''));
}

/** Those of `ids` whose file, evidence or language is among `files`. */
export function changedEntries(files: ReadonlySet<string>, ids: Iterable<string>): string[] {
  return [...ids].filter((id) => {
    const language = id.split('/')[0] ?? '';
    return [`${id}.yaml`, `_evidence/${id}.json`, `${language}/_language.yaml`].some((file) => files.has(file));
  });
}

/** Full name of the main branch: `refs/remotes/origin/main`. */
async function findBase(folder: string): Promise<string> {
  const target = process.env['GITHUB_BASE_REF'] ?? '';
  const candidates =
    target === '' ? ['refs/remotes/origin/main', 'refs/heads/main'] : [`refs/remotes/origin/${target}`];
  const found = await git(folder, 'for-each-ref', '--format=%(refname)', ...candidates).catch((error: unknown) => {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') {
      throw new Error('There is no git on this machine: install it, or leave --changed out.', { cause: error });
    }
    throw new Error(`${folder} is in no repository that git can read: leave --changed out.\n${String(error)}`);
  });
  const refs = new Set(found.split('\n'));
  const base = candidates.find((candidate) => refs.has(candidate));
  if (base !== undefined) return base;
  throw new Error(
    `The repository has no branch ${candidates.map(shortName).join(' or ')} to compare with.\n` +
      `Fetch it: git fetch origin ${target === '' ? 'main' : target} (in a workflow, fetch-depth: 0 of actions/checkout); or leave --changed out.`,
  );
}

function shortName(ref: string): string {
  return ref.replace(/^refs\/(?:remotes|heads)\//, '');
}

async function git(folder: string, ...args: readonly string[]): Promise<string> {
  const { stdout } = await promisify(execFile)('git', args, { cwd: folder, maxBuffer: Infinity });
  return stdout;
}
