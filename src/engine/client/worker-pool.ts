import { AppError } from '../../core/app-error.ts';
import type { Held } from '../api.ts';
import type { EngineWorker } from './engine-worker.ts';

/** The workers that have one model open, and which of them is asked about which image. */
export class WorkerPool {
  private workers: readonly EngineWorker[] = [];
  /** Image keys are few: entries of evicted images cost nothing but a line here. */
  private readonly homes = new Map<string, EngineWorker>();

  /** @throws AppError `cancelled` once the pool was closed. */
  get open(): readonly EngineWorker[] {
    if (this.workers.length === 0) throw new AppError('cancelled', 'the engine was closed');
    return this.workers;
  }

  get alive(): readonly EngineWorker[] {
    return this.workers.filter((worker) => worker.alive);
  }

  get allAlive(): boolean {
    return this.workers.every((worker) => worker.alive);
  }

  /** What the workers held when they last rested after a map. */
  get held(): Held {
    const sum = (name: keyof Held) => this.workers.reduce((total, { held }) => total + held[name], 0);
    return { tensors: sum('tensors'), bytes: sum('bytes') };
  }

  /** These from now on; workers that are not among them are not closed. */
  use(workers: readonly EngineWorker[]): void {
    this.workers = workers;
  }

  /**
   * The worker that an image is given to. It moves only when it shares its worker with a companion of this request
   * while another worker has none: two images that met different partners first would else be computed in turn.
   *
   * @throws AppError `cancelled` once the pool was closed.
   */
  place(key: string, companions: readonly string[]): EngineWorker {
    const home = this.homes.get(key);
    const taken = new Set(companions.filter((other) => other !== key).map((other) => this.homes.get(other)));
    if (home && !taken.has(home)) return home;
    const worker = this.open.find((one) => !taken.has(one)) ?? home ?? this.open[0]!;
    this.homes.set(key, worker);
    return worker;
  }

  /** Ends all workers; what waits is rejected as cancelled. */
  close(): void {
    for (const worker of this.workers) worker.close(new AppError('cancelled', 'the engine was closed'));
    this.workers = [];
    this.homes.clear();
  }
}
