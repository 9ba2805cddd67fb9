import { expect } from '@playwright/test';
import type { AppPage } from '../app-page.ts';

/** Waits until nothing is under way: a result, a failure, or nothing because it was cancelled. */
export async function settle(app: AppPage): Promise<void> {
  await expect(app.main, 'the job comes to an end').toHaveAttribute('data-job', /^(done|idle|failed)$/, {
    timeout: 180_000,
  });
}
