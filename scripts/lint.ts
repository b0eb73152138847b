/** `npm run lint`: types, lint rules and formatting of the source, each to its end. */
import { spawnSync } from 'node:child_process';

const COMMANDS = [
  // First, since it writes the types of the content store, which the type-aware rules need.
  ['node_modules/astro/bin/astro.mjs', 'check'],
  ['node_modules/eslint/bin/eslint.js', '.'],
  ['node_modules/prettier/bin/prettier.cjs', '--check', '--log-level', 'warn', '.'],
];
/** The source does not depend on the catalog, whose problems `npm run check` tells. */
const env = { ...process.env, ERRDEX_ERRORS: 'e2e/fixtures/catalog', ASTRO_TELEMETRY_DISABLED: '1' };

const failed = COMMANDS.filter((args) => spawnSync(process.execPath, args, { stdio: 'inherit', env }).status !== 0);
process.exitCode = failed.length === 0 ? 0 : 1;
