import type { Explanation, Score } from '../../app/state.ts';
import { METHODS } from '../../core/methods/index.ts';
import { SCOPES } from '../../core/methods/scopes.ts';
import { METRICS } from '../../core/metrics/index.ts';
import { MODELS } from '../../core/models/index.ts';
import { showNumber } from './show-number.ts';

/** The similarity that this result explains: the embeddings', or the layer's own. */
export function explainedScore({ settings, layerScore, finalScore }: Explanation): Score {
  return settings.scope === 'layer' ? layerScore : finalScore;
}

/** The layer's name and shape, e.g. `block 9 (14×14×64)`. */
export function layerWords({ settings, layerShape: [height, width, channels] }: Explanation): string {
  const card = MODELS[settings.model].layers.find(({ node }) => node === settings.layer);
  return `${card?.label ?? settings.layer} (${height}×${width}×${channels})`;
}

/** A result in one sentence, for live regions and text alternatives. */
export function resultSentence(result: Explanation): string {
  const { settings } = result;
  const { similarity, distance } = explainedScore(result);
  const scope = SCOPES[settings.scope].label;
  return (
    `${scope} ${showNumber(similarity, 4)} (${METRICS[settings.metric].label}), distance ${showNumber(distance, 4)}. ` +
    `${METHODS[settings.method].label} at ${layerWords(result)}, model ${MODELS[settings.model].label}.`
  );
}
