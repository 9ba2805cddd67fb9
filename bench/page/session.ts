import * as Comlink from 'comlink';
import { pairOf } from '../../src/app/result.ts';
import { DEFAULT_SETTINGS } from '../../src/app/settings.ts';
import type { Settings, Slot } from '../../src/app/state.ts';
import { modelCard } from '../../src/core/models/index.ts';
import type { ModelId } from '../../src/core/models/model.ts';
import type { BackendId } from '../../src/engine/api.ts';
import { median } from '../node/statistics.mjs';
import type { PlainWorker } from '../plain/plain-worker.ts';
import { BenchClient } from './bench-client.ts';
import { photographs, rolled } from './photographs.ts';

/** Milliseconds of everything that is compared, measured one right after the other. */
export type Round = Readonly<Record<string, number>>;

export interface SessionInfo {
  readonly backend: BackendId;
  readonly detail: string;
  readonly workers: number;
  /** The layer in the middle, and its map's height in cells. */
  readonly middle: string;
  readonly cells: number;
  /** Largest relative L2 difference of our maps to the plain way's. */
  readonly difference: number;
}

/** One model at one size on one backend: one worker, two workers where the client wants two, and the plain way. */
export class Session {
  readonly settings: Settings;
  private readonly site: string;
  private readonly middle: string;
  private readonly one: BenchClient;
  private readonly both: BenchClient;
  private readonly plain: Comlink.Remote<PlainWorker>;
  private readonly plainWorker: Worker;
  private images!: readonly [Uint8Array, Uint8Array];
  private turn = 0;
  private unfused = false;
  private paired = false;

  constructor(site: string, model: ModelId, size: number, backend: BackendId) {
    const card = modelCard(model);
    this.site = site;
    this.settings = { ...DEFAULT_SETTINGS, model, size: [size, size], backend, layer: card.defaultLayer };
    this.middle = card.layers[Math.floor(card.layers.length / 2)]!.node;
    this.one = new BenchClient(site, 1);
    this.both = new BenchClient(site, 2);
    this.plainWorker = new Worker(new URL('../plain/plain-worker.ts', import.meta.url), { type: 'module' });
    this.plain = Comlink.wrap<PlainWorker>(this.plainWorker);
  }

  /** Loads everything, runs all of it once, and checks that the plain way finds the same maps. */
  async open(unfused: string | null): Promise<SessionInfo> {
    const { model, size } = this.settings;
    const card = modelCard(model);
    this.images = await photographs(this.site, size[0]);
    const info = await this.one.open(this.settings);
    this.paired = (await this.both.open(this.settings)).workers > 1;
    const ours = await files(new URL(`models/${model}/`, this.site));
    await this.one.engine.loadBare('ours', { card, ...ours });
    await this.plain.load(info.backend, ours.topology as never, ours.weights);
    if (unfused) {
      await this.one.engine.loadBare('unfused', { card, ...(await files(new URL(unfused, this.site))) });
      this.unfused = true;
    }
    await this.round();
    const images = this.fresh();
    const { result } = await this.one.explain(this.settings, images);
    const { maps } = await this.plain.pair(this.nodes(), images.a, images.b, size[0], true);
    const { cells } = {
      cells: (await this.one.explain(this.at(this.middle), this.fresh())).result.layerShape[0],
    };
    return {
      backend: info.backend,
      detail: info.detail,
      workers: this.paired ? 2 : 1,
      middle: card.layers.find((layer) => layer.node === this.middle)!.label,
      cells,
      difference: Math.max(
        ...pairOf(result).map(({ map }, i) => relative(map.data, i === 0 ? maps.a : maps.b)),
      ),
    };
  }

  /**
   * Everything once. Each is divided by the mean of the bare forward passes right before and right after it, so
   * that a machine that slows down meanwhile slows both.
   */
  async round(): Promise<Round> {
    const { size } = this.settings;
    const bare = async (name: string) => {
      const { a, b } = this.fresh();
      return this.one.engine.bareForward(name, [a, b], size);
    };
    const plain = async (reload: boolean) => {
      const { a, b } = this.fresh();
      return (await this.plain.pair(this.nodes(), a, b, size[0], reload)).elapsed;
    };
    const ours = async (client: BenchClient, layer: string) =>
      (await client.explain(this.at(layer), this.fresh())).elapsed;
    const last = this.settings.layer;
    const paired = this.paired ? this.both : this.one;

    const took: Record<string, number> = {};
    let before = await bare('ours');
    took.forward = before;
    const over = async (name: string, work: () => Promise<number>) => {
      const elapsed = await work();
      const after = await bare('ours');
      took[name] = elapsed / ((before + after) / 2);
      before = after;
      return elapsed;
    };
    // The row that lies nearest to its bar: one pass in five that the system disturbs shall not decide it.
    const ratios: number[] = [];
    for (let time = 0; time < 5; time++) {
      await over('explain', () => ours(this.one, last));
      ratios.push(took.explain!);
    }
    took.explain = median(ratios);
    await over('middle', () => ours(this.one, this.middle));
    const explained = await over('explainPaired', () => ours(paired, last));
    took.plain = (await plain(true)) / explained;
    const again = await over('explainAgain', () => ours(paired, last));
    took.plainLoaded = (await plain(false)) / again;
    before = await bare('ours');
    await over('middlePaired', () => ours(paired, this.middle));
    if (this.unfused) await over('unfused', () => bare('unfused'));
    return took;
  }

  /** Milliseconds per masked image of an occlusion, and per image of bare passes of the batch it uses, 16. */
  async masked(): Promise<Round> {
    const { size } = this.settings;
    const images = this.fresh();
    await this.one.explain(this.settings, images);
    const seen = this.one.last!;
    const many = Array.from({ length: 16 }, () => this.fresh().a);
    const before = await this.one.engine.bareForward('ours', many, size);
    const begun = performance.now();
    const masked = await this.one.occlude(seen);
    const per = (performance.now() - begun) / masked;
    const after = await this.one.engine.bareForward('ours', many, size);
    return { masked: per, forward: (before + after) / 2 / many.length };
  }

  /** One worker against two, nothing else in between: for the rounds under load. */
  async oneAndTwo(): Promise<Round> {
    return {
      one: (await this.one.explain(this.settings, this.fresh())).elapsed,
      two: (await this.both.explain(this.settings, this.fresh())).elapsed,
    };
  }

  close(): void {
    this.one.close();
    this.both.close();
    this.plainWorker.terminate();
  }

  private at(layer: string): Settings {
    return { ...this.settings, layer };
  }

  private nodes() {
    const { input, defaultLayer } = modelCard(this.settings.model);
    return { input: input.node, layer: this.settings.layer, embedding: defaultLayer };
  }

  /** The pair with pixels no pass has seen. */
  private fresh(): Record<Slot, Uint8Array> {
    this.turn += 1;
    const [a, b] = this.images.map((image) => rolled(image, this.settings.size[0], this.turn));
    return { a: a!, b: b! };
  }
}

async function files(folder: URL): Promise<{ topology: object; weights: ArrayBuffer }> {
  const [json, bin] = await Promise.all(
    ['model.json', 'weights.bin'].map((name) => fetch(new URL(name, folder))),
  );
  return { topology: (await json!.json()) as object, weights: await bin!.arrayBuffer() };
}

function relative(out: Float32Array, reference: Float32Array): number {
  let [difference, norm] = [0, 0];
  reference.forEach((value, i) => {
    difference += (out[i]! - value) ** 2;
    norm += value ** 2;
  });
  return Math.sqrt(difference / norm);
}
