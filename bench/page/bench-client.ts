import * as Comlink from 'comlink';
import { explain } from '../../src/app/explain.ts';
import { imageSource } from '../../src/app/image-source.ts';
import { pairOf } from '../../src/app/result.ts';
import { type Result, type Settings, SLOTS, type Slot } from '../../src/app/state.ts';
import { alone } from '../../src/core/methods/objectives-of.ts';
import { modelCard } from '../../src/core/models/index.ts';
import type { OpenInfo } from '../../src/engine/api.ts';
import { EngineClient } from '../../src/engine/client/client.ts';
import type { BenchEngine } from './bench-engine.ts';

/** The client that ships, over workers that can also be asked for bare forward passes. */
export class BenchClient {
  readonly client: EngineClient;
  private readonly workers: Worker[] = [];
  private first: Comlink.Remote<BenchEngine> | null = null;
  private readonly site: string;
  private count = 0;
  /** The newest explanation. */
  last: Result | null = null;

  /** @param workers 2 lets the client use a second one on wasm. */
  constructor(site: string, workers: number) {
    this.site = site;
    this.client = new EngineClient(() => {
      const worker = new Worker(new URL('./bench-worker.ts', import.meta.url), { type: 'module' });
      this.workers.push(worker);
      return worker;
    }, workers);
  }

  async open(settings: Settings): Promise<OpenInfo> {
    const { info } = await this.client.open(
      modelCard(settings.model),
      settings.backend,
      this.site,
      () => undefined,
    );
    return info;
  }

  /** The first worker, past the client; wrapped once, since every wrapping listens to all messages. */
  get engine(): Comlink.Remote<BenchEngine> {
    this.first ??= Comlink.wrap<BenchEngine>(this.workers[0]!);
    return this.first;
  }

  /** One explanation of images that the engine has not seen, and its milliseconds: pixels given → maps here. */
  async explain(
    settings: Settings,
    images: Readonly<Record<Slot, Uint8Array>>,
  ): Promise<{ elapsed: number; result: Result }> {
    const id = ++this.count;
    const picture = (slot: Slot) => ({
      id: `${slot}${id}`,
      name: slot,
      width: settings.size[1],
      height: settings.size[0],
      origin: { kind: 'file' } as const,
    });
    const pictures = SLOTS.map(picture);
    const begun = performance.now();
    const result = await explain(
      this.client,
      {
        id,
        settings,
        images: pictures,
        base: this.site,
        references: { of: () => Promise.resolve(new Map()), prepared: () => Promise.resolve(null) },
        pixels: (asked) => Promise.resolve(images[SLOTS.find((_, i) => pictures[i] === asked)!]),
      },
      { loading: () => undefined, running: () => undefined, partial: () => undefined },
    );
    const elapsed = performance.now() - begun;
    this.last = result;
    return { elapsed, result };
  }

  /** The occlusion map of the newest explanation's image A; resolves to how many masked copies it took. */
  async occlude(result: Result): Promise<number> {
    const { settings, engine } = result;
    const [{ of: picture }, { vectors }] = pairOf(result);
    const held = () => Promise.reject<Uint8Array>(new Error('the worker dropped the newest image'));
    const { masked } = await this.client.sessionOf(engine).map(
      {
        job: ++this.count,
        image: imageSource(held, picture, settings),
        layer: settings.layer,
        against: alone(vectors),
        method: 'occlusion',
        metric: 'cosine',
        reading: 'contribution',
        scope: 'final',
        seed: 1,
      },
      null,
    );
    return masked;
  }

  close(): void {
    this.client.close();
  }
}
