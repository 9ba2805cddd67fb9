import { afterAll, beforeAll, expect, it } from 'vitest';
import { EngineClient } from '../engine/client.ts';
import { Engine } from '../engine/engine.ts';
import { ChannelWorker } from '../testing/channel-worker.ts';
import { smallInputs } from '../testing/node-engine.ts';
import { type ModelServer, serveModels } from '../testing/serve-models.ts';
import { startWasm } from '../testing/start-wasm.ts';
import { JobRunner } from './job-runner.ts';
import { DEFAULT_SETTINGS } from './settings.ts';
import type { Picture } from './state.ts';
import { createAppStore } from './store.ts';

const SIZE = 64;
const inputs = smallInputs(SIZE);
const picture = (id: string): Picture => ({
  id,
  name: id,
  width: SIZE,
  height: SIZE,
  origin: { kind: 'file' },
});

let server: ModelServer;
beforeAll(async () => {
  server = await serveModels();
});
afterAll(() => server.close());

it('changes the state twice for a toggle: it runs, it is done', async () => {
  const engine = new Engine(async () => {
    await startWasm();
    return { backend: 'wasm', detail: 'Node', slowFallback: false };
  });
  const client = new EngineClient(() => new ChannelWorker(engine).worker, 1);
  const store = createAppStore();
  const runner = new JobRunner(store, client, {
    base: server.base,
    pixels: ({ id }) => Promise.resolve(inputs.find(({ key }) => key === id)!.pixels!),
  });
  const settings = { ...DEFAULT_SETTINGS, size: SIZE };
  store.setState({
    settings,
    images: {
      a: { status: 'ready', picture: picture('a') },
      b: { status: 'ready', picture: picture('b') },
    },
  });
  const explained = () =>
    new Promise<string[]>((resolve, reject) => {
      const changes: string[] = [];
      const stop = store.subscribe(({ job }) => {
        changes.push(job.status);
        if (job.status === 'failed') reject(new Error(job.fault.message));
        if (job.status !== 'done') return;
        stop();
        resolve(changes);
      });
      runner.request();
    });
  await explained();
  store.setState({ settings: { ...settings, metric: 'euclidean' } });
  expect(await explained()).toEqual(['running', 'done']);
  expect(store.getState().result?.settings.metric).toBe('euclidean');
  client.close();
});
