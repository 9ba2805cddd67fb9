import { READINGS } from '../core/cis/index.ts';
import { type EndWords, type Meaning, meaningOf, SHARE } from '../core/meanings.ts';
import { METHODS } from '../core/methods/index.ts';
import type { Method } from '../core/methods/method.ts';
import { SMOOTHED_SAYS, smoothingBarred, VARIATIONS } from '../core/methods/smoothing.ts';
import { METRICS } from '../core/metrics/index.ts';
import { layerCard } from '../core/models/index.ts';
import type { Settings } from './state.ts';

/** What decides how the values of a map are to be read. */
export type SenseSettings = Pick<
  Settings,
  'model' | 'layer' | 'metric' | 'method' | 'reading' | 'scope' | 'against' | 'smooth'
>;

/** {@link Meaning} in the words of one result. */
export interface Sense {
  readonly id: Meaning['id'];
  readonly ends: EndWords | null;
  /** What one unit of the map is. */
  readonly unit: string;
  readonly says: string;
}

/** How the values of a map are to be read. @param method the one that made it, where it is not the settings' own. */
export function senseOf(settings: SenseSettings, method: Method = METHODS[settings.method]): Sense {
  const isEmbedding = layerCard(settings.model, settings.layer).embedding;
  const meaning = meaningOf(method, READINGS[settings.reading], { scope: settings.scope, isEmbedding });
  const ofLayer = !isEmbedding && settings.scope === 'layer';
  const plain = settings.against === 'none' ? 'score' : 'objective';
  const sense = inWords(
    meaning,
    `the ${plain}`,
    METRICS[settings.metric].totalIsScore ? `the ${plain}` : 'the total',
    ofLayer ? `this layer’s ${plain}` : `the ${plain}`,
    totalWords(settings),
  );
  // A control is drawn as it is, also beside a smoothed map.
  if (!settings.smooth || smoothingBarred(method) !== null) return sense;
  return {
    ...sense,
    unit: `${sense.unit}, mean over ${VARIATIONS.length} copies`,
    says: `${sense.says} ${SMOOTHED_SAYS}`,
  };
}

/** Of the map of one point of the other image (`core/methods/point-to-point.ts`). */
export const POINT_SENSE: Sense = {
  ...inWords(SHARE, 'the cosine', 'the cosine', 'the cosine', 'the cosine'),
  says: 'Each value is the share that the point and a place of this image have together in the cosine of this layer’s pooled features, whatever the metric. All pairs of places of both images add up to it.',
};

/** Are the vectors that a map explains pooled from its own layer? */
export function pooledHere({ model, layer, scope }: Pick<Settings, 'model' | 'layer' | 'scope'>): boolean {
  return scope === 'layer' || layerCard(model, layer).embedding;
}

/** What shares are shares of, as a formula; x is the explained image's own vector. */
export function totalWords({ metric, against }: Pick<Settings, 'metric' | 'against'>): string {
  const { formulas, totalSymmetric } = METRICS[metric];
  const total = totalSymmetric ? formulas.total : `${formulas.total} (x: of this image)`;
  return against === 'none' ? total : `the weighted sum of ${total}`;
}

function inWords(meaning: Meaning, short: string, whole: string, score: string, total: string): Sense {
  return {
    id: meaning.id,
    ends: meaning.ends(short, whole),
    unit: meaning.unit(short, total),
    says: meaning.says(score, total),
  };
}
