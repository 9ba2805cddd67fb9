import { wilson } from '../../core/probe/cross-validation.ts';
import { SLOTS } from '../state.ts';
import { type ClassFigure, isMade } from './class-figure.ts';
import type { Head, ProbeFacts } from './head.ts';

const percent = (share: number) => `${(100 * share).toFixed(1)} %`;

/** Which layer it is, in one sentence. */
export function headSentence({ kind, classifier, facts, file }: Head): string {
  const classes = `${classifier.classes.length} classes`;
  if (kind === 'network') return `The network’s own fully connected layer, read from its file: ${classes}.`;
  if (file !== undefined) return `A layer read from “${file}”: ${classes}.`;
  const images = facts?.images.reduce((sum, one) => sum + one, 0) ?? 0;
  return `A linear probe, fitted here to the embeddings of ${images} pictures: ${classes}.`;
}

/** How often it is right on pictures that it was not fitted to, beside chance. */
export function accuracySentence({ right, count, folds, chance }: ProbeFacts): string {
  const { low, high } = wilson(right, count);
  return `Right on ${right} of ${count} pictures, each left out once (${folds} parts): ${percent(right / count)}, 95 % interval ${percent(low)} to ${percent(high)}. Chance, always naming the largest class, is ${percent(chance)}.`;
}

/** How it was fitted, for whoever wants to do it again. */
export function fitSentence({ penalty, seed, converged, gradient, iterations }: ProbeFacts): string {
  const end = converged
    ? `converged after ${iterations} steps of L-BFGS`
    : `not converged after ${iterations} steps of L-BFGS: take its weights with care`;
  return `Multinomial logistic regression on standardised embeddings, L2 penalty ${penalty}, seed ${seed}; ${end} (largest entry of the gradient ${gradient.toExponential(1)}). The weights are folded back: they apply to the embedding as it is.`;
}

/** What of the classes is in the link. */
export const linkSentence = ({ kind }: Head): string =>
  kind === 'network'
    ? 'The link carries which classes are explained, by their place in the network’s layer; names given to them do not travel.'
    : 'No link carries this layer or its classes: export the weights to keep it, or to hand it on.';

/** For the report: which class of each image was explained, by what layer. */
export function classNotes({ head, classes }: ClassFigure): string[] {
  const each = SLOTS.flatMap((slot, i) => {
    const made = Object.values(classes[i]!).find(isMade);
    if (!made) return [];
    const { target, predicted, scores, probabilities } = made;
    const how = target === predicted ? ', the predicted class' : '';
    const number = (value: number) => value.toPrecision(4).replaceAll('-', '−');
    const numbers = `score ${number(scores[target]!)}, probability ${number(probabilities[target]!)}`;
    return [`${slot.toUpperCase()} for “${head.classifier.classes[target]}”${how} (${numbers})`];
  });
  return each.length === 0
    ? []
    : [
        `Beside this pair, the panel “Classifier” explains one class of each image: ${each.join('; ')}. Its maps are in its own export.`,
        ...[headSentence(head), head.facts ? accuracySentence(head.facts) : '', linkSentence(head)].filter(
          (text) => text !== '',
        ),
      ];
}
