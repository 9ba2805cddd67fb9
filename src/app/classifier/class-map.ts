import { AppError } from '../../core/app-error.ts';
import { CLASS_METHODS, type ClassMethodId } from '../../core/classifier/class-methods.ts';
import { classScores } from '../../core/classifier/classifier.ts';
import { argmax, softmax } from '../../core/few-shot/prototypes.ts';
import { layerCard, modelCard } from '../../core/models/index.ts';
import type { LayerCard, ModelId } from '../../core/models/model.ts';
import { imageSource } from '../image-source.ts';
import type { Services } from '../services.ts';
import type { MapData, Picture, Settings } from '../state.ts';
import type { Head } from './head.ts';
import { headIn, headsOf } from './heads.ts';

/** What the three methods of a classifier say where there is none. */
export const NO_CLASSIFIER =
  'This network has no classifier, so there is no class that CAM, Grad-CAM and Relevance-CAM could explain. The panel “Classifier” fits one to classes of your own.';
const NO_POOLED_MAP =
  'CAM needs an embedding that is the mean over places of a feature map. This network makes its embedding in another way: choose Grad-CAM or Relevance-CAM.';

export interface ClassMapRequest {
  readonly picture: Picture;
  readonly settings: Pick<Settings, 'model' | 'size' | 'fit' | 'layer' | 'backend'>;
  readonly method: ClassMethodId;
  /** Index of the class; the predicted one where it is left out. */
  readonly target?: number;
  /** The one in use for the network where it is left out. */
  readonly head?: Head;
}

/** Scores of an image, one a class. */
export interface ClassScores {
  /** Before any softmax, `[T]`. */
  readonly scores: Float64Array;
  /** Their softmax, `[T]`. */
  readonly probabilities: Float64Array;
  readonly predicted: number;
}

/** A map of one image for one class. */
export interface ClassMap extends ClassScores {
  readonly method: ClassMethodId;
  readonly target: number;
  readonly head: Head;
  /** Signed, unscaled. */
  readonly map: MapData;
  /** Of each channel, `[K]`. */
  readonly weights: Float32Array;
  /** Where it was made: CAM's is always the last one. */
  readonly layer: LayerCard;
}

/** What a classifier says of an embedding. */
export function scoresOf({ classifier }: Head, embedding: Float32Array): ClassScores {
  const scores = classScores(classifier, embedding);
  return { scores, probabilities: softmax(scores), predicted: argmax(scores) };
}

/** The one layer that CAM is defined at; null where the embedding is no mean over places. */
export function pooledLayer(model: ModelId): LayerCard | null {
  return modelCard(model).layers.find(({ embedding }) => embedding) ?? null;
}

/**
 * One image’s map for a class by CAM, Grad-CAM or Relevance-CAM, at the layer of the settings; CAM at the last one.
 *
 * @throws AppError `no-class-map` where the network has no classifier or CAM no map to weight; `no-relevance`
 */
export async function classMap(services: Services, request: ClassMapRequest): Promise<ClassMap> {
  const { picture, settings, method } = request;
  const head = request.head ?? headIn(headsOf(services).getState(), settings.model);
  if (!head) throw AppError.saying('no-class-map', NO_CLASSIFIER);
  const { lastOnly, carried } = CLASS_METHODS[method];
  const layer = lastOnly ? pooledLayer(settings.model) : layerCard(settings.model, settings.layer);
  if (!layer) throw AppError.saying('no-class-map', NO_POOLED_MAP);
  const { client, base } = services;
  const session = await client.open(modelCard(settings.model), settings.backend, base, () => undefined);
  const image = imageSource(services.pixels, picture, settings);
  const { vectors: found } = await session.vectors([image], layer.node);
  const vectors = found[0]!;
  const scores = scoresOf(head, vectors.embedding);
  const target = request.target ?? scores.predicted;
  const made = await session.carried(
    image,
    layer.node,
    CLASS_METHODS[method].ofEmbedding(head.classifier, vectors, target),
    carried,
  );
  const [height, width] = made.shape;
  const map = { data: made.map, height, width };
  return { ...scores, method, target, head, map, weights: made.weights, layer };
}
