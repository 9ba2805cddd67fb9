import { FITS, type FitId, type FitKind, fitId, partsOfFit, SHORT_SIDE } from '../../core/resize/fit.ts';
import { SelectField } from './select-field.tsx';

interface Props {
  /** The accessible name of the choice. */
  readonly label: string;
  readonly value: FitId;
  readonly onChoose: (fit: FitId) => void;
}

/** How an image of any shape is made to fit the input; a crop may scale the short side to a size of its own first. */
export function FitFields({ label, value, onChoose }: Props) {
  const { kind, short } = partsOfFit(value);
  return (
    <SelectField
      label={label}
      value={kind}
      choices={Object.values(FITS).map(({ id, ...fit }) => ({ ...fit, id: id as FitKind }))}
      onChoose={(next) => onChoose(fitId(next, null))}
      below={
        kind === 'crop' && (
          <label className="short-side">
            Short side first scaled to
            <input
              type="number"
              min={SHORT_SIDE.from}
              max={SHORT_SIDE.to}
              placeholder="no size"
              // Typed to the end before anything is computed.
              key={short}
              defaultValue={short ?? ''}
              onBlur={(event) => {
                const typed = event.target.value.trim();
                const next = fitId('crop', typed === '' ? null : Math.round(Number(typed)));
                if (next !== value) onChoose(next);
                event.target.value = String(partsOfFit(next).short ?? '');
              }}
              onKeyDown={(event) => {
                if (event.key === 'Enter') event.currentTarget.blur();
              }}
            />
          </label>
        )
      }
    />
  );
}
