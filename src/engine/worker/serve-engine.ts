import * as Comlink from 'comlink';
import { toAppError } from '../../core/app-error.ts';
import '../../workers/errors-as-data.ts';
import type { EngineApi } from '../api.ts';
import { startBackend } from './backend.ts';
import { Engine } from './engine.ts';
import { type DeviceWatch, watchDevice } from './watch-device.ts';

export const engine = new Engine(startBackend);

/**
 * Answers calls that come as messages. Every rejection leaves as data, so that the other side can tell what happened; no call outlives the graphics device, and none returns what was read from a lost one.
 *
 * @param endpoint where messages come from; the worker's own scope by default.
 */
export function serveEngine(served: EngineApi, endpoint?: Comlink.Endpoint): void {
  let device: DeviceWatch | null = null;
  const guarded = new Proxy(served, {
    get(target, name, receiver) {
      const member: unknown = Reflect.get(target, name, receiver);
      if (typeof member !== 'function') return member;
      return async (...args: unknown[]): Promise<unknown> => {
        try {
          if (name === 'start') device = null;
          const work = (member as (...a: unknown[]) => Promise<unknown>).apply(target, args);
          const result = await (device ? device.before(work) : work);
          if (name === 'start') device = watchDevice();
          device?.check();
          return result;
        } catch (error) {
          throw toAppError(error);
        }
      };
    },
  });
  Comlink.expose(guarded, endpoint);
}
