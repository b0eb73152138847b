/** Runs the built site in a browser. `ERRDEX_BROWSER` names the browser where Playwright has none of its own. */
import { defineConfig } from '@playwright/test';

const executablePath = process.env['ERRDEX_BROWSER'];

export default defineConfig({
  testDir: '.',
  outputDir: '../test-results',
  globalSetup: './start-sites.ts',
  fullyParallel: true,
  workers: 2,
  timeout: 60_000,
  forbidOnly: process.env['CI'] !== undefined,
  reporter: [['list'], ['json', { outputFile: '../test-results/e2e.json' }]],
  use: {
    browserName: 'chromium',
    trace: 'retain-on-failure',
    launchOptions: {
      ...(executablePath === undefined ? {} : { executablePath }),
      // The sandbox of the browser needs what containers do not give; the pages under test are our own.
      args: ['--no-sandbox', '--disable-background-networking', '--disable-component-update', '--disable-sync'],
    },
  },
});
