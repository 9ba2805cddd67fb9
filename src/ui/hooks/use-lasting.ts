import { useEffect, useState } from 'react';

/**
 * True once something has been true for a while. Most explanations are there within a frame or two: marks that
 * come and go with them would flicker, and cost layouts of the page that the new map waits for.
 */
export function useLasting(now: boolean, milliseconds = 150): boolean {
  const [lasting, setLasting] = useState(false);
  useEffect(() => {
    if (!now) return;
    const timer = setTimeout(() => setLasting(true), milliseconds);
    return () => {
      clearTimeout(timer);
      setLasting(false);
    };
  }, [now, milliseconds]);
  return now && lasting;
}
