import { AppError } from '../../core/app-error.ts';
import { sameExtent } from '../../core/extent.ts';
import { awaited, Lru } from '../../core/lru.ts';
import type { Vectors } from '../../core/methods/side.ts';
import { BUILT_IN, layerCard, modelCard } from '../../core/models/index.ts';
import type { BuiltInId, ModelId } from '../../core/models/model.ts';
import { decodeNpy, type NpyArray } from '../../core/npy.ts';
import { FITS } from '../../core/resize/fit.ts';
import { SAMPLES } from '../../core/samples/samples.ts';
import type { Decoder } from '../../decode/api.ts';
import type { EngineSession } from '../../engine/client/engine-session.ts';
import { fetchBytes } from '../../engine/client/fetch-bytes.ts';
import { aboutImage } from '../about-image.ts';
import type { Settings } from '../state.ts';
import type { GroupMember } from './image-group.ts';

/** A network at a few sizes, fits and layers. */
const CAPACITY = 24;
/** Images a message. */
const CHUNK = 4;

type Asked = Pick<Settings, 'model' | 'size' | 'fit' | 'layer' | 'scope'>;

/** By member id. */
type VectorsById = ReadonlyMap<string, Vectors>;

/**
 * The vectors of the images that others are explained against. Those of the photographs that ship were made when the
 * page was built, for the networks that ship, at their own size and whole; else each image goes through the network
 * once.
 */
export class ReferenceVectors {
  private readonly decoder: Pick<Decoder, 'pixels'>;
  private readonly base: string;
  private readonly known = new Lru<string, Map<string, Vectors>>(CAPACITY);
  private readonly tables = new Lru<ModelId, Promise<NpyArray>>(CAPACITY);

  /** @param base absolute URL of the folder of `index.html`. */
  constructor(decoder: Pick<Decoder, 'pixels'>, base: string) {
    this.decoder = decoder;
    this.base = base;
  }

  /**
   * @param report work done, 0–1, where images have to be embedded.
   * @param signal embeds no more of them; those that were are kept.
   * @throws AppError, also when an image cannot be fetched or read, or a vector is not of this network.
   */
  async of(
    asked: Asked,
    members: readonly GroupMember[],
    session: EngineSession,
    report: (fraction: number) => void,
    signal?: AbortSignal,
  ): Promise<VectorsById> {
    const { model, size, fit, layer } = asked;
    const key = [model, size.join('×'), fit, layer, session.info.backend].join('\n');
    const known = this.known.getOr(key, () => new Map<string, Vectors>());
    const missing = members.filter(({ id }) => !known.has(id));
    if (missing.some(({ id }) => id.startsWith('sample:')))
      for (const [id, vectors] of (await this.prepared(asked)) ?? []) known.set(id, vectors);
    for (const { id, name, vector } of missing)
      if (vector) known.set(id, importedVectors(vector, name, asked));
    await this.embed(
      asked,
      missing.filter(({ id }) => !known.has(id)),
      session,
      known,
      report,
      signal,
    );
    return new Map(members.map(({ id }) => [id, known.get(id)!]));
  }

  /** Of the photographs that ship, where they were made when the page was built; null where a pass would be needed. */
  async prepared({ model, size, fit, layer }: Omit<Asked, 'scope'>): Promise<VectorsById | null> {
    if (!isBuiltIn(model) || !sameExtent(size, BUILT_IN[model].input.defaultSize) || fit !== FITS.stretch.id)
      return null;
    const table = await this.table(model);
    return table && vectorsAt(table, model, layer);
  }

  /** What scripts/prepare-references.mjs wrote; null where it cannot be had, or is of other photographs or layers. */
  private table(model: BuiltInId): Promise<NpyArray | null> {
    const read = async () => {
      const { ok, status, bytes } = await fetchBytes(new URL(`models/${model}/references.npy`, this.base));
      if (!ok) throw new Error(`references of ${model}: ${status}`);
      const table = decodeNpy(bytes);
      const width = modelCard(model).layers.reduce((sum, { channels }) => sum + channels, 0);
      if (table.shape[0] !== SAMPLES.length || table.shape[1] !== width)
        throw new Error(`references of ${model}: of other photographs or layers`);
      return table;
    };
    // The network may have been away: the next one asks again.
    return awaited(this.tables, model, read).catch(() => null);
  }

  private async embed(
    { model, size, fit, layer }: Asked,
    members: readonly GroupMember[],
    session: EngineSession,
    found: Map<string, Vectors>,
    report: (fraction: number) => void,
    signal: AbortSignal | undefined,
  ): Promise<void> {
    const job = session.newJob();
    const { embedding: isEmbedding } = layerCard(model, layer);
    const l2 = modelCard(model).embedding.l2;
    const each = size[0] * size[1] * 3;
    for (let from = 0; from < members.length; from += CHUNK) {
      signal?.throwIfAborted();
      report(from / members.length);
      const some = members.slice(from, from + CHUNK);
      const images = new Uint8Array(some.length * each);
      for (const [i, member] of some.entries()) {
        const { rgb } = await aboutImage(member.name, async () =>
          this.decoder.pixels(await member.blob(this.base), size, fit),
        );
        images.set(rgb, i * each);
      }
      const embeddings = await session.embed(images, some.length, size, job);
      const pooled =
        isEmbedding && !l2 ? embeddings : await session.embed(images, some.length, size, job, layer);
      for (const [i, { id }] of some.entries())
        found.set(id, { pooled: pooled[i]!, embedding: embeddings[i]! });
    }
  }
}

/** A vector that was made elsewhere is an embedding: of a layer below it says nothing. */
function importedVectors(embedding: Float32Array, name: string, { model, layer, scope }: Asked): Vectors {
  const card = modelCard(model);
  const { channels, l2 } = card.embedding;
  if (embedding.length !== channels)
    throw AppError.saying(
      'unreadable',
      `The vector “${name}” has ${embedding.length} numbers; embeddings of ${card.label} have ${channels}. Load vectors of this network, or choose other images.`,
    );
  const same = layerCard(model, layer).embedding && !l2;
  if (!same && scope === 'layer')
    throw AppError.saying(
      'unreadable',
      'Vectors from a file are embeddings: they explain the final similarity. Choose “Final similarity”, or other images.',
    );
  const { channels: pooled } = layerCard(model, layer);
  return { embedding, pooled: same ? embedding : new Float32Array(pooled).fill(Number.NaN) };
}

const isBuiltIn = (model: ModelId): model is BuiltInId => Object.hasOwn(BUILT_IN, model);

/** Columns of one layer: `[photographs, channels of all layers]`. */
function vectorsAt({ data, shape }: NpyArray, model: ModelId, layer: string): VectorsById {
  const { layers } = modelCard(model);
  const width = shape[1]!;
  const columns = (row: number, node: string) => {
    let from = row * width;
    for (const one of layers) {
      if (one.node === node) return data.slice(from, from + one.channels);
      from += one.channels;
    }
    throw new RangeError(`The network has no layer ${node}.`);
  };
  const last = layers.at(-1)!.node;
  return new Map(
    SAMPLES.map(({ id }, row) => [
      `sample:${id}`,
      { pooled: columns(row, layer), embedding: columns(row, last) },
    ]),
  );
}
