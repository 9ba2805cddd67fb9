import { attr } from './attr.ts';
import type {
  ChannelOrder,
  ClassifierCard,
  HeadCard,
  LayerCard,
  NetworkCard,
  Preprocessing,
} from './card.ts';
import { type Cost, costOf } from './cost.ts';
import { BATCH, type Dims, permute, range, sizePerImage } from './dims.ts';
import { Editor } from './editor.ts';
import { type Candidate, formOf, proposeEmbeddings } from './embeddings.ts';
import type { Opened } from './files.ts';
import { type FoundLayer, findLayers } from './find-layers.ts';
import { foldHead } from './fold-head.ts';
import { fuse } from './fuse.ts';
import { geometryOf } from './geometry.ts';
import { readersOf, sorted } from './graph.ts';
import { type Guess, guessPreprocessing } from './guess-preprocessing.ts';
import { distinct, moduleName } from './labels.ts';
import { LIMITS } from './limits.ts';
import { normalisedFrom } from './normalisation.ts';
import { checkWeights } from './onnx/check-weights.ts';
import { type Converted, convert, liveValue } from './onnx/convert.ts';
import type { OnnxModel, ValueInfo } from './onnx/model.ts';
import { readModel } from './onnx/read-model.ts';
import { isConstant, type Live } from './onnx/value.ts';
import { PREPROCESSINGS, prependPreprocessing } from './preprocess.ts';
import { broken, quoted, Refusal } from './refusal.ts';
import { looksLikeJson } from './tfjs/files.ts';
import { readTfjs } from './tfjs/read-tfjs.ts';
import { layOutTokens } from './tokens.ts';

/** What the user may change of what was found. */
export interface Choices {
  readonly height?: number;
  readonly width?: number;
  readonly preprocessing?: Preprocessing;
  readonly channelOrder?: ChannelOrder;
  /** A value of the file. */
  readonly embedding?: string;
}

export interface ImageInput {
  readonly name: string;
  readonly height: number;
  readonly width: number;
  readonly channels: number;
  /** The file leaves height and width open. */
  readonly free: boolean;
  readonly layout: 'NCHW' | 'NHWC';
}

/** A network as it will run, and how it came about; nothing is packed yet. */
export interface Plan extends Pick<NetworkCard, 'embedding' | 'head' | 'layers' | 'defaultLayer' | 'batch'> {
  readonly model: OnnxModel;
  readonly editor: Editor;
  readonly image: ImageInput;
  readonly guess: Guess;
  readonly preprocessing: Preprocessing;
  readonly channelOrder: ChannelOrder;
  readonly candidates: readonly Candidate[];
  readonly classifier: ClassifierCard | null;
  readonly cost: Cost;
}

/** Sizes that are tried where a file leaves them open. */
const SIZES = [224, 256, 112, 160, 384, 128, 64, 32, 518, 512] as const;

/**
 * Reads a network and changes it into one that the engine runs: the image is `[n, h, w, 3]` bytes, the embedding a
 * node `[n, E]`, each layer a node `[n, h, w, K]`.
 *
 * @throws Refusal
 */
export function planNetwork({ network, beside }: Opened, choices: Choices = {}): Plan {
  const model = looksLikeJson(network.bytes) ? readTfjs(network.bytes, beside) : readModel(network.bytes);
  checkWeights(model, beside);
  const { converted, image, batch } = convertImage(model, beside, choices);
  const { candidates, classifier } = proposeEmbeddings(model, converted);
  const name = choices.embedding ?? candidates[0]?.value;
  if (name === undefined) {
    throw broken(
      'no-embedding',
      'No value of the network is a vector for each image.',
      'Export the network up to its embedding.',
    );
  }
  const value = liveValue(converted, name);
  const editor = new Editor({ ...converted.graph, shapes: converted.shapes });
  let vector = asVector(editor, value, model.layout);
  const u = normalisedFrom(editor, vector);
  if (u !== null) vector = editor.shape(u).length === 2 ? u : editor.reshape(u, editor.shape(vector));
  editor.prune([vector]);
  fuse(editor, new Set([vector]));

  const guess = guessPreprocessing(model, converted, image.name, image.height);
  const preprocessing = choices.preprocessing ?? PREPROCESSINGS[guess.id];
  const channelOrder = choices.channelOrder ?? 'RGB';
  prependPreprocessing(editor, preprocessing, channelOrder);
  editor.prune([vector]);

  const names = namesOf(converted, model.generated);
  const places = findLayers(editor, vector, new Set(names.keys()));
  const maps = places.map((place) =>
    place.geometry.kind === 'map' ? place.node : layOutTokens(editor, place.node, place.geometry),
  );
  const last = maps.at(-1);
  const tokens = places.at(-1)?.geometry.kind === 'tokens';
  const head = last ? foldHead(editor, last, vector) : null;
  const embedding = head?.embedding ?? vector;
  const layers = cardsOf(model, places, maps, names, editor, {
    isMean: head?.isMean ?? false,
    folded: head?.folded ?? null,
    embedding: name,
    unread: tokens && head?.head.kind === 'class-token' ? unreadFrom(editor, places) : places.length,
  });
  editor.prune([embedding]);
  const cost = costOf(editor.graph);
  checkCost(cost);
  return {
    model,
    editor,
    image,
    batch,
    guess,
    preprocessing,
    channelOrder,
    candidates,
    classifier: classifier && name === candidates[0]?.value ? classifier : null,
    embedding: { node: embedding, name, channels: editor.shape(embedding).at(-1)!, l2: u !== null },
    head: describeHead(head?.head ?? null, tokens),
    layers,
    defaultLayer: defaultOf(layers),
    cost,
  };
}

function describeHead(head: HeadCard | null, tokens: boolean): HeadCard {
  if (!head)
    return {
      kind: 'other',
      words: 'The network has no feature map before its embedding: no layer can be explained.',
    };
  if (tokens && head.kind === 'pooled') {
    return { kind: 'token-mean', words: 'The embedding is the mean of the patch tokens.' };
  }
  return head;
}

/** With the number of images left open, or, where the file has fixed it in its shapes, for one at a time. */
function convertImage(
  model: OnnxModel,
  files: ReadonlyMap<string, Uint8Array>,
  choices: Choices,
): { converted: Converted; image: ImageInput; batch: 'any' | 'one' } {
  const info = imageInput(model);
  const free = sizeOf(info) === null;
  const sizes: (readonly [number, number])[] =
    choices.height !== undefined && choices.width !== undefined
      ? [[choices.height, choices.width]]
      : free
        ? SIZES.map((size) => [size, size])
        : [sizeOf(info)!];
  const given = sizeOf(info);
  if (given && sizes[0] && given.join() !== sizes[0].join()) {
    throw new Refusal(
      'bad-shapes',
      `The network takes images of ${given.join(' × ')} pixels only.`,
      'Export it with dynamic height and width, or keep its size.',
    );
  }
  let first: unknown = null;
  for (const [height, width] of sizes) {
    const channelsLast = isChannelsLast(info);
    const channels = Number(info.dims?.[channelsLast ? 3 : 1]) || 3;
    for (const batch of ['any', 'one'] as const) {
      const n = batch === 'any' ? BATCH : 1;
      const dims: Dims = channelsLast ? [n, height, width, channels] : [n, channels, height, width];
      try {
        const converted = convert(model, { shapes: new Map([[info.name, dims]]), files });
        const layout = channelsLast ? 'NHWC' : 'NCHW';
        return { converted, image: { name: info.name, height, width, channels, free, layout }, batch };
      } catch (error) {
        first ??= error;
        // Another size or batch mends shapes only.
        if (!(error instanceof Refusal) || !['bad-shapes', 'unsupported-form'].includes(error.reason))
          throw error;
      }
    }
  }
  throw first;
}

const isNumber = (d: number | string | undefined): d is number => typeof d === 'number' && d > 0;

function isChannelsLast({ dims }: ValueInfo): boolean {
  const [last, second] = [dims?.[3], dims?.[1]];
  return (last === 3 || last === 1) && second !== 3 && second !== 1;
}

function sizeOf(info: ValueInfo): [number, number] | null {
  const [h, w] = isChannelsLast(info) ? [info.dims?.[1], info.dims?.[2]] : [info.dims?.[2], info.dims?.[3]];
  return isNumber(h) && isNumber(w) ? [h, w] : null;
}

function imageInput(model: OnnxModel): ValueInfo {
  const known = new Set(model.graph.initialisers.map(({ name }) => name));
  const inputs = model.graph.inputs.filter(({ name }) => !known.has(name));
  const images = inputs.filter((info) => info.dims === null || info.dims.length === 4);
  const [image] = images;
  if (image && images.length === 1 && inputs.length === 1) {
    const channels = image.dims?.[isChannelsLast(image) ? 3 : 1];
    if (isNumber(channels) && channels !== 3 && channels !== 1) {
      throw new Refusal(
        'no-image-input',
        `The input ${quoted(image.name)} has ${channels} channels.`,
        'Export a network for colour or grey images.',
      );
    }
    return image;
  }
  const list = inputs.map(({ name, dims }) => `${quoted(name)} [${dims?.join(', ') ?? '?'}]`).join(', ');
  throw new Refusal(
    'no-image-input',
    `The network takes ${inputs.length === 0 ? 'no input' : list}; one image, [n, 3, height, width], is needed.`,
    'Export the part that takes one image, without its text or second branch.',
  );
}

/** The node of a value as `[n, E]`: ones dropped, a map averaged, a class token taken. */
function asVector(editor: Editor, value: Live, layout: OnnxModel['layout']): string {
  const form = formOf(value);
  const shape = editor.shape(value.node);
  const n = value.dims[0]!;
  const keep = { keep_dims: attr.bool(false), Tidx: attr.type('DT_INT32') };
  if (form === 'vector') {
    return shape.length === 2
      ? value.node
      : editor.reshape(value.node, [n, sizePerImage(shape) / (n === 1 ? 1 : 1)]);
  }
  if (form === 'map') {
    const channels = value.order.indexOf(layout === 'NHWC' ? 3 : 1);
    const axes = range(4).filter((axis) => axis !== 0 && axis !== channels);
    return editor.add('Mean', [value.node, editor.ints(axes)], [n, shape[channels]!], keep);
  }
  if (form === 'tokens' && value.order.join() === '0,1,2') {
    const found = geometryOf(editor).get(value.node);
    const [, , channels] = shape as [number, number, number];
    if (found?.kind === 'tokens' && found.extra > 0) {
      const first = editor.add(
        'Slice',
        [value.node, editor.ints([0, 0, 0]), editor.ints([-1, 1, -1])],
        [n, 1, channels],
      );
      return editor.reshape(first, [n, channels]);
    }
    return editor.add('Mean', [value.node, editor.ints([1])], [n, channels], keep);
  }
  throw broken(
    'no-embedding',
    `A value of shape [${permute(value.dims, range(value.dims.length)).join(', ')}] is no embedding.`,
  );
}

/** What the file calls each node; of several names the first. */
function namesOf(converted: Converted, generated: ReadonlySet<string> = new Set()): Map<string, string> {
  const names = new Map<string, string>();
  for (const [name, value] of converted.values) {
    if (!isConstant(value) && !value.narrow && !names.has(value.node) && !generated.has(name))
      names.set(value.node, name);
  }
  return names;
}

interface Ending {
  readonly isMean: boolean;
  readonly folded: string | null;
  readonly embedding: string;
  /** Index of the first place that the embedding does not read any more. */
  readonly unread: number;
}

function cardsOf(
  model: OnnxModel,
  places: readonly FoundLayer[],
  maps: readonly string[],
  names: ReadonlyMap<string, string>,
  editor: Editor,
  { isMean, folded, embedding, unread }: Ending,
): LayerCard[] {
  const makers = new Map(
    model.graph.nodes.flatMap((node) => node.outputs.map((name) => [name, node] as const)),
  );
  const modules = places.map(({ node }) => {
    const maker = makers.get(names.get(node)!);
    return maker ? moduleName(maker) : null;
  });
  const plain = modules.map((module, i) => module ?? `layer ${i + 1}`);
  const labels = distinct(
    plain.map((label, i) => {
      const isAlone = plain.filter((other) => other === label).length === 1;
      return isAlone ? label : `${label} ${makers.get(names.get(places[i]!.node)!)?.op ?? ''}`.trim();
    }),
  );
  const cards = places.map(
    ({ node, geometry, channels, block }, i): LayerCard => ({
      node: maps[i]!,
      name: names.get(node)!,
      label: labels[i]!,
      channels,
      cells: geometry.cells,
      // Geometry counts from the middle of the first pixel, cards from its edge.
      start: [geometry.start[0] + 0.5, geometry.start[1] + 0.5],
      step: geometry.step,
      // Of a module with several, the last is the block's output.
      block: block && !(modules[i] !== null && modules[i] === modules[i + 1] && places[i + 1]!.block),
      embedding: isMean && i === places.length - 1,
      ...(geometry.kind === 'tokens' && geometry.extra > 0 && { extraTokens: geometry.extra }),
      ...(i >= unread && { unread: true }),
    }),
  );
  const last = cards.at(-1);
  if (!folded || !last) return cards;
  const own: LayerCard = {
    ...last,
    node: folded,
    name: `${embedding} (at every position)`,
    label: "the embedding's own map",
    channels: editor.shape(folded).at(-1)!,
    block: true,
    embedding: true,
  };
  return [...cards, own];
}

/** The first layer behind which patch tokens do not reach the class token any more: no attention follows it. */
function unreadFrom(editor: Editor, places: readonly FoundLayer[]): number {
  const nodes = sorted([...editor.nodes.values()]);
  const readers = readersOf(nodes);
  const mixes = new Set<string>();
  // Whose value still goes into an attention further on.
  for (const node of nodes.toReversed()) {
    const onward = (readers.get(node.name) ?? []).some(
      ({ name, op }) => mixes.has(name) || op === 'BatchMatMulV2',
    );
    if (onward) mixes.add(node.name);
  }
  const at = places.findIndex(({ node }) => !mixes.has(node));
  return at < 0 ? places.length : at;
}

/** The last block that has places enough to point at, and that the embedding reads. */
function defaultOf(layers: readonly LayerCard[]): string {
  const read = layers.filter(({ unread }) => unread !== true);
  const wide = read.filter(({ cells: [h, w] }) => h >= 3 && w >= 3);
  const own = wide.findLast(({ embedding }) => embedding);
  return (
    (own ?? wide.findLast(({ block }) => block) ?? wide.at(-1) ?? read.at(-1) ?? layers.at(-1))?.name ?? ''
  );
}

function checkCost({ multiplyAdds, peakBytes }: Cost): void {
  const over =
    multiplyAdds > LIMITS.multiplyAdds
      ? `${(multiplyAdds / 1e9).toFixed(0)} billion multiply-adds an image (${LIMITS.multiplyAdds / 1e9} billion are run)`
      : peakBytes > LIMITS.peakBytes
        ? `${(peakBytes / 1e6).toFixed(0)} MB at once (${LIMITS.peakBytes / 1e6} MB are given)`
        : null;
  if (over)
    throw new Refusal('too-costly', `The network needs ${over}.`, 'Choose a smaller input size or network.');
}
