import { afterEach, beforeEach, expect, it } from 'vitest';
import { ChannelWorker } from '../../testing/channel-worker.ts';
import { EngineWorker } from './engine-worker.ts';
import { WorkerPool } from './worker-pool.ts';

const pool = new WorkerPool();
let workers: readonly [EngineWorker, EngineWorker];

beforeEach(() => {
  const worker = () => new EngineWorker(() => new ChannelWorker(null).worker);
  workers = [worker(), worker()];
  pool.use(workers);
});
afterEach(() => pool.close());

/** Which worker each image of a request goes to. */
const request = (...keys: string[]) => keys.map((key) => workers.indexOf(pool.place(key, keys) as never));

it('gives the two images of a pair to two workers, and each to the same one again', () => {
  expect(request('a', 'b')).toEqual([0, 1]);
  expect(request('b')).toEqual([1]);
  expect(request('b', 'a')).toEqual([1, 0]);
  expect(request('b', 'c')).toEqual([1, 0]);
});

it('moves an image that shares its worker with its new partner', () => {
  request('a', 'b');
  request('c', 'b');
  expect(request('a', 'c')).toEqual([1, 0]);
  // It stays there.
  expect(request('a')).toEqual([1]);
  expect(new Set(request('a', 'b'))).toEqual(new Set([0, 1]));
});

it('deals with more images than workers, and with one worker', () => {
  expect(request('a', 'b', 'c')).toEqual([0, 1, 0]);
  expect(request('a', 'b', 'c')).toEqual([0, 1, 0]);
  pool.use([workers[0]]);
  expect(request('x', 'y')).toEqual([0, 0]);
});

it('gives nothing out once it was closed', () => {
  request('a', 'b');
  pool.close();
  expect(() => pool.place('a', [])).toThrow('Cancelled.');
  expect(workers.map(({ alive }) => alive)).toEqual([false, false]);
});
