import { AGAINST } from '../../app/against/against.ts';
import { pooledHere } from '../../app/sense-of.ts';
import { READINGS } from '../../core/cis/index.ts';
import { METHODS } from '../../core/methods/index.ts';
import type { Method } from '../../core/methods/method.ts';
import { METRICS } from '../../core/metrics/index.ts';
import { useApp } from '../app-context.ts';
import { onDemand } from '../loading/on-demand.tsx';
import { Definition } from './definition.tsx';

const CoincidenceNote = onDemand(() => import('./coincidence-note.tsx'), { waiting: null });
const SymbolNote = onDemand(() => import('./symbol-note.tsx'), { waiting: null });
const SmoothingDefinition = onDemand(() => import('./smoothing-definition.tsx'), { waiting: null });
const MethodNotes = onDemand(() => import('./method-notes.tsx'), { waiting: null });

/** What the shown result was computed by: formula, one sentence and paper of its method, reading and metric. */
export function MethodCard() {
  const current = useApp((state) => state.settings);
  const shown = useApp((state) => state.result?.settings ?? null);
  const settings = shown ?? current;
  const method: Method = METHODS[settings.method];
  const metric = METRICS[settings.metric];
  const reading = READINGS[settings.reading];
  const against = settings.against === 'none' || !method.uses.metric ? null : AGAINST[settings.against];
  return (
    <section className="panel" aria-labelledby="method-title">
      <h2 id="method-title">How it is computed</h2>
      <dl className="definitions">
        <Definition
          kind="Map"
          label={method.label}
          formula={method.formula}
          summary={method.summary}
          source={method.source}
        />
        {method.uses.reading && (
          <Definition
            kind="Weights"
            label={`CIS, ${reading.label.toLowerCase()} reading`}
            formula={reading.formula(metric, pooledHere(settings) ? 'pooled' : 'below')}
            summary={reading.summary}
            source={null}
          />
        )}
        {settings.smooth && <SmoothingDefinition />}
        {against !== null && (
          <Definition
            kind="Objective"
            label={against.question}
            formula="O(x) = Σ_j w_j S(x, y_j)"
            summary={`${against.hint} Every formula here is summed alike, over all that the image is explained against.`}
            source={null}
          />
        )}
        <Definition
          kind="Score"
          label={`${metric.label} similarity`}
          formula={metric.formula}
          summary={metric.summary}
          source={null}
        />
      </dl>
      <SymbolNote settings={settings} />
      <CoincidenceNote />
      <UnstableNote />
      <MethodNotes />
    </section>
  );
}

/** Says how much of a map hangs on divisions by nearly nothing, where there are any. */
function UnstableNote() {
  const words = useApp(({ result }) =>
    (result?.explanations ?? [])
      .map(({ unstable }, i) => (unstable > 0 ? `${['A', 'B', 'C'][i]}: ${unstable}` : ''))
      .filter((one) => one !== '')
      .join(', '),
  );
  if (words === '') return null;
  return (
    <p className="quiet">
      Unstable: gradients whose factor divides by less than 0.01 ({words}). Each of them can decide the map by
      rounding alone.
    </p>
  );
}
