import { spawn } from 'node:child_process';
import { cp, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { expect, test } from '@playwright/test';
import { FIXTURE } from './start-sites.ts';

test('the dev server shows an edited entry, a new one and a mended one at once', async ({ page }) => {
  const errors = await mkdtemp(path.join(tmpdir(), 'errdex-dev-'));
  await cp(FIXTURE.errors, errors, { recursive: true });
  const root = path.resolve(import.meta.dirname, '..');
  const server = spawn(
    process.execPath,
    ['node_modules/astro/bin/astro.mjs', 'dev', '--port', '0', '--host', '127.0.0.1', '--ignore-lock'],
    {
      cwd: root,
      env: { ...process.env, ERRDEX_ERRORS: errors, ASTRO_TELEMETRY_DISABLED: '1' },
      detached: true,
    },
  );
  try {
    let said = '';
    const listen = (chunk: Buffer): void => {
      said += chunk.toString();
    };
    server.stdout.on('data', listen);
    server.stderr.on('data', listen);
    const addressIn = (): string | undefined => /http:\/\/127\.0\.0\.1:\d+\//.exec(said)?.[0];
    await expect.poll(addressIn, { timeout: 30_000 }).toBeDefined();
    const base = addressIn() ?? '';

    const file = path.join(errors, 'python/key-error.yaml');
    const text = await readFile(file, 'utf8');
    await page.goto(`${base}python/key-error/`);
    await expect(page.getByText('A key is not in the mapping').first()).toBeVisible();
    // As it looks when it is built, where the styles of components win over those of the site.
    await expect(page.locator('.toc ol')).toHaveCSS('padding-inline-start', '0px');
    await writeFile(file, text.replace('A key is not in the mapping', 'No such key is stored'));
    await expect(page.getByText('No such key is stored').first()).toBeVisible({ timeout: 10_000 });

    await writeFile(
      path.join(errors, 'python/os-error.yaml'),
      text.replaceAll('LookupKeyError', 'IOError').replaceAll('KeyError', 'OSError'),
    );
    await expect
      .poll(async () => (await page.request.get(`${base}python/os-error/`)).status(), { timeout: 10_000 })
      .toBe(200);

    await writeFile(file, text.replace('severity: high', 'severity: hihg'));
    await expect.poll(() => said, { timeout: 10_000 }).toContain('did you mean "high"?');
    await writeFile(file, text);
    await expect
      .poll(async () => (await page.request.get(`${base}python/key-error/`)).status(), { timeout: 10_000 })
      .toBe(200);
    // Hundreds of thousands of files are kept there, and none of them is of the site.
    expect(said).not.toContain('.cache/');
  } finally {
    if (server.pid !== undefined) process.kill(-server.pid);
    await rm(errors, { recursive: true, force: true });
  }
});
