import { type ReactNode, useId } from 'react';
import type { Choice } from './choice.ts';

interface Props<Id extends string> {
  /** The accessible name, exactly. */
  readonly label: string;
  readonly value: Id;
  readonly choices: readonly Choice<Id>[];
  readonly onChoose: (id: Id) => void;
  /** Why nothing can be chosen at all. */
  readonly disabled?: string | null;
  /** One line under the field. */
  readonly hint?: string | null;
  /** Beside the label, e.g. step buttons. */
  readonly children?: ReactNode;
  /** Under the select, e.g. what widens its choice. */
  readonly below?: ReactNode;
}

/** A labelled native select whose reasons for what it cannot do are said below it. */
export function SelectField<Id extends string>(props: Props<Id>) {
  const { label, value, choices, onChoose, disabled = null, hint = null, children, below } = props;
  const id = useId();
  const selected = choices.find((choice) => choice.id === value);
  const barred = choices.filter((choice) => choice.unavailable);
  const said = disabled ?? selected?.unavailable ?? hint ?? barred[0]?.unavailable ?? null;
  return (
    <div className="field">
      <div className="field-split">
        <label htmlFor={id}>{label}</label>
        {children}
      </div>
      <select
        id={id}
        value={value}
        disabled={disabled !== null}
        aria-describedby={said ? `${id}-hint` : undefined}
        onChange={(event) => onChoose(event.target.value as Id)}
      >
        {choices.map((choice) => (
          <option key={choice.id} value={choice.id} disabled={Boolean(choice.unavailable)}>
            {choice.label}
          </option>
        ))}
      </select>
      {below}
      {said && (
        <p className="hint" id={`${id}-hint`}>
          {said}
        </p>
      )}
    </div>
  );
}
