import type { ChannelOrder, Preprocessing, PreprocessingId } from '../../core/models/model.ts';
import type { FitId } from '../../core/resize/fit.ts';
import type { Finding } from '../../graph/inspect.ts';
import type { Choices } from '../../graph/plan.ts';

/** Everything that is chosen of an own network; what was found proposes it. */
export interface NetworkChoices {
  readonly height: number;
  readonly width: number;
  readonly preprocessing: Preprocessing;
  readonly channelOrder: ChannelOrder;
  /** Name of the ONNX value. */
  readonly embedding: string;
  readonly fit: FitId;
}

export const PREPROCESSING_LABELS: Readonly<Record<PreprocessingId, string>> = {
  imagenet: 'ImageNet mean and deviation',
  'minus-one-one': '−1 … 1',
  'zero-one': '0 … 1',
  bytes: '0 … 255',
  clip: 'CLIP mean and deviation',
  'in-graph': 'Bytes; the network does the rest itself',
  custom: 'Own mean and deviation',
};

/** What a reader proposes. @param fit as the user had it chosen. */
export function proposed(
  { image, preprocessing, embedding }: Finding,
  scales: Scales,
  fit: FitId,
): NetworkChoices {
  return {
    height: image.height,
    width: image.width,
    preprocessing: scales[preprocessing.id],
    channelOrder: 'RGB',
    embedding: embedding.name,
    fit,
  };
}

export type Scales = Readonly<Record<Exclude<PreprocessingId, 'custom'>, Preprocessing>>;

/** As the reader takes them. */
export const toReader = ({
  height,
  width,
  preprocessing,
  channelOrder,
  embedding,
}: NetworkChoices): Choices => ({
  height,
  width,
  // Triples, whatever JSON made of them.
  preprocessing: { ...preprocessing, mean: triple(preprocessing.mean), std: triple(preprocessing.std) },
  channelOrder,
  embedding,
});

const triple = ([a = 0, b = 0, c = 0]: readonly number[]): readonly [number, number, number] => [a, b, c];
