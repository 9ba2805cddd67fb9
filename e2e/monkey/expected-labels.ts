import type { Settings } from '../../src/app/state.ts';
import { READINGS } from '../../src/core/cis/index.ts';
import { METHODS } from '../../src/core/methods/index.ts';
import { METRICS } from '../../src/core/metrics/index.ts';
import { layerShape, modelCard } from '../../src/core/models/index.ts';
import type { PageFacts } from './page-facts.ts';

/** What must stand beside a result of these settings. */
export function expectedLabels(settings: Settings): Pick<PageFacts, 'scoreLabel' | 'line' | 'card'> {
  const model = modelCard(settings.model);
  const layer = model.layers.find(({ node }) => node === settings.layer)!;
  const method = METHODS[settings.method];
  const metric = METRICS[settings.metric];
  const reading = READINGS[settings.reading].label.toLowerCase();
  const at = `${layer.label} (${layerShape(layer, settings.size).join('×')})`;
  const similarity = settings.scope === 'layer' ? "this layer's similarity" : 'final similarity';
  const alone = ', of each image by itself';
  return {
    scoreLabel: `${metric.label.toLowerCase()} similarity`,
    line: {
      Explains: method.uses.metric ? similarity : '',
      Score: method.uses.metric ? '' : similarity,
      At: `${model.label}, ${at}`,
      Map: method.label + (method.uses.reading ? `, CIS ${reading}` : '') + (method.uses.metric ? '' : alone),
    },
    card: [
      `Map ${method.label}`,
      ...(method.uses.reading ? [`Weights CIS, ${reading} reading`] : []),
      `Score ${metric.label} similarity`,
    ],
  };
}
