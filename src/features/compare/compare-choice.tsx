import { type ReactNode, useState } from 'react';
import type { Settings } from '../../app/state.ts';
import { RadioField } from '../../ui/controls/radio-field.tsx';
import { Button } from '../../ui/parts/button.tsx';
import { AXES, type AxisId, type Member } from './axes.ts';

interface Props {
  /** Of the result on screen: everything but the axis stays as it is there. */
  readonly settings: Settings;
  readonly running: boolean;
  /** Something to say of what is ticked, or null. */
  readonly about: (members: readonly Member[]) => ReactNode;
  readonly onStart: (members: readonly Member[]) => void;
  /** Beside the button that starts. */
  readonly children: ReactNode;
}

/** Along which axis to compare, and what of it. */
export function CompareChoice({ settings, running, about, onStart, children }: Props) {
  const [wanted, setAxis] = useState<AxisId>('method');
  const [ticked, setTicked] = useState<Readonly<Partial<Record<AxisId, ReadonlySet<string>>>>>({});
  const axis = AXES[wanted].unavailable(settings) === null ? AXES[wanted] : AXES.method;
  const members = axis.members(settings);
  const chosen = new Set(
    [...(ticked[axis.id] ?? axis.start(settings))].filter((id) => members.some((one) => one.id === id)),
  );
  const wantedMembers = members.filter(({ id }) => chosen.has(id));
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
        <Button
          className="button primary"
          off={running || chosen.size === 0}
          onClick={() => onStart(wantedMembers)}
        >
          Compare {chosen.size}
        </Button>
        {children}
      </div>
      {!running && about(wantedMembers)}
    </div>
  );
}
