/** `npm run preview [-- --port N]`: serves the built site, on another port where the wanted one is taken, and says where. */
import { access } from 'node:fs/promises';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { preview } from 'astro';
import { readConfig } from './read-config.ts';

process.env['ASTRO_TELEMETRY_DISABLED'] = '1';

const { values } = parseArgs({ options: { port: { type: 'string', default: '4321' } } });
const port = Number(values.port);
if (!Number.isInteger(port) || port < 0 || port > 65535) {
  console.error(`--port ${values.port} is no port: give a number from 0 (any free one) to 65535.`);
  process.exit(2);
}
const { out, base } = readConfig();
try {
  await access(path.join(out, 'index.html'));
} catch {
  console.error(`There is no site in ${out}: run npm run build first.`);
  process.exit(1);
}
const server = await preview({ logLevel: 'error', server: { port, host: '127.0.0.1' } });
console.log(`\n  http://127.0.0.1:${String(server.port)}${base}\n\n  Control-C stops it.`);
await server.closed();
