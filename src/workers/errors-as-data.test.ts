import { expose, wrap } from 'comlink';
import { expect, it } from 'vitest';
import { AppError } from '../core/app-error.ts';
import './errors-as-data.ts';

it('brings an error over whole, and gives a code to what others throw', async () => {
  const { port1, port2 } = new MessageChannel();
  const api = {
    told: (): Promise<void> => Promise.reject(new AppError('model-missing', 'weights.bin')),
    foreign: (): Promise<void> => Promise.reject(new RangeError('Array buffer allocation failed')),
  };
  expose(api, port1);
  const there = wrap<typeof api>(port2);
  const told = await there.told().catch((error: unknown) => error);
  expect(told).toBeInstanceOf(AppError);
  expect(told).toEqual(new AppError('model-missing', 'weights.bin'));
  await expect(there.foreign()).rejects.toMatchObject({
    code: 'out-of-memory',
    detail: 'Array buffer allocation failed',
  });
  port1.close();
});
