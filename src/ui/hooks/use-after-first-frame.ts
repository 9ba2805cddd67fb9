import { startTransition, useEffect, useState } from 'react';

/**
 * False while the page is mounted and true from then on: what is seen first is there first, and what lies below it
 * follows in slices between which the browser can answer. All at once, mounting would be the longest task of a visit.
 */
export function useAfterFirstFrame(): boolean {
  const [after, setAfter] = useState(false);
  useEffect(() => startTransition(() => setAfter(true)), []);
  return after;
}
