import { AppError } from '../../core/app-error.ts';
import type { Held } from '../api.ts';
import type { Lane } from './lane.ts';

/** The workers that have one model open, and which of them is asked about which image. */
export class LanePool {
  private lanes: readonly Lane[] = [];
  /** Image keys are few: entries of evicted images cost nothing but a line here. */
  private readonly homes = new Map<string, Lane>();

  /** @throws AppError `cancelled` once the pool was closed. */
  get open(): readonly Lane[] {
    if (this.lanes.length === 0) throw new AppError('cancelled', 'the engine was closed');
    return this.lanes;
  }

  get alive(): readonly Lane[] {
    return this.lanes.filter((lane) => lane.alive);
  }

  get allAlive(): boolean {
    return this.lanes.every((lane) => lane.alive);
  }

  /** What the workers held when they last rested after a map. */
  get held(): Held {
    const sum = (name: keyof Held) => this.lanes.reduce((total, { held }) => total + held[name], 0);
    return { tensors: sum('tensors'), bytes: sum('bytes') };
  }

  /** These from now on; lanes that are not among them are not closed. */
  use(lanes: readonly Lane[]): void {
    this.lanes = lanes;
  }

  /**
   * The lane that an image is given to. It moves only when it shares its lane with a companion of this request
   * while another lane has none: two images that met different partners first would else be computed in turn.
   *
   * @throws AppError `cancelled` once the pool was closed.
   */
  place(key: string, companions: readonly string[]): Lane {
    const home = this.homes.get(key);
    const taken = new Set(companions.filter((other) => other !== key).map((other) => this.homes.get(other)));
    if (home && !taken.has(home)) return home;
    const lane = this.open.find((one) => !taken.has(one)) ?? home ?? this.open[0]!;
    this.homes.set(key, lane);
    return lane;
  }

  /** Ends all workers; what waits is rejected as cancelled. */
  close(): void {
    for (const lane of this.lanes) lane.close(new AppError('cancelled', 'the engine was closed'));
    this.lanes = [];
    this.homes.clear();
  }
}
