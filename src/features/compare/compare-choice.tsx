import { type ReactNode, useState } from 'react';
import type { Settings } from '../../app/state.ts';
import { RadioField } from '../../ui/controls/radio-field.tsx';
import { AXES, type AxisId } from './axes.ts';

interface Props {
  /** Of the result on screen: everything but the axis stays as it is there. */
  readonly settings: Settings;
  readonly running: boolean;
  readonly onStart: (axis: AxisId, ids: ReadonlySet<string>) => void;
  /** Beside the button that starts. */
  readonly children: ReactNode;
}

/** Along which axis to compare, and what of it. */
export function CompareChoice({ settings, running, onStart, children }: Props) {
  const [wanted, setAxis] = useState<AxisId>('method');
  const [ticked, setTicked] = useState<Readonly<Partial<Record<AxisId, ReadonlySet<string>>>>>({});
  const axis = AXES[wanted].unavailable(settings) === null ? AXES[wanted] : AXES.method;
  const members = axis.members(settings);
  const chosen = new Set(
    [...(ticked[axis.id] ?? axis.start(settings))].filter((id) => members.some((one) => one.id === id)),
  );
  const toggle = (id: string, on: boolean) => {
    const next = new Set(chosen);
    if (on) next.add(id);
    else next.delete(id);
    setTicked({ ...ticked, [axis.id]: next });
  };
  return (
    <div className="compare-choice">
      <RadioField
        label="Compare"
        value={axis.id}
        choices={Object.values(AXES).map(({ id, label, unavailable }) => ({
          id,
          label,
          unavailable: unavailable(settings),
        }))}
        onChoose={setAxis}
      />
      <fieldset>
        <legend className="sr-only">{axis.label} to compare</legend>
        <div className="ticks">
          {members.map(({ id, label, slow }) => (
            <label key={id} className="tick">
              <input
                type="checkbox"
                checked={chosen.has(id)}
                onChange={(event) => toggle(id, event.target.checked)}
              />
              {label}
              {slow && <span className="quiet">takes a while</span>}
            </label>
          ))}
        </div>
      </fieldset>
      <div className="button-row">
        <button
          type="button"
          className="button primary"
          disabled={running || chosen.size === 0}
          onClick={() => onStart(axis.id, chosen)}
        >
          Compare {chosen.size}
        </button>
        {children}
      </div>
    </div>
  );
}
