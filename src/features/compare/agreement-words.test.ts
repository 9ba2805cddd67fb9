import { expect, it } from 'vitest';
import { DEFAULT_SETTINGS } from '../../app/settings.ts';
import type { Result, Settings } from '../../app/state.ts';
import { BUILT_IN } from '../../core/models/index.ts';
import { agreementWords } from './agreement-words.ts';

const map = { data: Float32Array.of(1, 2, 3, 5), height: 2, width: 2 };

/** What the words read of a result. */
const result = (change: Partial<Settings>, activity: Result['activity'] = 'norm') =>
  ({
    settings: { ...DEFAULT_SETTINGS, ...change },
    activity,
    explanations: [0, 1].map(() => ({ map, controlCorrelation: 0.25, normCorrelation: -0.5 })),
  }) as unknown as Result;

it('holds a map against the control of activity of its layer', () => {
  expect(agreementWords(result({}), null)).toEqual(['r with the feature norm: A −0.50, B −0.50']);
  expect(agreementWords(result({}, 'mean'), null)).toEqual(['r with mean activation: A 0.25, B 0.25']);
});

it('calls the agreement of two that are one map by definition no evidence, and no other', () => {
  const layer = BUILT_IN.objects.layers.find(({ block }) => block)!.node;
  const says = (one: Partial<Settings>, base: Partial<Settings>) =>
    agreementWords(result(one), result(base)).some((line) => line.includes('By definition one map'));
  const gradient = { method: 'sfam', reading: 'gradient' } as const;
  expect(says({ method: 'grad-cam' }, gradient)).toBe(true);
  expect(says({ method: 'grad-cam', layer }, { ...gradient, layer })).toBe(true);
  expect(says({ method: 'hires-cam' }, { method: 'grad-cam' })).toBe(true);
  // Only where the explained vector is pooled from the layer.
  expect(says({ method: 'hires-cam', layer }, { method: 'grad-cam', layer })).toBe(false);
  expect(says({ method: 'grad-cam', layer, scope: 'layer' }, { ...gradient, layer })).toBe(false);
  expect(says({ method: 'grad-cam', layer }, gradient)).toBe(false);
  expect(says({ method: 'grad-cam', metric: 'euclidean' }, gradient)).toBe(false);
  expect(says({ method: 'grad-cam' }, { method: 'sfam', reading: 'contribution' })).toBe(false);
  expect(says({ method: 'decomposition' }, {})).toBe(false);
});
