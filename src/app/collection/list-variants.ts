import type { ReadingId } from '../../core/cis/reading.ts';
import { CONTROLS, METHODS } from '../../core/methods/index.ts';
import type { MethodId } from '../../core/methods/method.ts';
import type { Scope } from '../../core/methods/side.ts';
import type { MetricId } from '../../core/metrics/metric.ts';
import type { Variant } from './variant.ts';

/** What a user ticks. */
export interface VariantChoice {
  readonly methods: readonly MethodId[];
  readonly metrics: readonly MetricId[];
  readonly readings: readonly ReadingId[];
  /** Where the method leaves it open. */
  readonly scope: Scope;
}

/**
 * Methods × readings × metrics, in the order of the registries; the controls last, whether they were ticked or not,
 * once per metric.
 */
export function listVariants(choice: VariantChoice): Variant[] {
  const chosen = (Object.keys(METHODS) as MethodId[]).filter(
    (id) => choice.methods.includes(id) && METHODS[id].kind !== 'control',
  );
  const rows = chosen.flatMap((method) =>
    (METHODS[method].uses.reading ? choice.readings : [null]).map((reading) => ({ method, reading })),
  );
  const all = [...rows, ...CONTROLS.map(({ id }) => ({ method: id, reading: null }))];
  return all.flatMap(({ method, reading }) =>
    choice.metrics.map((metric): Variant => {
      const name = reading === null ? method : `${method}:${reading}`;
      const { uses, kind } = METHODS[method];
      return {
        id: `${name}@${metric}`,
        recipe: uses.metric ? `${name}@${metric}` : name,
        method,
        reading,
        metric,
        scope: scopeOf(method, choice.scope),
        control: kind === 'control',
      };
    }),
  );
}

/** A method with one scope has that one. */
function scopeOf(method: MethodId, wanted: Scope): Scope {
  const { scopes } = METHODS[method].uses;
  return scopes.length === 1 ? scopes[0]! : wanted;
}
