import { createStore } from 'zustand/vanilla';
import { METHODS } from '../core/methods/index.ts';
import type { Method, MethodId } from '../core/methods/method.ts';
import { VARIATIONS } from '../core/methods/smoothing.ts';
import type { Services } from './services.ts';
import type { Result, Settings } from './state.ts';
import type { Store } from './store.ts';
import type { Task } from './task.ts';

/** A long piece of work, before it is begun. */
export interface Work {
  /** Whose pace tells how long a unit takes: its own, and where that is not known yet, what comes near it. */
  readonly kinds: readonly [string, ...string[]];
  /** Of equal size: passes of a copy through the network, as a rule. None: nothing is said. */
  readonly units: number;
  /** The units, in words: “1,254 masked copies”. */
  readonly words: string;
  /**
   * Does a small part of it, twice; the second time tells the pace of the last of its kinds.
   * @returns units done; with what they take, where that is not the time of the call.
   */
  readonly sample?: (signal: AbortSignal) => Promise<number | Sampled>;
}

/** Work that was done, or found out about. */
export interface Sampled {
  readonly units: number;
  /** Without what comes once, however much follows. */
  readonly milliseconds: number;
}

/** Pictures that are decoded and embedded. */
export const PICTURES = 'pictures';

/** A first part that took so many milliseconds tells enough: what is compiled and sent once is little of it. */
const SLOW = 2500;

/**
 * How long work takes on this device, for those who are about to begin some: learned from work that came to its end,
 * or from a small part of it. Nothing of it outlives the page, since a device is not always equally fast.
 */
export class Pace {
  /** Milliseconds a unit, by place and kind. */
  readonly store = createStore<Readonly<Record<string, number>>>(() => ({}));
  /** Images whose masked copies were embedded; how many of them a worker still has, nobody knows. */
  private readonly copied = new Set<string>();
  private sampling = false;

  constructor(store: Store) {
    const { result } = store.getState();
    if (result) this.see(result, false);
    store.subscribe((now, before) => {
      if (now.result && now.result !== before.result)
        // Else its time holds that of opening the network.
        this.see(now.result, now.result.engine === before.result?.engine);
      // Given up: some of its copies are kept.
      else if (before.result && now.partial !== before.partial && now.partial.length === 0)
        for (const part of before.partial)
          if (part) this.copied.add(copiesKey(before.result, part.of.id, part.method));
    });
  }

  note(place: string, kind: string, units: number, milliseconds: number): void {
    if (units > 0) this.store.setState({ [`${place} ${kind}`]: milliseconds / units });
  }

  /** Milliseconds that the whole of it will take; null where that is not known. */
  of(place: string, { kinds, units }: Pick<Work, 'kinds' | 'units'>): number | null {
    const known = this.store.getState();
    const each = kinds.map((kind) => known[`${place} ${kind}`]).find((one) => one !== undefined);
    return each === undefined || units === 0 ? null : each * units;
  }

  /** Learns from a task that was just started, should it come to its end. */
  learn<T>(task: Pick<Task<T>, 'store' | 'took'>, place: string, { kinds, units }: Work): void {
    const stop = task.store.subscribe(({ status }) => {
      if (status === 'running') return;
      stop();
      if (status === 'done' && task.took !== null) this.note(place, kinds[0], units, task.took);
    });
  }

  /** Does a small part of the work to find its pace; one at a time, and what goes wrong is met again by the work. */
  async sample(place: string, { kinds, sample }: Work, signal: AbortSignal): Promise<void> {
    if (!sample || this.sampling) return;
    this.sampling = true;
    try {
      for (const first of [true, false]) {
        const begun = performance.now();
        const did = await sample(signal);
        const spent = performance.now() - begun;
        if (signal.aborted) return;
        if (first && spent < SLOW) continue;
        const { units, milliseconds } = typeof did === 'number' ? { units: did, milliseconds: spent } : did;
        this.note(place, kinds.at(-1)!, units, milliseconds);
        return;
      }
    } catch {
      // As above.
    } finally {
      this.sampling = false;
    }
  }

  /** Whether masked copies of no image of the result were asked for yet: those that a worker kept cost nothing. */
  isFresh(result: Result, method: MethodId): boolean {
    return !result.explanations.some(({ of }) => this.copied.has(copiesKey(result, of.id, method)));
  }

  /** A result was made. @param timed its time is that of its passes alone. */
  see(result: Result, timed: boolean): void {
    const method: Method = METHODS[result.settings.method];
    if (method.kind !== 'perturbation') {
      const { elapsed, forwarded } = result.cost;
      // The images as they are went through the network before, as a rule; all their copies did now.
      const whole = forwarded >= result.explanations.length * (VARIATIONS.length - 1);
      if (timed && result.settings.smooth && whole)
        this.note(placeOf(result), smoothedKind(result), VARIATIONS.length, elapsed);
      return;
    }
    const fresh = this.isFresh(result, method.id);
    for (const { of } of result.explanations) this.copied.add(copiesKey(result, of.id, method.id));
    const { elapsed, recalled } = result.cost;
    // A smoothed map takes other passes beside these.
    if (timed && fresh && !recalled && !result.settings.smooth)
      this.note(placeOf(result), 'masked', result.explanations.length * method.copies, elapsed);
  }
}

/** What the pace depends on besides the work: the network, its input, and what it runs on. */
export function placeOf(of: {
  readonly settings: Pick<Settings, 'model' | 'size' | 'fit'>;
  readonly engine: { readonly backend: string };
}): string {
  const { model, size, fit } = of.settings;
  return [model, of.engine.backend, size.join('x'), fit].join('|');
}

/** Of smoothed maps, whose unit is one copy of each image. */
export function smoothedKind({ settings, explanations }: Pick<Result, 'settings' | 'explanations'>): string {
  const { layer, method } = settings;
  return `smoothed ${layer} ${method} ${explanations.map(({ against }) => against.length).join()}`;
}

/** Equal keys, equal copies, as far as the image is asked for with one seed. */
function copiesKey(result: Result, image: string, id: MethodId): string {
  const method: Method = METHODS[id];
  return `${placeOf(result)} ${image} ${method.kind === 'perturbation' ? method.masks : ''}`;
}

/** The one of the app. */
export const paceOf = (services: Services): Pace => services.one(Pace, () => new Pace(services.store));
