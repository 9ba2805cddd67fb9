import { playwright } from '@vitest/browser-playwright';
import { defineConfig, mergeConfig } from 'vitest/config';
import { findChromium } from './scripts/ensure-browser.mjs';
import site from './vite.config.ts';

/** Components in a real browser, with the real engine behind them; everything else in Node. */
export default defineConfig(async () =>
  mergeConfig(site, {
    test: {
      projects: [
        {
          extends: true,
          test: {
            name: 'unit',
            include: ['src/**/*.test.ts', '{bench,scripts}/**/*.test.mjs'],
            // A busy machine takes ten seconds to load TensorFlow.js alone.
            testTimeout: 120_000,
            hookTimeout: 120_000,
            // By default one processor is left idle: of two, half.
            maxWorkers: '100%',
          },
        },
        {
          extends: true,
          test: {
            name: 'components',
            include: ['src/**/*.test.tsx'],
            testTimeout: 180_000,
            // After those in Node, which keep every processor busy.
            sequence: { groupOrder: 1 },
            expect: { poll: { timeout: 30_000 } },
            browser: {
              enabled: true,
              headless: true,
              screenshotFailures: false,
              provider: playwright({
                launchOptions: {
                  executablePath: process.env.CHROMIUM_PATH ?? (await findChromium()),
                  args: [
                    '--no-sandbox',
                    '--disable-background-networking',
                    '--disable-component-update',
                    '--disable-sync',
                    '--no-first-run',
                  ],
                },
              }),
              instances: [{ browser: 'chromium', viewport: { width: 1360, height: 900 } }],
            },
          },
        },
      ],
    },
  }),
);
