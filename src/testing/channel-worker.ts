import type { EngineApi } from '../engine/api.ts';
import { serveEngine } from '../engine/worker/serve-engine.ts';
import type { WorkerNews } from '../workers/serve-worker.ts';

/** A worker without a thread: what it offers answers over a real MessageChannel, as in the browser. */
export class ChannelWorker {
  ended = false;
  private readonly here: MessagePort;
  private readonly there: MessagePort;
  private readonly events = new EventTarget();

  /** @param api null: a worker that never gets ready. */
  constructor(api: object | null) {
    const { port1, port2 } = new MessageChannel();
    this.here = port1;
    this.there = port2;
    port1.start();
    if (!api) return;
    serveEngine(api as EngineApi, port2);
    this.say({ worker: 'ready' });
  }

  /** For what takes a real one. */
  get worker(): Worker {
    return this as unknown as Worker;
  }

  say(news: WorkerNews): void {
    this.there.postMessage(news);
  }

  /** The event that a browser sends: with a message when the script threw, without when it did not load. */
  fail(message?: string): void {
    this.events.dispatchEvent(Object.assign(new Event('error'), message === undefined ? {} : { message }));
  }

  postMessage(message: unknown, transfer: Transferable[] = []): void {
    this.here.postMessage(message, transfer);
  }

  addEventListener(type: string, listener: EventListener): void {
    (type === 'message' ? this.here : this.events).addEventListener(type, listener);
  }

  removeEventListener(type: string, listener: EventListener): void {
    (type === 'message' ? this.here : this.events).removeEventListener(type, listener);
  }

  terminate(): void {
    this.ended = true;
    this.here.close();
  }
}
