import { expect, test } from 'vitest';
import { random } from '../random.ts';
import { vectorTable } from '../retrieval/vector-table.ts';
import { plotVectors } from './plot-vectors.ts';
import { principalComponents } from './principal-components.ts';

/** Points around a few centres in eight dimensions. */
function clusters(each: number, centres: number) {
  const stream = random(7);
  return vectorTable(
    Array.from({ length: each * centres }, (_, i) =>
      Float32Array.from(
        { length: 8 },
        (__, k) => (k === i % centres ? 10 - 3 * k : 0) + stream.uniform() * 0.5,
      ),
    ),
  );
}

test('the components of points on a line are the line', () => {
  const table = vectorTable([-2, -1, 0, 3].map((t) => Float32Array.of(1 + 3 * t, 2 - 4 * t, 7)));
  const { scores, wanted, explained } = principalComponents(table, 1);
  expect(wanted).toBe(1);
  expect(explained).toBeCloseTo(1, 6);
  // Their length along it, in either sense: 5 a step.
  const sign = Math.sign(scores[3]!);
  for (const [i, t] of [-2, -1, 0, 3].entries()) expect(sign * scores[i]!).toBeCloseTo(5 * t, 4);
});

test('the components are uncorrelated, of falling variance, and hold what they say', () => {
  const table = clusters(20, 3);
  const { scores, wanted, explained } = principalComponents(table, 8);
  const column = (k: number) => Array.from({ length: table.count }, (_, i) => scores[i * wanted + k]!);
  const product = (x: number[], y: number[]) => x.reduce((sum, value, i) => sum + value * y[i]!, 0);
  const variances = Array.from({ length: wanted }, (_, k) => product(column(k), column(k)));
  for (let k = 1; k < wanted; k++) expect(variances[k]!).toBeLessThanOrEqual(variances[k - 1]! * 1.001);
  expect(Math.abs(product(column(0), column(2))) / Math.sqrt(variances[0]! * variances[2]!)).toBeLessThan(
    0.02,
  );
  expect(explained).toBeCloseTo(1, 4);
});

test('clusters stay together in the plane, and the same table gives the same plane', () => {
  const table = clusters(15, 3);
  const plot = () =>
    plotVectors(
      table,
      false,
      () => false,
      () => undefined,
    );
  const { points, kind, epochs } = plot();
  expect(kind).toBe('umap');
  expect(epochs.done).toBe(epochs.planned);
  expect(plot().points).toEqual(points);
  const distance = (i: number, j: number) =>
    Math.hypot(points[2 * i]! - points[2 * j]!, points[2 * i + 1]! - points[2 * j + 1]!);
  for (let i = 0; i < table.count; i++) {
    const others = Array.from({ length: table.count }, (_, j) => j).filter((j) => j !== i);
    const nearest = others.reduce((best, j) => (distance(i, j) < distance(i, best) ? j : best));
    expect(nearest % 3).toBe(i % 3);
  }
  for (const value of points) expect(value >= 0 && value <= 1).toBe(true);
});

test('points beyond those that are placed lie with their cluster; by angle, lengths do not count', () => {
  const table = clusters(30, 3);
  const long = { ...table, data: table.data.map((value, i) => value * (1 + (Math.floor(i / 8) % 5))) };
  const { points, among } = plotVectors(
    long,
    true,
    () => false,
    () => undefined,
    40,
  );
  expect(among).toBe(50);
  const centre = (cluster: number, axis: number) =>
    Array.from({ length: 30 }, (_, i) => points[2 * (3 * i + cluster) + axis]!).reduce((a, b) => a + b, 0) /
    30;
  const to = (i: number, cluster: number) =>
    Math.hypot(points[2 * i]! - centre(cluster, 0), points[2 * i + 1]! - centre(cluster, 1));
  for (let i = 0; i < table.count; i++)
    expect(Math.min(to(i, (i + 1) % 3), to(i, (i + 2) % 3))).toBeGreaterThan(to(i, i % 3));
});

test('when the time is up it says how far it came; a handful of points are plain components', () => {
  const { epochs } = plotVectors(
    clusters(10, 2),
    false,
    () => true,
    () => undefined,
  );
  expect(epochs.done).toBe(0);
  expect(epochs.planned).toBeGreaterThan(0);
  expect(
    plotVectors(
      clusters(1, 3),
      false,
      () => false,
      () => undefined,
    ).kind,
  ).toBe('components');
});
