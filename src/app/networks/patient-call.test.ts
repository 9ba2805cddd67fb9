import { expect, it, onTestFinished } from 'vitest';
import { ChannelWorker } from '../../testing/channel-worker.ts';
import { WorkerHandle } from '../../workers/worker-handle.ts';
import type { ImportApi } from './import-api.ts';
import { patientCall } from './patient-call.ts';

it('ends a worker that a file keeps busy for ever, in words', async () => {
  const channel = new ChannelWorker({ open: () => new Promise(() => undefined) });
  onTestFinished(() => channel.terminate());
  const worker = new WorkerHandle<ImportApi>(() => channel.worker);
  await expect(patientCall(worker, (api) => api.open([], null, false), 20)).rejects.toMatchObject({
    code: 'network-refused',
    message: expect.stringMatching(/given up\. Export it anew/) as string,
  });
  expect(channel.ended).toBe(true);
  expect(worker.alive).toBe(false);
});
