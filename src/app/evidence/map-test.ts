import { ACTIVITY, type ActivityFacts, type ActivityKind } from '../../core/activity.ts';
import type { TestNumbers } from '../../core/faithfulness/test-verdict.ts';
import type { Result } from '../state.ts';
import type { ThoroughnessId } from './thoroughness.ts';

/** What is put to the test: the map on screen, or a control in its place. */
export type Contender =
  | { readonly kind: 'map' }
  /** The control of activity, whichever is the one of the layer (core/activity.ts). */
  | { readonly kind: ActivityKind }
  /** As smooth as the map, in other places (scramble.ts). */
  | { readonly kind: 'scrambled'; readonly seed: number }
  /** The map of the same image for another partner. */
  | { readonly kind: 'partner'; readonly partner: string; readonly subject: string };

/** One contender on one image. Values are NaN where not yet measured. */
export interface Measurement {
  readonly contender: Contender;
  /** `[steps + 1]`: the score with i/steps of the pixels blurred, most important first. */
  readonly deletion: Float64Array;
  /** `[steps + 1]`: the score with i/steps of the pixels revealed, most important first. */
  readonly insertion: Float64Array;
  /** null until the curves are whole. */
  readonly areas: {
    readonly deletion: number;
    readonly insertion: number;
    readonly difference: number;
  } | null;
  /** The score of the image masked by the contender's map. */
  readonly masked: number;
}

/** A test of the map on screen against its controls, in both directions. */
export interface MapTest {
  /** What was tested; everything on screen about the test is labelled from it. */
  readonly result: Result;
  readonly thoroughness: ThoroughnessId;
  /** Of A, then of B, whichever is blurred: the partner stays untouched. The map comes first, then the controls. */
  readonly measurements: readonly (readonly Measurement[])[];
  /** Images that went through the network. */
  readonly copies: number;
}

/** The control of activity of a test. */
export function activityOf({ result }: Pick<MapTest, 'result'>): ActivityFacts {
  return ACTIVITY[result.activity];
}

/** Contenders of a kind whose curves are whole. */
export function finished(measurements: readonly Measurement[], kind: Contender['kind']) {
  return measurements.flatMap((measurement) =>
    measurement.contender.kind === kind && measurement.areas
      ? [{ ...measurement, areas: measurement.areas }]
      : [],
  );
}

/**
 * What the verdict is made of: the measurements of one image, or the mean of both.
 * @returns null until the map and the control of activity are done; the others may still be missing.
 */
export function testNumbers(test: MapTest, of = test.measurements): TestNumbers | null {
  const { method } = test.result.settings;
  const one = (measurements: readonly Measurement[]) => {
    const ours = finished(measurements, 'map')[0];
    const mean = finished(measurements, activityOf(test).id)[0];
    if (!ours || !mean) return null;
    return {
      ours,
      mean,
      scrambled: finished(measurements, 'scrambled'),
      partners: finished(measurements, 'partner'),
    };
  };
  const parts = of.map(one).filter((part) => part !== null);
  if (parts.length < of.length) return null;
  const average = (values: readonly number[]) => values.reduce((a, b) => a + b, 0) / values.length;
  /** A stopped test may have one more in one image than in the other: only whole pairs count. */
  const means = (kind: 'scrambled' | 'partners') =>
    Array.from({ length: Math.min(...parts.map((part) => part[kind].length)) }, (_, i) => ({
      value: average(parts.map((part) => part[kind][i]!.areas.difference)),
      contender: parts[0]![kind][i]!.contender,
    }));
  return {
    ours: average(parts.map(({ ours }) => ours.areas.difference)),
    activity: method === activityOf(test).id ? null : average(parts.map(({ mean }) => mean.areas.difference)),
    activityName: activityOf(test).called,
    scrambled: means('scrambled').map(({ value }) => value),
    partners: means('partners').map(({ value, contender }) => ({
      value,
      subject: contender.kind === 'partner' ? contender.subject : '',
    })),
    whole: average(parts.map(({ ours }) => ours.deletion[0]!)),
    blurred: average(parts.map(({ ours }) => ours.insertion[0]!)),
  };
}
