import { AppError } from '../../core/app-error.ts';
import type { ModelCard, OwnId } from '../../core/models/model.ts';
import type { FitId } from '../../core/resize/fit.ts';
import type { NetworkCard } from '../../graph/card.ts';
import type { Finding } from '../../graph/inspect.ts';

export type OwnCard = ModelCard & { readonly id: OwnId };

const NO_MAP =
  'Nothing between the image and this embedding is a feature map or a set of patch tokens, so there are no places to explain. Choose another embedding, or export the network from its image input on.';

/**
 * A prepared network as the page speaks of it. Its name says that nobody vouches for it, wherever a result of it is
 * shown or exported.
 *
 * @throws AppError `network-refused` where the network has no feature map
 */
export function ownCard(card: NetworkCard, finding: Finding, fit: FitId): OwnCard {
  const { file, opset, cost } = finding;
  const { node, height, width, preprocessing, channelOrder } = card.input;
  const size = [height, width] as const;
  const digits = file.sha256.slice(0, 12);
  const { layers } = card;
  const first = layers.find(({ name }) => name === card.defaultLayer) ?? layers.at(-1);
  if (!first) throw AppError.saying('network-refused', NO_MAP);
  return {
    id: `own:${digits}`,
    label: `${file.name} (network of unknown origin, ${digits})`,
    summary: `A network of unknown origin, read from the file “${file.name}” (sha-256 ${digits}…). ${card.head.words}`,
    origin: 'own',
    input: { node, sizes: [size], defaultSize: size, preprocessing, channelOrder, fit },
    embedding: card.embedding,
    head: card.head,
    layers,
    defaultLayer: first.node,
    batch: card.batch,
    sha256: card.sha256,
    source: {
      kind: 'file',
      file: file.name,
      fileSha256: file.sha256,
      bytes: file.bytes,
      opset,
      parameters: cost.parameters,
      multiplyAdds: cost.multiplyAdds,
    },
  };
}
