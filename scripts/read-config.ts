/** The configuration for a command: a mistake in it is told in a line, as a reader can mend it, and ends the command. */
import { statSync } from 'node:fs';
import { loadConfig, type Config } from '../src/config.ts';

export function readConfig(): Config {
  try {
    const config = loadConfig(process.env);
    if (!statSync(config.errors, { throwIfNoEntry: false })?.isDirectory()) {
      throw new Error(`ERRDEX_ERRORS names ${config.errors}, which is no folder: name the folder of a catalog.`);
    }
    return config;
  } catch (error) {
    console.error(error instanceof Error ? error.message : error);
    process.exit(2);
  }
}
