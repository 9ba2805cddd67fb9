import type { Extent } from '../../core/extent.ts';
import { blurredBaseline } from '../../core/faithfulness/baseline.ts';
import { cutMask } from '../../core/faithfulness/cut-mask.ts';
import { dropMask } from '../../core/faithfulness/drop-mask.ts';
import { maskPictures } from '../../core/faithfulness/mask-pictures.ts';
import { pixelOrder } from '../../core/faithfulness/pixel-order.ts';
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
  cut({ pixels, baseline }, order, cuts) {
    const masks = cuts.map((cut) => cutMask(order, cut));
    return Promise.resolve(maskPictures(pixels, baseline, masks));
  },
  fade({ pixels, baseline }, maps, size) {
    const masks = maps.map((map) => dropMask(stretched(map, size)));
    return Promise.resolve(maskPictures(pixels, baseline, masks));
  },
  summarize: (variants, results) => Promise.resolve(summarize(variants, results)),
};
