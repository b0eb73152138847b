/** Where a command is, as a shell would find it. */
import { accessSync, constants, statSync } from 'node:fs';
import path from 'node:path';
import type { Environment } from './terminal.ts';

/** The path of the program that `name` starts, or `undefined` where there is none. POSIX alone. */
export function findProgram(name: string, env: Environment): string | undefined {
  const folders = name.includes('/') ? [''] : (env['PATH'] ?? '').split(':');
  return folders.map((folder) => path.resolve(folder, name)).find(isProgram);
}

function isProgram(file: string): boolean {
  try {
    accessSync(file, constants.X_OK);
    return statSync(file).isFile();
  } catch {
    return false;
  }
}
