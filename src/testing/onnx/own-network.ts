import { BUILT_IN } from '../../core/models/index.ts';
import type { ModelCard } from '../../core/models/model.ts';
import { Network } from '../../engine/worker/network.ts';
import { prepare } from '../../graph/prepare.ts';
import type { Exporter, Packed } from './packed.ts';

/** A reference network as the engine runs it, prepared for the size and the preprocessing of its answers. */
export async function ownNetwork({ answers, files }: Packed, exporter: Exporter): Promise<Network> {
  const { height, width, mean, std } = answers.input;
  const triple = (values: readonly number[]) => values as readonly [number, number, number];
  const prepared = prepare(files(exporter), {
    height,
    width,
    preprocessing: { id: 'custom', mean: triple(mean), std: triple(std) },
  });
  const { card, modelTopology, weightSpecs, weightData } = prepared;
  const model: ModelCard = {
    ...BUILT_IN.objects,
    ...card,
    input: {
      node: card.input.node,
      sizes: [[height, width]],
      defaultSize: [height, width],
      preprocessing: card.input.preprocessing,
      channelOrder: card.input.channelOrder,
      fit: 'stretch',
    },
  };
  return Network.load(
    model,
    { modelTopology, weightsManifest: [{ paths: [], weights: weightSpecs }] },
    weightData,
  );
}
