import { useCallback } from 'react';
import { checkSigns, hasSigns } from '../../app/inspect/check-signs.ts';
import { pairOf } from '../../app/result.ts';
import { type Result, SLOTS } from '../../app/state.ts';
import { METHODS } from '../../core/methods/index.ts';
import { useAppHandle } from '../app-context.ts';
import { useLatest } from '../hooks/use-latest.ts';
import { openShare } from './open-share.ts';
import { signWords } from './sign-words.ts';

/** What a map's own words leave out: the share that is left open, and what really happens when a cell is set to zero. */
export default function SignNote({ result }: { readonly result: Result }) {
  const open = openShare(result);
  return (
    <>
      {open !== null && <p className="number">{open}</p>}
      {hasSigns(result) && <Signs result={result} />}
    </>
  );
}

function Signs({ result }: { readonly result: Result }) {
  const { services } = useAppHandle();
  const { value } = useLatest(
    useCallback(
      async (signal: AbortSignal) => {
        const found = await Promise.all(pairOf(result).map((one) => checkSigns(services, one, signal)));
        return { result, found };
      },
      [services, result],
    ),
  );
  // What was found for another result says nothing of this one; where it cannot be found, nothing is said.
  if (value?.result !== result) return null;
  const { settings } = result;
  const score = settings.against === 'none' ? 'the score' : 'the objective';
  return (
    <div className="sign-note">
      {SLOTS.map((slot, i) => (
        <p key={slot} className="number">
          <strong>{slot.toUpperCase()}</strong> {signWords(value.found[i]!, METHODS[settings.method], score)}
        </p>
      ))}
    </div>
  );
}
