import { useCallback, useState } from 'react';
import { checkStability, hasKinks } from '../../app/inspect/check-stability.ts';
import { pairOf } from '../../app/result.ts';
import { type Result, SLOTS } from '../../app/state.ts';
import type { StabilityVerdict } from '../../core/stability-verdict.ts';
import { useApp, useAppHandle } from '../app-context.ts';
import { useLatest } from '../hooks/use-latest.ts';
import { showNumber } from '../result/show-number.ts';

/** Offered where a map contains derivatives that jump: is it steady under rounding, or does a gate flip? */
export default function StabilityNote() {
  const result = useApp((state) => state.result);
  return result !== null && hasKinks(result) ? <Check key={result.id} result={result} /> : null;
}

function Check({ result }: { readonly result: Result }) {
  const { services } = useAppHandle();
  const [asked, setAsked] = useState(false);
  const make = useCallback(
    () => Promise.all(pairOf(result).map((one) => checkStability(services, one))),
    [services, result],
  );
  const { value, busy, error } = useLatest(asked ? make : null);
  return (
    <div className="stability" aria-live="polite">
      <p className="quiet">
        Below the last layer this map holds derivatives that jump (ReLU6, hard-swish). Where a value lies
        within rounding of such a jump, two machines can disagree.
      </p>
      {!asked && (
        <button type="button" className="button small" onClick={() => setAsked(true)}>
          Check stability
        </button>
      )}
      {asked && busy && <p className="quiet">Repeating the pass on minutely disturbed feature maps…</p>}
      {error !== null && <p className="quiet">It could not be checked. {error}</p>}
      {value &&
        SLOTS.map((slot, i) => (
          <p key={slot} className="number">
            <strong>{slot.toUpperCase()}</strong> {verdictWords(value[i]!)}
          </p>
        ))}
    </div>
  );
}

function verdictWords({ kind, rounding, largest }: StabilityVerdict): string {
  const jump = (size: number) => `${showNumber(100 * size, 2)} %`;
  switch (kind) {
    case 'unstable':
      return `Numerically unstable here: a disturbance as small as rounding (10⁻⁶) moves the map by ${jump(rounding)}. A gate of a later layer lies within float32 noise of its kink and may fall on either side.`;
    case 'near':
      return `Steady under rounding (10⁻⁶: ${jump(rounding)}), but ten times that flips a gate and moves the map by ${jump(largest)}.`;
    case 'stable':
      return `Stable: disturbing every activation by up to 10⁻⁵ moves the map by ${jump(largest)} at most. No gate lies within float32 noise of its kink.`;
    case 'zero':
      return 'The map is zero everywhere: there is nothing that could jump.';
  }
}
