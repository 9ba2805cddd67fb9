import { useEffect, useId } from 'react';
import type { Compare } from '../../app/state.ts';
import { comparing } from '../../app/view/view.ts';
import { useApp, useCommands } from '../app-context.ts';
import { useMedia } from '../hooks/use-media.ts';

const WAYS: readonly { readonly id: Compare; readonly label: string; readonly title: string }[] = [
  { id: 'off', label: 'Off', title: 'Only what is chosen under “How it is drawn”' },
  { id: 'split', label: 'Split', title: 'Image left of a divider, map right of it' },
  { id: 'blink-image', label: 'Blink image', title: 'Map and bare image in turn' },
  { id: 'blink-control', label: 'Blink control', title: 'Map and mean-activation control in turn' },
];

/** Ways to look at the map beside the bare image or beside its control, in both panes at once. */
export function CompareTools() {
  const id = useId();
  const compare = useApp(({ view }) => view.compare);
  const flipped = useApp(({ view }) => view.flipped);
  const commands = useCommands();
  const still = useMedia('(prefers-reduced-motion: reduce)');
  useBlinkClock();
  const blinking = compare === 'blink-image' || compare === 'blink-control';
  return (
    <div className="compare-tools">
      <span id={id} className="field-label">
        Compare
      </span>
      <div className="segments" role="radiogroup" aria-labelledby={id}>
        {WAYS.map((way) => (
          <label key={way.id} className="segment" title={way.title}>
            <input
              type="radio"
              name={id}
              value={way.id}
              checked={way.id === compare}
              onChange={() => commands.changeView(comparing(way.id))}
            />
            <span>{way.label}</span>
          </label>
        ))}
      </div>
      {blinking && still && (
        <button
          type="button"
          className="button small"
          title="Nothing blinks by itself, because your system asks for reduced motion"
          onClick={() => commands.changeView({ flipped: !flipped })}
        >
          Turn over
        </button>
      )}
    </div>
  );
}

/** Milliseconds each picture stays: back and forth about once a second, far from what flashing may harm. */
const TURN = 550;

/** Turns the panes over while a user compares by blinking; by hand only, where reduced motion is preferred. */
function useBlinkClock(): void {
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
