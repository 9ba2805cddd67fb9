import { afterEach, expect, test, vi } from 'vitest';
import { WorkerHandle } from './worker-handle.ts';

afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

test.each([
  { what: 'says nothing and brings no error has died', bring: null, code: 'worker-crashed' },
  { what: 'cannot be fetched is a part that is missing', bring: '', code: 'part-missing' },
  { what: 'throws at once has died', bring: 'x is not a function', code: 'worker-crashed' },
])('a script that $what', async ({ bring, code }) => {
  vi.useFakeTimers();
  vi.stubGlobal('navigator', { locks: { request: () => new Promise(() => undefined) } });
  const events = new EventTarget();
  const worker = Object.assign(events, { postMessage: vi.fn(), terminate: vi.fn() });
  const handle = new WorkerHandle(() => worker);
  const answer = handle.call(() => new Promise(() => undefined)).catch((error: unknown) => error);
  if (bring === null) vi.advanceTimersByTime(60_000);
  else events.dispatchEvent(Object.assign(new Event('error'), { message: bring }));
  expect(await answer).toMatchObject({ code });
  expect(handle.alive).toBe(false);
  expect(worker.terminate).toHaveBeenCalledOnce();
});
