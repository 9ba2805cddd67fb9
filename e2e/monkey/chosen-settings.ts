import type { Settings } from '../../src/app/state.ts';
import type { PageFacts } from './page-facts.ts';

/** The settings that the controls show. @param backend the one that the address forces. */
export function chosenSettings({ controls }: PageFacts, backend: Settings['backend']): Settings {
  return {
    model: controls.Model,
    size: (controls['Input size'] ?? '').split('x').map(Number),
    fit: controls.Fit,
    layer: controls.Layer,
    metric: controls.Metric,
    method: controls.Method,
    reading: controls.CIS,
    scope: controls.Explain,
    against: controls.Against,
    backend,
  } as unknown as Settings;
}
