import { lockFits, lockOf } from '../../app/scale-lock.ts';
import { useApp, useCommands } from '../app-context.ts';
import { showNumber } from '../result/show-number.ts';

/** Holds the scale where it is, across pairs, layers and exports. */
export default function LockField() {
  const lock = useApp((state) => state.display.lock);
  const result = useApp((state) => state.result);
  const commands = useCommands();
  const ends = lock && `${showNumber(lock.low)} to ${showNumber(lock.high)}`;
  return (
    <div className="field">
      <label className="check">
        <input
          type="checkbox"
          checked={lock !== null}
          disabled={lock === null && result === null}
          onChange={(event) =>
            commands.changeDisplay({ lock: event.target.checked && result ? lockOf(result) : null })
          }
        />
        Lock the scale
      </label>
      {lock && result && (
        <p className="hint">
          {lockFits(lock, result.settings)
            ? `Maps are drawn on ${ends}, whatever they hold.`
            : `Locked at ${ends} for another method, reading or metric: not used here.`}
        </p>
      )}
    </div>
  );
}
