import { BUILT_IN } from '../../core/models/index.ts';
import type { ModelCard } from '../../core/models/model.ts';
import { Network } from '../../engine/worker/network.ts';
import { type Prepared, prepare } from '../../graph/prepare.ts';
import type { Exporter, Packed } from './packed.ts';

/** A reference network as the engine runs it, prepared for the size and the preprocessing of its answers. */
export async function ownNetwork({ answers, files }: Packed, exporter: Exporter): Promise<Network> {
  const { height, width, mean, std } = answers.input;
  const triple = (values: readonly number[]) => values as readonly [number, number, number];
  return networkOf(
    prepare(files(exporter), {
      height,
      width,
      preprocessing: { id: 'custom', mean: triple(mean), std: triple(std) },
    }),
  );
}

/** A prepared network on the running backend; the caller disposes it. */
export function networkOf({ card, modelTopology, weightSpecs, weightData }: Prepared): Promise<Network> {
  const { node, height, width, preprocessing, channelOrder } = card.input;
  const model: ModelCard = {
    ...BUILT_IN.objects,
    ...card,
    input: {
      node,
      sizes: [[height, width]],
      defaultSize: [height, width],
      preprocessing,
      channelOrder,
      fit: 'stretch',
    },
  };
  return Network.load(
    model,
    { modelTopology, weightsManifest: [{ paths: [], weights: weightSpecs }] },
    weightData,
  );
}
