import { test as base } from '@playwright/test';
import { type StaticServer, startStaticServer } from './static-server.ts';

/** A test with a server of its own, which it may break. */
export const test = base.extend<{ site: StaticServer }>({
  // biome-ignore lint/correctness/noEmptyPattern: Playwright reads the fixtures off this pattern.
  site: async ({}, use) => {
    const site = await startStaticServer();
    await use(site);
    await site.close();
  },
});
