import { ACTIVITY } from '../../core/activity.ts';
import { cornerOf, cornersOf, largestOf } from '../../core/faithfulness/corner-of.ts';
import {
  type CornerMaximum,
  type FirstLook,
  type FirstLookFacts,
  firstLook,
} from '../../core/faithfulness/first-look.ts';
import { METHODS } from '../../core/methods/index.ts';
import { explainedByItself } from '../inspect/same-for-network.ts';
import { activityAt, pairOf } from '../result.ts';
import type { MapData, Result } from '../state.ts';
import { type Bench, tryOthers } from './try-others.ts';

/** A first look with what it stands on, as it leaves the page. */
export interface FirstLookReport extends FirstLook {
  readonly facts: FirstLookFacts;
}

const LETTERS = ['A', 'B'] as const;

/**
 * What may be believed of a result, from arithmetic on the features that the workers keep: no image goes through the
 * network but a blank one, once. @param throwIfOver called between maps; throws when the result is no longer wanted.
 * @throws AppError when another network was opened.
 */
export async function makeFirstLook(
  bench: Bench,
  result: Result,
  throwIfOver: () => void,
): Promise<FirstLookReport> {
  const { activity } = result;
  const method = METHODS[result.settings.method];
  const pair = pairOf(result);
  const largest = pair.map(({ map }) => largestOf(map.data));
  const follows = pair.flatMap((one, i) => {
    const r = activityAt(one, activity).correlation;
    return r === null ? [] : [{ called: ACTIVITY[activity].called, image: LETTERS[i]!, r }];
  });
  const known: Omit<FirstLookFacts, 'others' | 'corners' | 'allCorners'> = {
    label: method.label,
    looksAtPartner: method.uses.metric,
    identical: explainedByItself(result),
    flat: largest.every((at) => at === null),
    activity: follows.reduce<FirstLookFacts['activity']>(
      (most, one) => (most === null || one.r > most.r ? one : most),
      null,
    ),
  };
  const vain = !known.looksAtPartner || known.identical || known.flat;
  const tried = vain ? 'There is nothing to try.' : await tryOthers(bench, result, throwIfOver);
  const made = typeof tried === 'string' ? [] : tried.maps;
  const corners = pair.flatMap(({ map: { height, width } }, i): CornerMaximum[] => {
    const peak = largest[i] ?? null;
    const corner = peak === null ? null : cornerOf(peak, height, width);
    if (corner === null) return [];
    const same = (map: Float32Array) => {
      const at = largestOf(map);
      return at !== null && cornerOf(at, height, width) === corner;
    };
    const shared = made.filter((each) => same(each[i]!)).length;
    return [{ image: LETTERS[i]!, corner, shared, of: made.length }];
  });
  const standOut = pair.flatMap(({ map }, i) => (strongCorners(map) ? [{ map, i }] : []));
  const allCorners =
    standOut.length > 0 && made.length > 0
      ? {
          shared: made.filter((each) =>
            standOut.every(({ map, i }) => strongCorners({ ...map, data: each[i]! })),
          ).length,
          of: made.length,
        }
      : null;
  const facts = { ...known, corners, allCorners, others: typeof tried === 'string' ? tried : tried.found };
  return { ...firstLook(facts), facts };
}

/** By a standard deviation of the map: a convention. */
const strongCorners = ({ data, height, width }: MapData): boolean =>
  (cornersOf(data, height, width) ?? 0) >= 1;
