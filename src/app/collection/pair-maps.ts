import { METHODS } from '../../core/methods/index.ts';
import { withJob } from '../engine-task.ts';
import { explain } from '../explain.ts';
import { explanationIn } from '../result.ts';
import { ResultStore } from '../result-store.ts';
import type { Services } from '../services.ts';
import { reconcile } from '../settings.ts';
import type { MapData, Picture, Settings } from '../state.ts';
import type { SetPicture } from './picture-set.ts';

/** A map of `of`, explained with `by` as the settings on screen say, changed by `change`. */
export interface PairMapRequest {
  readonly of: SetPicture;
  readonly by: SetPicture;
  readonly change?: Partial<Settings>;
}

interface Waiting {
  readonly request: PairMapRequest;
  readonly signal: AbortSignal;
  readonly done: (map: MapData | null) => void;
  readonly failed: (error: unknown) => void;
}

/** Requests that wait; somebody who scrolls past thousands of hits wants the last ones. */
const WAITING = 48;

/**
 * Maps of pairs that are not on the stage, one at a time, in the order they came into view: those that have scrolled
 * out of sight meanwhile are given up. They are made as the stage makes its own, and known ones are not made again.
 */
export class PairMaps {
  private readonly services: Services;
  private readonly known = new ResultStore();
  private waiting: Waiting[] = [];
  private running = false;

  constructor(services: Services) {
    this.services = services;
  }

  /** Resolves to null where `signal` was aborted, or where too many newer wishes came. @throws AppError */
  map(request: PairMapRequest, signal: AbortSignal): Promise<MapData | null> {
    return new Promise((done, failed) => {
      this.waiting.push({ request, signal, done, failed });
      while (this.waiting.length > WAITING) this.waiting.shift()!.done(null);
      void this.run();
    });
  }

  private async run(): Promise<void> {
    if (this.running) return;
    this.running = true;
    for (let next = this.waiting.shift(); next; next = this.waiting.shift()) {
      const { request, signal, done, failed } = next;
      if (signal.aborted) done(null);
      else
        await this.make(request, signal).then(done, (error: unknown) =>
          signal.aborted ? done(null) : failed(error),
        );
    }
    this.running = false;
  }

  private async make({ of, by, change }: PairMapRequest, signal: AbortSignal): Promise<MapData> {
    const { client, decoder, base, references, store } = this.services;
    const settings = smallMapSettings(store.getState().settings, change);
    const sources = new Map([of, by].map((picture) => [picture.id, picture]));
    const result = await withJob(client, signal, (id) =>
      explain(
        client,
        {
          id,
          signal,
          settings,
          images: [asPicture(of), asPicture(by)],
          pixels: async ({ id: picture }, { size, fit }) =>
            (await decoder.pixels(await sources.get(picture)!.blob(), size, fit)).rgb,
          references,
          base,
          known: this.known,
        },
        { loading: () => undefined, running: () => undefined, partial: () => undefined },
      ),
    );
    this.known.remember(result);
    return explanationIn(result, 'a').map;
  }
}

/**
 * What a small map beside a hit is made with: the settings on screen, but never a method that takes hundreds of passes
 * a map, and never image C, which is the stage's.
 */
export function smallMapSettings(settings: Settings, change: Partial<Settings> = {}): Settings {
  const slow = METHODS[settings.method].kind === 'perturbation';
  const { settings: next } = reconcile(settings, {
    ...(slow && { method: 'sfam' as const }),
    ...(settings.against === 'image' && { against: 'none' as const }),
    ...change,
  });
  return next;
}

/** Its size is of no consequence to a map. */
const asPicture = ({ id, name }: SetPicture): Picture => ({
  id,
  name,
  width: 0,
  height: 0,
  origin: { kind: 'file' },
});
