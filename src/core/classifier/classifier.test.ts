import { describe, expect, it } from 'vitest';
import { arraySide, reluTail } from '../../testing/array-side.ts';
import golden from '../../testing/golden/objective.json' with { type: 'json' };
import { classScores, classWeights, initialRelevance, relevanceOfClass } from './classifier.ts';

const { A1, A2, conv1x1, fc, logits, target, relevancePooled } = golden.classifier;
const classifier = { classes: ['a', 'b'], weights: fc.flat(), bias: [0, 0] };
const pooled = A2[0]!.map((_, k) => A2.reduce((sum, place) => sum + place[k]!, 0) / A2.length);
const K = A1[0]!.length;
const tail = reluTail(Float64Array.from(conv1x1.flat()), new Float64Array(conv1x1.length));

function near(found: ArrayLike<number>, expected: readonly number[]): void {
  expect(found.length).toBe(expected.length);
  for (const [i, value] of expected.entries()) expect(Math.abs(found[i]! - value)).toBeLessThan(1e-9);
}
const weighted = (places: readonly (readonly number[])[], weights: ArrayLike<number>) =>
  places.map((place) => place.reduce((sum, value, k) => sum + value * weights[k]!, 0));
const means = (values: Float64Array, channels: number) =>
  Array.from({ length: channels }, (_, k) =>
    [...values].reduce(
      (sum, value, i) => sum + (i % channels === k ? value / (values.length / channels) : 0),
      0,
    ),
  );

describe('the worked example of a classifier, to 1e-9', () => {
  it('scores, and the contrast that relevance begins with', () => {
    near(classScores(classifier, pooled), logits);
    near(initialRelevance(2, target), golden.classifier.initialRelevance);
  });

  it('CAM', () => near(weighted(A2, classWeights(classifier, target)), golden.classifier.cam));

  it('Grad-CAM at both maps', () => {
    const row = Float32Array.from(classWeights(classifier, target));
    near(weighted(A2, row), golden.classifier.gradCam.A2);
    const flat = Float64Array.from(A1.flat());
    const sums = means(tail.pullBack(flat, K, row), K).map((mean) => mean * A1.length);
    near(weighted(A1, sums), golden.classifier.gradCam.A1);
  });

  it('Relevance-CAM at the pooled vector and at both maps', () => {
    const R = relevanceOfClass(classifier, pooled, target);
    near(R, relevancePooled);
    const { A2: last, A1: first } = golden.classifier.relevanceCam;
    // The mean's rule keeps a channel's relevance, and every channel of A2 fires.
    const weights = R.map((value) => value / A2.length);
    near(weights, last.weights);
    near(weighted(A2, weights), last.map);
    const below = means(tail.relevance(Float64Array.from(A1.flat()), K, R), K);
    near(below, first.weights);
    near(weighted(A1, below), first.map);
  });

  it('and a side of plain arrays gives the weights of the lower map', async () => {
    const side = arraySide(A1.flat(), [2, 2, K], tail);
    const found = await side.relevance(Float32Array.from(relevanceOfClass(classifier, pooled, target)));
    for (const [k, weight] of golden.classifier.relevanceCam.A1.weights.entries())
      expect(found[k]).toBeCloseTo(weight, 6);
  });
});
