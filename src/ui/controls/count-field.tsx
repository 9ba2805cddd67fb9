import { useId } from 'react';

interface Props {
  readonly label: string;
  readonly value: number;
  readonly least: number;
  readonly most?: number;
  readonly onChoose: (value: number) => void;
}

/** A whole number within bounds; what lies outside is the nearest of them. */
export function CountField({ label, value, least, most = 100, onChoose }: Props) {
  const id = useId();
  return (
    <div className="field">
      <label htmlFor={id}>{label}</label>
      <input
        id={id}
        type="number"
        min={least}
        max={most}
        value={value}
        onChange={({ target }) =>
          onChoose(Math.max(least, Math.min(most, Math.round(Number(target.value)) || least)))
        }
      />
    </div>
  );
}
