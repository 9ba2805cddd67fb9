import { sameExtent } from '../../core/extent.ts';
import { keepNewest } from '../../core/keep-newest.ts';
import type { Vectors } from '../../core/methods/side.ts';
import { BUILT_IN, layerCard, modelCard } from '../../core/models/index.ts';
import type { BuiltInId, ModelId } from '../../core/models/model.ts';
import { decodeNpy, type NpyArray } from '../../core/npy.ts';
import { FITS } from '../../core/resize/fit.ts';
import { SAMPLES } from '../../core/samples/samples.ts';
import type { Decoder } from '../../decode/client/decoder.ts';
import type { EngineSession } from '../../engine/client/engine-session.ts';
import { fetchSample } from '../fetch-sample.ts';
import type { Settings } from '../state.ts';

/** A network at a few sizes, fits and layers. */
const CAPACITY = 24;
/** Photographs a message. */
const CHUNK = 4;

type Asked = Pick<Settings, 'model' | 'size' | 'fit' | 'layer'>;

/** By sample id. */
export type VectorsBySample = ReadonlyMap<string, Vectors>;

/**
 * The vectors of the photographs that ship with the page, which images are explained against. For the networks that
 * ship, at their own size and whole, they were made when the page was built; else each photograph goes through the
 * network once.
 */
export class ReferenceVectors {
  private readonly decoder: Pick<Decoder, 'pixels'>;
  private readonly base: string;
  private readonly known = new Map<string, Promise<VectorsBySample>>();
  private readonly tables = new Map<ModelId, Promise<NpyArray | null>>();

  /** @param base absolute URL of the folder of `index.html`. */
  constructor(decoder: Pick<Decoder, 'pixels'>, base: string) {
    this.decoder = decoder;
    this.base = base;
  }

  /**
   * @param report work done, 0–1, where photographs have to be embedded.
   * @throws Fault; Error when a photograph cannot be fetched; DecodeError.
   */
  of(asked: Asked, session: EngineSession, report: (fraction: number) => void): Promise<VectorsBySample> {
    const { model, size, fit, layer } = asked;
    const key = [model, size.join('×'), fit, layer, session.info.backend].join('\n');
    const found = this.known.get(key) ?? this.find(asked, session, report);
    keepNewest(this.known, key, found, CAPACITY);
    found.catch(() => {
      if (this.known.get(key) === found) this.known.delete(key);
    });
    return found;
  }

  private async find(
    asked: Asked,
    session: EngineSession,
    report: (fraction: number) => void,
  ): Promise<VectorsBySample> {
    const { model, size, fit, layer } = asked;
    const prepared =
      isBuiltIn(model) && sameExtent(size, BUILT_IN[model].input.defaultSize) && fit === FITS.stretch.id;
    const table = prepared ? await this.table(model) : null;
    return table ? vectorsAt(table, model, layer) : this.embed(asked, session, report);
  }

  /** What scripts/prepare-references.mjs wrote; null where it cannot be had, or is of other photographs or layers. */
  private table(model: BuiltInId): Promise<NpyArray | null> {
    const read = async () => {
      const response = await fetch(new URL(`models/${model}/references.npy`, this.base));
      if (!response.ok) return null;
      const table = decodeNpy(new Uint8Array(await response.arrayBuffer()));
      const width = modelCard(model).layers.reduce((sum, { channels }) => sum + channels, 0);
      return table.shape[0] === SAMPLES.length && table.shape[1] === width ? table : null;
    };
    const known = this.tables.get(model) ?? read().catch(() => null);
    this.tables.set(model, known);
    // The network may have been away: the next one asks again.
    void known.then((table) => table ?? this.tables.delete(model));
    return known;
  }

  private async embed(
    { model, size, fit, layer }: Asked,
    session: EngineSession,
    report: (fraction: number) => void,
  ): Promise<VectorsBySample> {
    const found = new Map<string, Vectors>();
    const job = session.newJob();
    const { embedding: isEmbedding } = layerCard(model, layer);
    const l2 = modelCard(model).embedding.l2;
    const each = size[0] * size[1] * 3;
    for (let from = 0; from < SAMPLES.length; from += CHUNK) {
      report(from / SAMPLES.length);
      const samples = SAMPLES.slice(from, from + CHUNK);
      const images = new Uint8Array(samples.length * each);
      for (const [i, sample] of samples.entries()) {
        const { rgb } = await this.decoder.pixels(await fetchSample(sample, this.base), size, fit);
        images.set(rgb, i * each);
      }
      const embeddings = await session.embed(images, samples.length, size, job);
      const pooled =
        isEmbedding && !l2 ? embeddings : await session.embed(images, samples.length, size, job, layer);
      for (const [i, { id }] of samples.entries())
        found.set(id, { pooled: pooled[i]!, embedding: embeddings[i]! });
    }
    return found;
  }
}

const isBuiltIn = (model: ModelId): model is BuiltInId => Object.hasOwn(BUILT_IN, model);

/** Columns of one layer: `[photographs, channels of all layers]`. */
function vectorsAt({ data, shape }: NpyArray, model: ModelId, layer: string): VectorsBySample {
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
    SAMPLES.map(({ id }, row) => [id, { pooled: columns(row, layer), embedding: columns(row, last) }]),
  );
}
