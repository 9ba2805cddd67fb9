import { type ReactNode, useId } from 'react';
import type { Choice } from './choice.ts';

interface Props<Id extends string> {
  /** The accessible name of the group, exactly. */
  readonly label: string;
  readonly value: Id;
  readonly choices: readonly Choice<Id>[];
  readonly onChoose: (id: Id) => void;
  readonly hint?: string | null;
  /** Under the choices. */
  readonly below?: ReactNode;
}

/** A segmented radio group of native radios; arrow keys work as in any radio group. */
export function RadioField<Id extends string>(props: Props<Id>) {
  const { label, value, choices, onChoose, hint = null, below } = props;
  const id = useId();
  const said = choices.find((choice) => choice.unavailable)?.unavailable ?? hint;
  return (
    <div className="field">
      <div id={`${id}-label`} className="field-label">
        {label}
      </div>
      <div
        className="segments"
        role="radiogroup"
        aria-labelledby={`${id}-label`}
        aria-describedby={said ? `${id}-hint` : undefined}
      >
        {choices.map((choice) => (
          <label key={choice.id} className="segment">
            <input
              type="radio"
              name={id}
              value={choice.id}
              checked={choice.id === value}
              disabled={Boolean(choice.unavailable)}
              onChange={() => onChoose(choice.id)}
            />
            <span>{choice.label}</span>
          </label>
        ))}
      </div>
      {below}
      {said && (
        <p className="hint" id={`${id}-hint`}>
          {said}
        </p>
      )}
    </div>
  );
}
