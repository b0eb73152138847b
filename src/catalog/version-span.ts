/** Versions of one runtime in words, saying no more than was run: a range only where no minor version is left out. */

/** `versions`, oldest first: `3.8.18 to 3.11.2` where there is one of each minor version between, else all of them. */
export function inVersionSpan(versions: readonly string[]): string {
  const [first = ''] = versions;
  const isGapless = versions.every((version, index) => index === 0 || follows(version, versions[index - 1] ?? ''));
  return versions.length > 2 && isGapless ? `${first} to ${versions.at(-1) ?? ''}` : versions.join(', ');
}

/** Whether `version` is of the same minor version as `earlier`, or of the next one. */
function follows(version: string, earlier: string): boolean {
  const [major, minor] = numbersOf(version);
  const [earlierMajor, earlierMinor] = numbersOf(earlier);
  return major === earlierMajor && (minor === earlierMinor || minor === earlierMinor + 1);
}

/** Major and minor number; 0 for one that is not there. */
function numbersOf(version: string): [number, number] {
  const [, major = '0', minor = '0'] = /^(\d+)(?:\.(\d+))?/.exec(version) ?? [];
  return [Number(major), Number(minor)];
}
