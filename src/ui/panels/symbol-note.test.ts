import { expect, test } from 'vitest';
import { DEFAULT_SETTINGS } from '../../app/settings.ts';
import { READINGS } from '../../core/cis/index.ts';
import { METHODS } from '../../core/methods/index.ts';
import type { Method } from '../../core/methods/method.ts';
import { METRICS } from '../../core/metrics/index.ts';
import { BUILT_IN } from '../../core/models/index.ts';
import { symbolWords } from './symbol-note.tsx';

/** Letters of the formulas with what defines each: in words, or in the formula itself. */
const SYMBOLS: readonly (readonly [used: RegExp, inWords: RegExp, inFormula: RegExp])[] = [
  [/A\[/, /A\[p,k\] is/, /(?!)/],
  [/A_p/, /A_p those/, /(?!)/],
  [/Σ_q/, /q and r other places/, /(?!)/],
  [/Σ_r/, /q and r other places/, /(?!)/],
  [/\bN\b(?!\()/, /N the number of places/, /(?!)/],
  [/\bK\b/, /K (the number )?of channels|K the number/, /(?!)/],
  [/\bx\b|x_[ki]/, /\bx (and y are|their mean)/, /(?!)/],
  [/\by\b|y_[ki]/, /x and y are/, /(?!)/],
  [/\bS\b/, /S is the similarity/, /(?!)/],
  [/S_i/, /S_i or/, /(?!)/],
  [/m_i/, /m_i\[p\] is/, /(?!)/],
  [/R\[|R_i/, /R is relevance/, /(?!)/],
  [/\bG\b|G\[/, /G carries/, /G(\[q,k\])? = /],
  [/c_[ki]/, /(?!)/, /c_[ki] = /],
  [/w_k/, /(?!)/, /w_k = /],
  [/Δ_i/, /(?!)/, /Δ_i = /],
  [/\ba\b/, /(?!)/, /a = /],
  [/CIS_k/, /(?!)/, /CIS_k = /],
  [/v₁/, /(?!)/, /v₁ the/],
];

const layers = BUILT_IN.objects.layers.filter(({ block }) => block);

test.each(
  Object.values<Method>(METHODS).flatMap((method) =>
    [layers[1]!, layers.at(-1)!].map(({ node }) => ({ id: method.id, method, node })),
  ),
)('$id at $node: no symbol is left without a meaning', ({ method, node }) => {
  const settings = { ...DEFAULT_SETTINGS, layer: node, method: method.id, scope: 'final' } as const;
  const words = symbolWords(settings);
  const at = layers.at(-1)!.node === node ? 'pooled' : 'below';
  for (const reading of method.uses.reading ? Object.values(READINGS) : [null])
    for (const metric of Object.values(METRICS)) {
      const formula = `${method.formula};  ${reading?.formula(metric, at) ?? ''}`;
      for (const [used, inWords, inFormula] of SYMBOLS)
        if (used.test(formula))
          expect(inWords.test(words) || inFormula.test(formula), `${used} of ${formula} in ${words}`).toBe(
            true,
          );
    }
});

test('the letters of an objective are defined where there is one', () => {
  expect(symbolWords({ ...DEFAULT_SETTINGS, against: 'references' })).toMatch(/O the objective, y_j .* w_j /);
  expect(symbolWords({ ...DEFAULT_SETTINGS, against: 'none' })).not.toContain('w_j');
});
