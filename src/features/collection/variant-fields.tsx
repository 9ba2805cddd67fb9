import { listVariants } from '../../app/collection/list-variants.ts';
import { READINGS } from '../../core/cis/index.ts';
import { CONTROLS, METHODS } from '../../core/methods/index.ts';
import { METRICS } from '../../core/metrics/index.ts';
import { usePairs, usePairsLab } from './use-pairs.ts';

const METHOD_CHOICES = Object.values(METHODS)
  .filter(({ kind }) => kind !== 'control')
  .map(({ id, label, kind }) => ({ id, label: kind === 'perturbation' ? `${label} (slow)` : label }));

/** Which maps are put to the test; the controls always are. */
export function VariantFields() {
  const lab = usePairsLab();
  const { methods, metrics, readings } = usePairs(({ choice }) => choice);
  const variants = listVariants({ methods, metrics, readings, scope: 'final' });
  const rows = variants.filter(({ control }) => !control).length;
  return (
    <section className="pairs-step" aria-label="Maps">
      <h3>3. Maps</h3>
      <p className="pairs-count">
        <strong>{rows}</strong> {rows === 1 ? 'kind of map' : 'kinds of map'}, and the controls{' '}
        {CONTROLS.map(({ label }) => label.toLowerCase()).join(' and ')}
      </p>
      <CheckGroup
        label="Methods to test"
        choices={METHOD_CHOICES}
        value={methods}
        onChange={(chosen) => lab.change({ methods: chosen })}
      />
      <CheckGroup
        label="Readings of the CIS (for SFAM)"
        choices={Object.values(READINGS)}
        value={readings}
        onChange={(chosen) => lab.change({ readings: chosen })}
      />
      <CheckGroup
        label="Metrics to judge by"
        choices={Object.values(METRICS)}
        value={metrics}
        onChange={(chosen) => lab.change({ metrics: chosen })}
      />
    </section>
  );
}

interface Props<Id extends string> {
  readonly label: string;
  readonly choices: readonly { readonly id: Id; readonly label: string }[];
  readonly value: readonly Id[];
  readonly onChange: (value: Id[]) => void;
}

/** Several of several: native checkboxes in a named group. */
function CheckGroup<Id extends string>({ label, choices, value, onChange }: Props<Id>) {
  return (
    <fieldset className="check-group">
      <legend>{label}</legend>
      {choices.map(({ id, label: words }) => (
        <label key={id}>
          <input
            type="checkbox"
            checked={value.includes(id)}
            onChange={(event) =>
              onChange(
                choices
                  .map((choice) => choice.id)
                  .filter((one) => (one === id ? event.target.checked : value.includes(one))),
              )
            }
          />
          {words}
        </label>
      ))}
    </fieldset>
  );
}
