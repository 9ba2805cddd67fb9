import type { Explanation } from '../../app/state.ts';
import { READINGS } from '../../core/cis/index.ts';
import { METHODS } from '../../core/methods/index.ts';
import { SCOPES } from '../../core/methods/scopes.ts';
import { METRICS } from '../../core/metrics/index.ts';
import { MODELS } from '../../core/models/index.ts';
import { explainedScore, layerWords } from '../result/result-sentence.ts';
import { showNumber } from '../result/show-number.ts';

/** What a reader of the figure needs to judge it and to make it again, a paragraph each. */
export function figureCaption(result: Explanation): string[] {
  const { settings, engine, controlCorrelation } = result;
  const score = explainedScore(result);
  const method = METHODS[settings.method];
  const reading = method.uses.reading ? `, CIS reading “${READINGS[settings.cis].label}”` : '';
  const correlation = (value: number | null) => (value === null ? 'undefined' : showNumber(value, 2));
  return [
    `${method.label}${reading}, explaining ${SCOPES[settings.scope].words}: ${METRICS[settings.metric].label} ` +
      `${showNumber(score.similarity, 4)}, distance ${showNumber(score.distance, 4)}.`,
    `Model ${MODELS[settings.model].label} (weights ${engine.modelSha256.slice(0, 12)}), layer ${layerWords(result)}; ` +
      `A ${result.inputSentence.a}; B ${result.inputSentence.b}. ` +
      `Correlation with mean activation: A ${correlation(controlCorrelation.a)}, B ${correlation(controlCorrelation.b)}.`,
    `Made with semblance (${engine.backend}). SFAM: arXiv 2506.01636.`,
  ];
}
