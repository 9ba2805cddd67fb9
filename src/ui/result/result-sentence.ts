import { againstWords } from '../../app/against/words.ts';
import { explanationIn } from '../../app/result.ts';
import type { Result, Score } from '../../app/state.ts';
import { describeSame } from '../../core/describe-score.ts';
import { METHODS } from '../../core/methods/index.ts';
import { SCOPES } from '../../core/methods/scopes.ts';
import { METRICS } from '../../core/metrics/index.ts';
import { modelCard } from '../../core/models/index.ts';
import { showNumber } from './show-number.ts';

/** The similarity that this result explains: the embeddings', or the layer's own. */
export function explainedScore({ settings, layerScore, finalScore }: Result): Score {
  return settings.scope === 'layer' ? layerScore : finalScore;
}

/** What A's map explains, as a number: the similarity, less what it is held against. */
export function explainedObjective(result: Result): number {
  return explanationIn(result, 'a').objective[result.settings.scope];
}

/** What is explained, in the middle of a sentence, e.g. `the final similarity, against 12 other images`. */
export function explainedWords(result: Result): string {
  const against = againstWords(result);
  return `${SCOPES[result.settings.scope].words}${against === null ? '' : `, ${against}`}`;
}

/** The layer's name and shape, e.g. `block 9 (14×14×64)`. */
export function layerWords({ settings, layerShape: [height, width, channels] }: Result): string {
  const card = modelCard(settings.model).layers.find(({ node }) => node === settings.layer);
  return `${card?.label ?? settings.layer} (${height}×${width}×${channels})`;
}

/** The distance against the line that the network's author draws; null where there is none, or another distance. */
export function sameSentence({ settings, finalScore }: Result): string | null {
  const { same } = modelCard(settings.model);
  return same && settings.scope === 'final' ? describeSame(same, finalScore.distance) : null;
}

/** The score in a sentence, whatever map stands beside it. */
export function scoreSentence(result: Result): string {
  const { metric, scope } = result.settings;
  const { similarity, distance } = explainedScore(result);
  const same = sameSentence(result);
  const against = againstWords(result);
  const objective =
    against === null
      ? ''
      : ` Explained ${against}: objective of A ${showNumber(explainedObjective(result), 4)}.`;
  return `${SCOPES[scope].label} ${showNumber(similarity, 4)} (${METRICS[metric].label}), distance ${showNumber(distance, 4)}.${objective}${same === null ? '' : ` ${same}`}`;
}

/** A result in two sentences, for live regions. */
export function resultSentence(result: Result): string {
  const { method, model } = result.settings;
  return (
    `${scoreSentence(result)} ` +
    `${METHODS[method].label} at ${layerWords(result)}, model ${modelCard(model).label}.`
  );
}
