import { expect, test } from 'vitest';
import { METRICS } from '../../core/metrics/index.ts';
import { vectorTable } from '../../core/retrieval/vector-table.ts';
import { shares } from '../../core/verification/histogram.ts';
import type { Result } from '../state.ts';
import { retrieval, verification } from './gallery-scores.ts';
import { resultWords, scoreWords } from './verification-words.ts';

const vectors = [
  [1, 0],
  [1, 0.1],
  [0, 1],
  [0.1, 1],
  [0.9, 0.8],
].map((vector) => Float32Array.from(vector));
const table = vectorTable(vectors);
const labels = ['a', 'a', 'b', 'b', 'b'];

test('a score is read against the pairs of the gallery', () => {
  const found = verification(METRICS.cosine, table, labels);
  expect([found.same, found.different]).toEqual([4, 6]);
  expect([...found.scores.same].sort()).toHaveLength(4);
  // The most similar pair of two classes: (1, 0.1) and (0.9, 0.8), of cosine 0.8095; the pair above it is of one class.
  const words = scoreWords(0.5, found, 0.01);
  expect(words).toMatch(/^Below the threshold at 1 % false accepts of your 10 pairs, 0.995\.$/);
  expect(scoreWords(0.999, found, 0.01)).toMatch(/^At or above/);
  const far = verification(METRICS.euclidean, table, labels);
  expect(scoreWords(-1, far, 0.01)).toMatch(/pairs, −[\d.]+\.$/);
});

test('only of a result that was made as the gallery was', () => {
  const state = {
    made: { model: 'objects', size: [224, 224], fit: 'stretch', backend: null },
    verified: { metric: 'cosine', verification: verification(METRICS.cosine, table, labels) },
  } as const;
  const result = (change: object) =>
    ({
      settings: { ...state.made, metric: 'cosine', scope: 'final', ...change },
      finalScore: { similarity: 0.999 },
    }) as unknown as Result;
  expect(resultWords(result({}), state, 0.05)).toContain('At or above the threshold at 5 %');
  for (const change of [{ scope: 'layer' }, { metric: 'euclidean' }, { size: [320, 320] }, { fit: 'crop' }])
    expect(resultWords(result(change), state, 0.05)).toBeNull();
  expect(resultWords(result({}), { ...state, verified: null }, 0.05)).toBeNull();
});

test('shares fall into equal intervals and add up to one', () => {
  expect([...shares(Float64Array.of(0, 0.1, 0.6, 1), 0, 1, 2)]).toEqual([0.5, 0.5]);
  expect([...shares(new Float64Array(0), 0, 1, 2)]).toEqual([0, 0]);
});

test('classes are listed by their recall, the worst first', () => {
  const { byClass } = retrieval(METRICS.cosine, table, labels, () => undefined);
  expect(byClass).toEqual([
    { name: 'b', queries: 3, recall: 2 / 3 },
    { name: 'a', queries: 2, recall: 1 },
  ]);
});
