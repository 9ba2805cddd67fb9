import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { watchLiveness } from './watch-liveness.ts';

const HOUR = 3_600_000;

describe('watchLiveness', () => {
  let worker: EventTarget;
  /** Ends the worker: the browser grants its lock to whoever waits. */
  let release: (() => void) | null;
  const died = vi.fn();
  const watch = () => watchLiveness(worker, died);
  const tell = (data: unknown) => worker.dispatchEvent(new MessageEvent('message', { data }));

  beforeEach(() => {
    vi.useFakeTimers();
    died.mockClear();
    worker = new EventTarget();
    release = null;
    const request = (_name: string, { signal }: { signal: AbortSignal }, granted: () => void) =>
      new Promise<void>((resolve, reject) => {
        signal.addEventListener('abort', () => reject(new Error('aborted')));
        release = () => {
          granted();
          resolve();
        };
      });
    vi.stubGlobal('navigator', { locks: { request } });
  });
  afterEach(() => {
    vi.useRealTimers();
    vi.unstubAllGlobals();
  });

  it('lets a worker that told its lock load for as long as it takes', () => {
    watch();
    vi.advanceTimersByTime(20_000);
    tell({ aliveLock: 'x' });
    vi.advanceTimersByTime(HOUR);
    expect(died).not.toHaveBeenCalled();
    release!();
    expect(died).toHaveBeenCalledOnce();
  });

  it('takes a worker that is refused a lock for alive', () => {
    watch();
    tell({ aliveLock: null });
    vi.advanceTimersByTime(HOUR);
    expect(died).not.toHaveBeenCalled();
  });

  it('misses a worker that never began', () => {
    watch();
    tell({ something: 'else' });
    vi.advanceTimersByTime(HOUR);
    expect(died).toHaveBeenCalledOnce();
  });

  it('misses nothing once it has stopped watching', () => {
    watch()();
    vi.advanceTimersByTime(HOUR);
    const stop = watch();
    tell({ aliveLock: 'x' });
    stop();
    vi.advanceTimersByTime(HOUR);
    expect(died).not.toHaveBeenCalled();
  });

  it('sets no limit where there are no locks to tell by', () => {
    vi.stubGlobal('navigator', {});
    watch();
    vi.advanceTimersByTime(HOUR);
    expect(died).not.toHaveBeenCalled();
  });
});
