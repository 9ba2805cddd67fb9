import { expect, it } from 'vitest';
import { AppError } from '../../core/app-error.ts';
import { ChannelWorker } from '../../testing/channel-worker.ts';
import type { EngineApi, EngineStats } from '../api.ts';
import { Engine } from '../worker/engine.ts';
import { EngineWorker } from './engine-worker.ts';

/** An engine whose counts come when the test says so. */
class SlowCounts extends Engine {
  readonly answers: ((stats: EngineStats) => void)[] = [];

  override stats(): Promise<EngineStats> {
    return new Promise((resolve) => this.answers.push(resolve));
  }
}

it('takes down what the worker holds only where no other call has tensors in hand', async () => {
  const start: EngineApi['start'] = () => Promise.reject(new Error('not asked for'));
  const engine = new SlowCounts(start);
  const worker = new EngineWorker(() => new ChannelWorker(engine).worker);
  const ask = () =>
    worker.call(async (api) => {
      const { numTensors: tensors, numBytes: bytes } = await api.stats();
      worker.note({ tensors, bytes });
    });
  const answer = async (call: Promise<void>, tensors: number) => {
    await expect.poll(() => engine.answers.length).toBeGreaterThan(0);
    engine.answers.shift()!({
      forwards: 0,
      masked: 0,
      propagations: 0,
      numTensors: tensors,
      numBytes: 4 * tensors,
    });
    await call;
    return worker.held.tensors;
  };
  expect(worker.held.tensors).toBe(0);
  expect(await answer(ask(), 110)).toBe(110);
  const [first, second] = [ask(), ask()];
  expect(await answer(first, 111)).toBe(110);
  expect(await answer(second, 112)).toBe(112);
  worker.close(new AppError('cancelled', 'the test is over'));
});
