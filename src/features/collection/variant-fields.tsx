import { listVariants } from '../../app/collection/list-variants.ts';
import { READINGS } from '../../core/cis/index.ts';
import { CONTROLS, METHODS } from '../../core/methods/index.ts';
import { METRICS } from '../../core/metrics/index.ts';
import { CheckGroup } from './check-group.tsx';
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
