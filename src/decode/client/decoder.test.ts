import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { describe, expect, it, onTestFinished } from 'vitest';
import { AppError } from '../../core/app-error.ts';
import { ChannelWorker } from '../../testing/channel-worker.ts';
import type { Decoder, NetworkInput } from '../api.ts';
import { createDecoder } from './decoder.ts';

const answer = (sentence: string): NetworkInput => ({ rgb: new Uint8Array([1, 2, 3]), sentence });

/** @param api given what sends the event that a browser sends when a worker crashes. */
function fakeWorker(api: (die: () => void) => Pick<Decoder, 'pixels'>): ChannelWorker {
  const channel: ChannelWorker = new ChannelWorker(api(() => channel.fail()));
  onTestFinished(() => channel.terminate());
  return channel;
}

const decoderOver = (spawn: () => ChannelWorker, patience?: number) =>
  createDecoder(() => spawn().worker, patience);

const hang = new Promise<never>(() => undefined);

describe('the decoder over a worker', () => {
  it('hands results and faults through; faults become errors with the message to show', async () => {
    const decoder = decoderOver(() =>
      fakeWorker(() => ({
        pixels: (_, size) =>
          size[0] === 1
            ? Promise.resolve(answer('one'))
            : Promise.reject(AppError.saying('damaged', 'Get it again.')),
      })),
    );
    expect(await decoder.pixels(new Blob(), [1, 1], 'crop')).toEqual({
      rgb: new Uint8Array([1, 2, 3]),
      sentence: 'one',
    });
    await expect(decoder.pixels(new Blob(), [2, 2], 'crop')).rejects.toMatchObject({
      name: 'AppError',
      message: 'Get it again.',
      code: 'damaged',
    });
  });

  it('starts a dead worker again, once, and the job is done', async () => {
    const workers: ReturnType<typeof fakeWorker>[] = [];
    const decoder = decoderOver(() => {
      const first = workers.length === 0;
      const worker = fakeWorker((die) => ({
        pixels: () => {
          if (!first) return Promise.resolve(answer('second worker'));
          die();
          return hang;
        },
      }));
      workers.push(worker);
      return worker;
    });
    expect((await decoder.pixels(new Blob(), [1, 1], 'crop')).sentence).toBe('second worker');
    expect(workers.map(({ ended }) => ended)).toEqual([true, false]);
  });

  it('gives up on a picture that kills two workers, and still opens the one queued behind it', async () => {
    let spawned = 0;
    const decoder = decoderOver(() => {
      spawned++;
      return fakeWorker((die) => ({
        pixels: (_, size) => {
          if (size[0] === 1) return Promise.resolve(answer('survivor'));
          die();
          return hang;
        },
      }));
    });
    const deadly = decoder.pixels(new Blob(), [666, 666], 'crop');
    const next = decoder.pixels(new Blob(), [1, 1], 'crop');
    await expect(deadly).rejects.toMatchObject({ code: 'decoder-stopped' });
    expect((await next).sentence).toBe('survivor');
    expect(spawned).toBe(3);
  });

  it('says so when no worker can be started at all', async () => {
    const decoder = decoderOver(() => {
      throw new Error('blocked');
    });
    await expect(decoder.pixels(new Blob(), [1, 1], 'crop')).rejects.toMatchObject({
      message: expect.stringContaining('could not be loaded') as string,
    });
  });

  it('ends a job that is stuck, without trying it again', async () => {
    let spawned = 0;
    const decoder = decoderOver(() => {
      spawned++;
      return fakeWorker(() => ({ pixels: () => hang }));
    }, 20);
    await expect(decoder.pixels(new Blob(), [1, 1], 'crop')).rejects.toThrow('over a minute');
    expect(spawned).toBe(1);
  });

  it('holds on to no picture that it has handed over', async () => {
    setFlagsFromString('--expose-gc');
    const collect = runInNewContext('gc') as () => void;
    const decoder = decoderOver(() => fakeWorker(() => ({ pixels: () => Promise.resolve(answer('one')) })));
    const pictures: WeakRef<Uint8Array>[] = [];
    for (let i = 0; i < 20; i++)
      pictures.push(new WeakRef((await decoder.pixels(new Blob(), [1, 1], 'crop')).rgb));
    const held = () => {
      collect();
      return pictures.filter((picture) => picture.deref() !== undefined).length;
    };
    // The newest may still be on the stack, or the last job's result.
    await expect.poll(held).toBeLessThanOrEqual(2);
  });
});
