import { readingLabel } from '../../app/explain.ts';
import { picturesIn } from '../../app/result.ts';
import type { Result } from '../../app/state.ts';
import { METHODS } from '../../core/methods/index.ts';
import { SCOPES } from '../../core/methods/scopes.ts';
import { METRICS } from '../../core/metrics/index.ts';
import { modelCard } from '../../core/models/index.ts';
import { useApp } from '../app-context.ts';

/** Which map a piece of evidence is about; says so when another one is on screen by now. */
export function SourceLine({ result, what }: { readonly result: Result; readonly what: string }) {
  const shown = useApp((state) => state.result);
  const { settings } = result;
  const [a, b] = picturesIn(result);
  const { layers } = modelCard(settings.model);
  const layer = layers.find(({ node }) => node === settings.layer)?.label ?? settings.layer;
  const parts = [
    METHODS[settings.method].label,
    readingLabel(settings),
    settings.smooth ? 'smoothed' : null,
    METRICS[settings.metric].label,
    layer,
    SCOPES[settings.scope].words,
  ].filter(Boolean);
  return (
    <p className="quiet">
      {what}: {parts.join(' · ')} · A “{a!.name}”, B “{b!.name}”.
      {shown !== result && <strong> Another map is on screen now; this is about the one before.</strong>}
    </p>
  );
}
