/**
 * Serves what the tests look at, as a reader would: the site of this repository, which was built before, and a small
 * catalog built here under a base path. Each server takes a free port.
 */
import { spawn, spawnSync, type ChildProcess } from 'node:child_process';
import path from 'node:path';

const ROOT = path.resolve(import.meta.dirname, '..');
/** The small catalog, and the base path it is built under. */
export const FIXTURE = {
  base: '/docs/',
  errors: path.join(import.meta.dirname, 'fixtures/catalog'),
  out: path.join(ROOT, '.cache/e2e/docs'),
};

const fixtureEnv = {
  ERRDEX_ERRORS: FIXTURE.errors,
  ERRDEX_BASE: FIXTURE.base,
  ERRDEX_OUT: FIXTURE.out,
  ERRDEX_SITE_URL: 'https://errors.example.com',
};

export default async function startSites(): Promise<() => void> {
  const build = spawnSync(process.execPath, ['scripts/build.ts'], {
    cwd: ROOT,
    env: { ...process.env, ...fixtureEnv },
    encoding: 'utf8',
  });
  if (build.status !== 0) throw new Error(`the fixture was not built:\n${build.stdout}${build.stderr}`);
  const servers = [serve('SITE_URL', {}), serve('FIXTURE_URL', fixtureEnv)];
  const started = await Promise.all(servers);
  return () => {
    for (const server of started) server.kill();
  };
}

/** Starts the preview server with `env` and keeps its address in the variable `name`, which the tests read. */
function serve(name: string, env: Record<string, string>): Promise<ChildProcess> {
  const server = spawn(process.execPath, ['scripts/preview.ts', '--port', '0'], {
    cwd: ROOT,
    env: { ...process.env, ...env },
  });
  return new Promise((resolve, reject) => {
    let said = '';
    const listen = (chunk: Buffer): void => {
      said += chunk.toString();
      const address = /http:\/\/127\.0\.0\.1:\d+\/\S*/.exec(said)?.[0];
      if (address === undefined) return;
      process.env[name] = address;
      resolve(server);
    };
    server.stdout.on('data', listen);
    server.stderr.on('data', listen);
    server.on('exit', (code) => {
      reject(new Error(`the preview server ended with ${String(code)}:\n${said}`));
    });
  });
}
