import { memo, useId } from 'react';
import type { Slot } from '../../app/state.ts';
import { showNumber } from '../../ui/result/show-number.ts';

interface Props {
  readonly slot: Slot;
  readonly picture: string;
  readonly classes: readonly string[];
  /** null: the predicted one. */
  readonly target: number | null;
  readonly predicted: number;
  readonly scores: Float64Array;
  readonly probabilities: Float64Array;
  readonly onChoose: (target: number | null) => void;
}

/** Classes that the table lists, the best first; the chosen one is always among them. */
const LISTED = 5;

/** Scores of one image, and the class of it that is explained. */
export function ClassField(props: Props) {
  const { slot, picture, classes, target, predicted, scores, probabilities, onChoose } = props;
  const id = useId();
  const chosen = target ?? predicted;
  const order = [...scores.keys()].sort((s, t) => scores[t]! - scores[s]!);
  const top = order.slice(0, LISTED);
  const listed = top.includes(chosen) ? top : [...top.slice(0, -1), chosen];
  const name = slot.toUpperCase();
  return (
    <div className="class-field">
      <div className="field">
        <label htmlFor={`${id}-class`}>{`Class explained in image ${name}`}</label>
        <select
          id={`${id}-class`}
          value={target ?? 'predicted'}
          onChange={({ target: { value } }) => onChoose(value === 'predicted' ? null : Number(value))}
        >
          <option value="predicted">{`The predicted one: ${classes[predicted]}`}</option>
          <Options classes={classes} />
        </select>
      </div>
      <table className="data-table" aria-label={`Scores of image ${name}`}>
        <caption>{picture}</caption>
        <thead>
          <tr>
            <th scope="col">Class</th>
            <th scope="col" className="number">
              Score
            </th>
            <th scope="col" className="number">
              Probability
            </th>
          </tr>
        </thead>
        <tbody>
          {listed.map((t) => (
            <tr key={t} data-chosen={t === chosen}>
              <th scope="row">{classes[t]}</th>
              <td className="number">{showNumber(scores[t]!)}</td>
              <td className="number">{showNumber(probabilities[t]!)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

/** As many options as there are classes, which no new score changes. Names may occur twice: their places tell them apart. */
const Options = memo(function Options({ classes }: { readonly classes: readonly string[] }) {
  return [...classes.keys()].map((t) => (
    <option key={t} value={t}>
      {classes[t]}
    </option>
  ));
});
