import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { chromium } from '@playwright/test';
import { findChromium } from '../../scripts/ensure-browser.mjs';

/** The bench's own command line arguments. */
export const ARGS = [
  '--no-sandbox',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--no-first-run',
  // Nobody looks: without these a hidden window's timers and frames are slowed down.
  '--disable-background-timer-throttling',
  '--disable-renderer-backgrounding',
  '--disable-backgrounding-occluded-windows',
  // Memory is measured at once instead of at the next garbage collection.
  '--enable-blink-features=ForceEagerMeasureMemory',
  ...(process.env.BENCH_CHROMIUM_ARGS?.split(' ').filter(Boolean) ?? []),
];

/** An empty profile on disk, like a person's. */
export function newProfile() {
  const folder = mkdtempSync(join(tmpdir(), 'semblance-bench-'));
  return { folder, remove: () => rmSync(folder, { recursive: true, force: true, maxRetries: 5 }) };
}

/**
 * A browser with a profile of its own, empty, on disk like a person's (a second visit finds what a first one
 * left: HTTP cache, Cache API, compiled code).
 *
 * @param {readonly string[]} extra further command line arguments
 * @returns {Promise<import('@playwright/test').BrowserContext & { end: () => Promise<void> }>}
 */
export async function startBrowser(extra = []) {
  const profile = newProfile();
  const context = await chromium.launchPersistentContext(profile.folder, {
    executablePath: await findChromium(),
    headless: true,
    args: [...ARGS, ...extra],
    viewport: { width: 1360, height: 900 },
  });
  const end = async () => {
    await context.close();
    profile.remove();
  };
  return Object.assign(context, { end });
}
