import { AppError } from '../../core/app-error.ts';
import type { ModelCard } from '../../core/models/model.ts';
import type { BackendId, LoadProgress, OpenInfo } from '../api.ts';
import { EngineSession } from './engine-session.ts';
import type { OwnBytes } from './model-bytes.ts';
import { openWorkers } from './open-workers.ts';
import { workersFor } from './worker-count.ts';
import { WorkerPool } from './worker-pool.ts';

const noOwnNetworks: OwnBytes = (card) =>
  Promise.reject(new AppError('model-missing', `${card.label} is not on this page`));

/** A session that is opening or open. */
interface Opened {
  readonly key: string;
  readonly pool: WorkerPool;
  readonly loading: AbortController;
  readonly session: Promise<EngineSession>;
  ready: EngineSession | null;
}

/**
 * The main thread's side of the engine: opens a model on a backend, in one worker, or two on the wasm backend where
 * there is room for it (each image in its own). One model at a time. A crash rejects what is pending, and the next
 * call to `open` starts afresh.
 */
export class EngineClient {
  private readonly spawn: () => Worker;
  private readonly workers: number;
  private readonly own: OwnBytes;
  private opened: Opened | null = null;
  private lastJob = 0;

  /**
   * @param workers that the machine has room for (worker-count.ts).
   * @param own gives the bytes of networks that did not ship with the page.
   */
  constructor(spawn: () => Worker, workers: number, own: OwnBytes = noOwnNetworks) {
    this.spawn = spawn;
    this.workers = workers;
    this.own = own;
  }

  /**
   * The session that is open when it is the one asked for, else a new one in its place.
   * @throws AppError of the backend or of the model's files; the next call tries again from the start.
   */
  open(
    card: ModelCard,
    backend: BackendId | null,
    base: string,
    progress: (p: LoadProgress) => void,
  ): Promise<EngineSession> {
    const key = `${card.sha256} ${card.input.defaultSize.join('x')}\n${backend ?? 'auto'}`;
    if (this.opened?.key === key && this.opened.pool.allAlive) return this.opened.session;
    // A model outlives no change of backend, and a dead worker none of its memory: start from nothing.
    this.close();
    const { spawn, own } = this;
    const workers = workersFor(card, this.workers);
    const pool = new WorkerPool();
    const loading = new AbortController();
    const { signal } = loading;
    const session = openWorkers(pool, { card, backend, base, own, progress, signal, spawn, workers }).then(
      (info) => new EngineSession(info, pool, () => this.newJob()),
    );
    const opened: Opened = { key, pool, loading, session, ready: null };
    this.opened = opened;
    session.then(
      (ready) => {
        opened.ready = ready;
      },
      () => {
        // The download may still be on its way, and would go on reporting.
        loading.abort();
        pool.close();
        if (this.opened === opened) this.opened = null;
      },
    );
    return session;
  }

  /** Whether a model is loaded; until then there is time to prepare what it will be given. */
  get ready(): boolean {
    return this.opened?.ready != null;
  }

  /**
   * The open session, for work on a result that the engine of `info` made.
   * @throws AppError `cancelled` when another model or backend is open, or none: its numbers would not belong together.
   */
  sessionOf({ modelSha256, backend }: OpenInfo): EngineSession {
    const session = this.opened?.ready;
    if (session?.info.modelSha256 !== modelSha256 || session.info.backend !== backend)
      throw new AppError('cancelled', 'another model or backend was opened');
    return session;
  }

  /** The session that made a result, while it is the open one and none of its workers has died. */
  unbrokenSession(info: OpenInfo): EngineSession | null {
    const { opened } = this;
    return opened?.ready?.info === info && opened.pool.allAlive ? opened.ready : null;
  }

  /** A number for a piece of work that can be cancelled; no two alike, so that nobody cancels another's. */
  newJob(): number {
    return ++this.lastJob;
  }

  async cancel(job: number): Promise<void> {
    await this.opened?.ready?.cancel(job);
  }

  /** Ends all workers; what waits is rejected as cancelled. The next call to `open` starts new ones. */
  close(): void {
    this.opened?.loading.abort();
    this.opened?.pool.close();
    this.opened = null;
  }
}
