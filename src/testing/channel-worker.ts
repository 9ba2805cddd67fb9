import type { EngineApi } from '../engine/api.ts';
import type { EngineNews } from '../engine/engine-news.ts';
import { serveEngine } from '../engine/worker/serve-engine.ts';

/** A worker without a thread: the engine answers over a real MessageChannel, as in the browser. */
export class ChannelWorker {
  onerror: Worker['onerror'] = null;
  onmessageerror: Worker['onmessageerror'] = null;
  ended = false;
  private readonly here: MessagePort;
  private readonly there: MessagePort;

  /** @param engine null: one whose engine never gets ready. */
  constructor(engine: EngineApi | null) {
    const { port1, port2 } = new MessageChannel();
    this.here = port1;
    this.there = port2;
    port1.start();
    if (!engine) return;
    serveEngine(engine, port2);
    this.say({ engine: 'ready' });
  }

  /** For what takes a real one. */
  get worker(): Worker {
    return this as unknown as Worker;
  }

  say(news: EngineNews): void {
    this.there.postMessage(news);
  }

  /** The event that a browser sends: with a message when the script threw, without when it did not load. */
  fail(message?: string): void {
    const event = Object.assign(new Event('error'), message === undefined ? {} : { message });
    this.onerror?.call(this as unknown as Worker, event as ErrorEvent);
  }

  postMessage(message: unknown, transfer: Transferable[] = []): void {
    this.here.postMessage(message, transfer);
  }

  addEventListener(type: string, listener: EventListener): void {
    this.here.addEventListener(type, listener);
  }

  removeEventListener(type: string, listener: EventListener): void {
    this.here.removeEventListener(type, listener);
  }

  terminate(): void {
    this.ended = true;
    this.here.close();
  }
}
