import type { ExplainRequest } from '../app/explain.ts';
import { JobRunner } from '../app/job-runner.ts';
import { ResultStore } from '../app/result-store.ts';
import { DEFAULT_SETTINGS } from '../app/settings.ts';
import type { Picture, Result, Settings } from '../app/state.ts';
import { createAppStore } from '../app/store.ts';
import { EngineClient } from '../engine/client/client.ts';
import { Engine } from '../engine/worker/engine.ts';
import { ChannelWorker } from './channel-worker.ts';
import { smallInputs } from './node-engine.ts';
import { serveModels } from './serve-models.ts';
import { startWasm } from './start-wasm.ts';

/** One that the model takes: any other is put right on the first change of a setting. */
const SIZE = 224;
const picture = (id: string): Picture => ({
  id,
  name: id,
  width: SIZE,
  height: SIZE,
  origin: { kind: 'file' },
});

/** What explains, without a page: store, runner, client and the wasm engine, with two pictures in place. */
export async function bareApp() {
  const server = await serveModels();
  const inputs = smallInputs(SIZE);
  const engine = new Engine(async () => {
    await startWasm();
    return { backend: 'wasm', detail: 'Node', slowFallback: false };
  });
  const workers: ChannelWorker[] = [];
  const client = new EngineClient(() => {
    const worker = new ChannelWorker(engine);
    workers.push(worker);
    return worker.worker;
  }, 1);
  const store = createAppStore();
  const known = new ResultStore();
  const options: Pick<ExplainRequest, 'pixels' | 'base' | 'references'> = {
    base: server.base,
    references: { of: () => Promise.resolve(new Map()), prepared: () => Promise.resolve(null) },
    pixels: ({ id }) => Promise.resolve(inputs.find(({ key }) => key === id)!.pixels!),
  };
  const runner = new JobRunner(store, client, options, known);
  store.setState({
    settings: { ...DEFAULT_SETTINGS, size: [SIZE, SIZE] },
    images: {
      a: { status: 'ready', picture: picture('a') },
      b: { status: 'ready', picture: picture('b') },
    },
  });
  /** Explains with a setting changed; the result, and the states of the job on the way. */
  const explained = (change: Partial<Settings> = {}) =>
    new Promise<{ result: Result; states: string[] }>((resolve, reject) => {
      store.setState(({ settings }) => ({ settings: { ...settings, ...change } }));
      const states: string[] = [];
      const stop = store.subscribe(({ job, result }) => {
        states.push(job.status);
        if (job.status === 'failed') reject(new Error(job.fault.message));
        if (job.status !== 'done') return;
        stop();
        // The runner comes to rest first, as it has when a user looks at the map.
        setTimeout(() => resolve({ result: result!, states }));
      });
      runner.request();
    });
  const close = () => {
    client.close();
    server.close();
  };
  return { store, client, runner, known, options, workers, explained, close };
}
