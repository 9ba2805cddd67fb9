import { GraphModel } from '@tensorflow/tfjs-converter';
import * as tf from '@tensorflow/tfjs-core';
import type { LayerCard, ModelCard } from '../../core/models/model.ts';
import { Graph } from './graph.ts';
import { type Kept, tailRelevance, tailVjp } from './vjp.ts';

/** By graph node, `[n, h, w, K]` each. */
type Values = Map<string, tf.Tensor4D>;

/** No graph node is called so: the vectors stand under their own name as they come, and here as maps of one cell. */
const VECTOR = '@embedding';

/** What a tfjs graph-model JSON says besides its weights. */
interface GraphTopology {
  readonly modelTopology: object;
  readonly signature?: object;
}

/** A prepared model on the running backend: the forward pass to every layer, and the way back. */
export class Network {
  readonly card: ModelCard;
  private readonly graph: Graph;
  private readonly topology: GraphTopology;

  private constructor(card: ModelCard, graph: Graph, topology: GraphTopology) {
    this.card = card;
    this.graph = graph;
    this.topology = topology;
  }

  /** @param topology the tfjs graph-model JSON. @param weights its single weights file. */
  static async load(card: ModelCard, topology: object, weights: ArrayBuffer): Promise<Network> {
    const json = topology as GraphTopology & { weightsManifest: tf.io.WeightsManifestConfig };
    const specs = json.weightsManifest.flatMap((group) => group.weights);
    return Network.build(card, json, specs, weights);
  }

  private static async build(
    card: ModelCard,
    topology: GraphTopology,
    weightSpecs: tf.io.WeightsManifestEntry[],
    weightData: ArrayBuffer,
  ): Promise<Network> {
    const { modelTopology, signature } = topology;
    const artifacts = { modelTopology, weightSpecs, weightData, ...(signature && { signature }) };
    const model = new GraphModel({ load: () => Promise.resolve(artifacts) });
    await model.load();
    return new Network(card, await Graph.open(model), { modelTopology, ...(signature && { signature }) });
  }

  /**
   * A network of its own with the same graph, whose weights may differ: `change` is given every float weight's
   * name and a copy of its values, to be changed in place. This network stays as it is.
   */
  async copy(change: (name: string, values: Float32Array) => void): Promise<Network> {
    const read = Object.entries(this.graph.model.weights).map(async ([name, [tensor]]) => {
      const { shape, dtype } = tensor!;
      // A backend may hand out its own memory (the cpu one does).
      const values = (await tensor!.data()).slice() as Float32Array | Int32Array | Uint8Array;
      if (values instanceof Float32Array) change(name, values);
      return { spec: { name, shape, dtype }, values };
    });
    const weights = await Promise.all(read);
    const bytes = new Uint8Array(weights.reduce((sum, { values }) => sum + values.byteLength, 0));
    let at = 0;
    for (const { values } of weights) {
      bytes.set(new Uint8Array(values.buffer, values.byteOffset, values.byteLength), at);
      at += values.byteLength;
    }
    const specs = weights.map(({ spec }) => spec);
    return Network.build(this.card, this.topology, specs, bytes.buffer);
  }

  /** Names of the embedding's weights that none of `nodes` needs. */
  weightsBeyond(nodes: readonly string[]): ReadonlySet<string> {
    const needed = this.graph.weightsOf(nodes);
    return new Set([...this.graph.weightsOf([this.embeddingNode])].filter((name) => !needed.has(name)));
  }

  get layers(): readonly LayerCard[] {
    return this.card.layers;
  }

  /** The map whose mean over positions is the embedding, before any L2 normalisation; null where there is none. */
  get embeddingLayer(): LayerCard | null {
    return this.layers.find(({ embedding }) => embedding) ?? null;
  }

  /** What {@link forward} calls the map whose mean is the embedding. */
  get embeddingMap(): string {
    return this.embeddingLayer?.node ?? VECTOR;
  }

  /** The node of the embedding: the map whose mean it is, or else the vector itself. */
  get embeddingNode(): string {
    return this.embeddingLayer?.node ?? this.card.embedding.node;
  }

  /**
   * Feature maps at the ends of blocks, `[n, h, w, K]` each, in the order of the card, the embedding, where it is no
   * mean of a map, as a map of one cell, and values at further nodes, which cost memory but no time. The caller
   * disposes them.
   * @param images `[n, h, w, 3]`, RGB 0–255.
   */
  forward(images: tf.Tensor4D, further: readonly string[] = []): Values {
    const values = this.execute(this.card.input.node, images, [
      ...new Set([...this.blocks, this.embeddingNode, ...further]),
    ]);
    if (!this.embeddingLayer) {
      const vectors = values.get(this.embeddingNode)!;
      values.set(
        this.embeddingMap,
        this.ofOneCell(further.includes(this.embeddingNode) ? tf.clone(vectors) : vectors),
      );
      if (!further.includes(this.embeddingNode)) values.delete(this.embeddingNode);
    }
    return values;
  }

  /** The feature map of a single layer, `[n, h, w, K]`; the caller disposes it. */
  forwardTo(layer: string, images: tf.Tensor4D): tf.Tensor4D {
    return this.execute(this.card.input.node, images, [layer]).get(layer)!;
  }

  /** What a way back from the embedding needs besides what {@link forward} gives. */
  between(node: string): string[] {
    const { nodes, sides } = this.graph.tail(node, this.embeddingNode);
    const blocks = new Set(this.blocks);
    return [...nodes.map(({ name }) => name), ...sides].filter((name) => !blocks.has(name));
  }

  /** Those of them that do not depend on the layer, and that running forward from it cannot give. */
  beside(node: string): readonly string[] {
    return this.graph.tail(node, this.embeddingNode).sides;
  }

  /** Values at nodes after a layer, from its feature map; nothing may lie beside it. The caller disposes them. */
  forwardFrom(node: string, activation: tf.Tensor4D, nodes: readonly string[]): Values {
    return this.execute(node, activation, nodes);
  }

  /** Values at nodes, whatever they depend on. The caller disposes them. @param images as for {@link forward} */
  valuesAt(images: tf.Tensor4D, nodes: readonly string[]): Values {
    return this.execute(this.card.input.node, images, nodes);
  }

  /** Mean over positions at a node, `[n, K]`: by default the embeddings, `[n, E]`, normalised where the card says so. The caller disposes it. */
  embed(images: tf.Tensor4D, node: string = this.embeddingNode): tf.Tensor2D {
    return tf.tidy(() => {
      const parts = this.perImage(images).map((part) => this.forwardTo(node, part));
      const values = parts.length > 1 ? tf.concat(parts) : parts[0]!;
      const isVector = node === this.embeddingNode && !this.embeddingLayer;
      const pooled = isVector
        ? tf.reshape<tf.Rank.R2>(values, [-1, this.card.embedding.channels])
        : tf.mean<tf.Tensor2D>(values, [1, 2]);
      if (node !== this.embeddingNode || !this.card.embedding.l2) return pooled;
      return tf.div<tf.Tensor2D>(pooled, tf.norm(pooled, 2, 1, true));
    });
  }

  /**
   * `G[p,k] = Σ_i c_i ∂e_i/∂A[p,k]`, `[n, h, w, K]`, for the feature map at `node` and cotangents `[n, E]`.
   * @param kept what is at hand of the forward pass of the same images.
   */
  propagate(node: string, activation: tf.Tensor4D, cotangent: tf.Tensor2D, kept: Kept = {}): tf.Tensor4D {
    return tailVjp(this.graph, node, this.embeddingNode, activation, cotangent, kept);
  }

  /**
   * Relevance of the embedding carried back to the feature map at `node`, `[n, h, w, K]` (docs/spec.md, Relevance-CAM).
   * @param relevance `[n, E]` @param kept as for {@link propagate} @throws AppError `no-relevance`
   */
  relevance(node: string, activation: tf.Tensor4D, relevance: tf.Tensor2D, kept: Kept = {}): tf.Tensor4D {
    return tailRelevance(this.graph, node, this.embeddingNode, activation, relevance, kept);
  }

  dispose(): void {
    this.graph.model.dispose();
  }

  /** Nodes of the layers that end a block. */
  private get blocks(): string[] {
    return this.layers.filter(({ block }) => block).map(({ node }) => node);
  }

  /** A batch as the graph takes it: whole, or cut up where one image is baked into it. Call inside a tidy. */
  private perImage(images: tf.Tensor4D): tf.Tensor4D[] {
    return this.card.batch === 'any' || images.shape[0] === 1 ? [images] : tf.split(images, images.shape[0]);
  }

  private execute(from: string, value: tf.Tensor4D, nodes: readonly string[]): Values {
    if (nodes.length === 0) return new Map();
    const outputs = [this.graph.model.execute({ [from]: value }, [...nodes])].flat() as tf.Tensor4D[];
    return new Map(nodes.map((node, i) => [node, outputs[i]!]));
  }

  /** The vectors `[n, E]` as maps of one cell, so that whoever pools maps need not know. */
  private ofOneCell(vectors: tf.Tensor): tf.Tensor4D {
    const map = tf.reshape<tf.Rank.R4>(vectors, [-1, 1, 1, this.card.embedding.channels]);
    vectors.dispose();
    return map;
  }
}
