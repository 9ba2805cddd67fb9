import type { Extent } from '../../core/extent.ts';
import { blurredBaseline } from '../../core/faithfulness/baseline.ts';
import { pixelOrder } from '../../core/faithfulness/pixel-order.ts';
import { rightOfFold } from '../../core/probe/cross-validation.ts';
import { fitProbe } from '../../core/probe/linear-probe.ts';
import { paceOfProbe } from '../../core/probe/pace-of-probe.ts';
import { upsample } from '../../core/upsample.ts';
import { summarize } from '../collection/summary.ts';
import type { MapData } from '../state.ts';
import type { Background } from './background.ts';

const stretched = ({ data, height, width }: MapData, size: Extent) =>
  upsample(data, height, width, size[0], size[1]);

/** The arithmetic itself, where it is called. */
export const arithmetic: Background = {
  blur: (pixels, size) => Promise.resolve(blurredBaseline(pixels, size)),
  order: (map, size) => Promise.resolve(pixelOrder(stretched(map, size))),
  summarize: (variants, results) => Promise.resolve(summarize(variants, results)),
  fitProbe: ({ table, labels, classes, penalty }) =>
    Promise.resolve(fitProbe(table, [...labels.keys()], labels, classes, penalty)),
  paceOfProbe: (task) => Promise.resolve(paceOfProbe(task, () => performance.now())),
  rightOfFold: (task, fold) => Promise.resolve(rightOfFold(task, fold)),
};
