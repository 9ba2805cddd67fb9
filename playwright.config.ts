import { defineConfig } from '@playwright/test';
import { findChromium } from './scripts/ensure-browser.mjs';

const port = process.env.E2E_PORT ?? '4174';
/** Another folder with a built site, so that two runs do not meet. */
const dist = process.env.E2E_DIST ?? 'dist';

/** The built site, under a sub-path, from a plain static server: as any host would serve it. */
export const SITE = `http://127.0.0.1:${port}/some/path/`;

const chromium = process.env.CHROMIUM_PATH ?? (await findChromium());

/** Tests of a minute and more are begun first, so that both workers end together; the others go by name. */
const LONG = ['parity', 'axe', 'faults', 'monkey'].map((name) => `**/${name}.spec.ts`);

export default defineConfig({
  testDir: 'e2e',
  projects: [
    { name: 'long', testMatch: LONG },
    { name: 'short', testIgnore: LONG },
  ],
  timeout: 300_000,
  expect: { timeout: 60_000 },
  workers: 2,
  fullyParallel: true,
  // A browser on a busy machine may miss once; scripts/test.mjs lists what did, and bears three.
  retries: process.env.CI ? 2 : 0,
  forbidOnly: true,
  reporter: [
    ['list'],
    ['json', { outputFile: process.env.PLAYWRIGHT_JSON_OUTPUT_NAME ?? 'test-results/report.json' }],
  ],
  use: {
    baseURL: SITE,
    viewport: { width: 1360, height: 900 },
    acceptDownloads: true,
    // A service worker answers in place of the network, past what a test routes: the offline tests allow it.
    serviceWorkers: 'block',
    launchOptions: {
      executablePath: chromium,
      args: [
        '--no-sandbox',
        '--disable-background-networking',
        '--disable-component-update',
        '--disable-sync',
        '--no-first-run',
        // Real WebGPU and WebGL, in software: the parity tests force them, nobody else gets them.
        '--enable-unsafe-webgpu',
        '--use-webgpu-adapter=swiftshader',
        '--enable-unsafe-swiftshader',
      ],
    },
  },
  webServer: {
    command: `node node_modules/vite/bin/vite.js preview --host 127.0.0.1 --port ${port} --strictPort --base /some/path/ --outDir ${dist}`,
    url: SITE,
    reuseExistingServer: false,
  },
});
