import { fault, faultError } from './faults.ts';
import type { Lane } from './lane.ts';
import type { Held } from './protocol.ts';

/** The workers in use, and which of them holds which image. */
export class LanePool {
  private lanes: readonly Lane[] = [];
  /** Image keys are few: entries of evicted images cost nothing but a line here. */
  private readonly homes = new Map<string, number>();

  /** @throws Fault `cancelled` when no engine is open. */
  get open(): readonly Lane[] {
    if (this.lanes.length === 0) throw faultError(fault('cancelled', 'no engine is open'));
    return this.lanes;
  }

  get alive(): readonly Lane[] {
    return this.lanes.filter((lane) => lane.alive);
  }

  get allAlive(): boolean {
    return this.lanes.every((lane) => lane.alive);
  }

  /** What the workers held after their last maps. */
  get held(): Held {
    const sum = (name: keyof Held) => this.lanes.reduce((total, { held }) => total + held[name], 0);
    return { tensors: sum('tensors'), bytes: sum('bytes') };
  }

  /** These from now on; lanes that are not among them are not closed. */
  use(lanes: readonly Lane[]): void {
    this.lanes = lanes;
  }

  knows(key: string): boolean {
    return this.homes.has(key);
  }

  /** The lane that holds the image, else one that holds none of its companions. */
  place(key: string, companions: readonly string[]): Lane {
    if (!this.homes.has(key)) {
      const taken = new Set(companions.map((companion) => this.homes.get(companion)));
      const free = this.lanes.findIndex((_, lane) => !taken.has(lane));
      this.homes.set(key, Math.max(free, 0));
    }
    return this.home(key);
  }

  /** @throws Fault `cancelled` when the image's worker was closed meanwhile. */
  home(key: string): Lane {
    const lane = this.lanes[this.homes.get(key) ?? -1];
    if (!lane) throw faultError(fault('cancelled', `no worker holds ${key}`));
    return lane;
  }

  /** Ends all workers; what waits is rejected as cancelled. */
  close(): void {
    for (const lane of this.lanes) lane.close('cancelled', 'the engine was closed');
    this.lanes = [];
    this.homes.clear();
  }
}
