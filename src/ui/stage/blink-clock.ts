import { useEffect } from 'react';
import { useApp, useCommands } from '../app-context.ts';
import { useMedia } from '../hooks/use-media.ts';

/** Milliseconds each picture stays: back and forth about once a second, far from what flashing may harm. */
const TURN = 550;

/** Turns the panes over while a user compares by blinking; by hand only, where reduced motion is preferred. */
export function useBlinkClock(): void {
  const on = useApp(({ view }) => view.compare === 'blink-image' || view.compare === 'blink-control');
  const still = useMedia('(prefers-reduced-motion: reduce)');
  const flipped = useApp(({ view }) => view.flipped);
  const commands = useCommands();
  useEffect(() => {
    if (!on || still) return;
    const timer = setTimeout(() => commands.changeView({ flipped: !flipped }), TURN);
    return () => clearTimeout(timer);
  }, [on, still, flipped, commands]);
}
