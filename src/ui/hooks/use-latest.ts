import { useEffect, useState } from 'react';
import { toAppError } from '../../core/app-error.ts';

/** What the newest finished call gave, and whether a newer one is under way. */
export interface Latest<T> {
  /** Stays until the next value is there: nothing blinks. */
  readonly value: T | null;
  readonly busy: boolean;
  /** Why the newest call failed, in words. */
  readonly error: string | null;
}

/**
 * Calls `make` whenever it is another function (wrap it in `useCallback`) and keeps the newest answer; null asks
 * for nothing and keeps what is there. Its signal is aborted once the answer is not wanted any more.
 */
export function useLatest<T>(make: ((signal: AbortSignal) => Promise<T>) | null): Latest<T> {
  const [state, setState] = useState<{ of: unknown; value: T | null; error: string | null }>({
    of: null,
    value: null,
    error: null,
  });
  useEffect(() => {
    if (make === null) return;
    const stop = new AbortController();
    const { signal } = stop;
    make(signal).then(
      (value) => {
        if (!signal.aborted) setState({ of: make, value, error: null });
      },
      (error: unknown) => {
        if (!signal.aborted) setState(({ value }) => ({ of: make, value, error: toAppError(error).message }));
      },
    );
    return () => stop.abort();
  }, [make]);
  return { value: state.value, busy: make !== null && state.of !== make, error: state.error };
}
