import { describe, expect, it, onTestFinished } from 'vitest';
import { ChannelWorker } from '../../testing/channel-worker.ts';
import { arithmetic } from './arithmetic.ts';
import type { Background } from './background.ts';
import { createBackground } from './create-background.ts';

function fakeWorker(api: Partial<Background>): ChannelWorker {
  const worker = new ChannelWorker(api);
  onTestFinished(() => worker.terminate());
  return worker;
}

const SIZE = 8;
const EXTENT = [SIZE, SIZE] as const;
const pixels = Uint8Array.from({ length: SIZE * SIZE * 3 }, (_, i) => (i * 37) % 256);
const map = { data: Float32Array.of(1, -2, 3, 0), height: 2, width: 2 };

/** One call of everything that the tests and the pairs ask for. */
async function all(by: Background) {
  const baseline = await by.blur(pixels, EXTENT);
  const order = await by.order(map, EXTENT);
  return { baseline, order };
}

describe('work in the background', () => {
  it('gives the very digits that the page would, and starts its worker when there is something to do', async () => {
    let started = 0;
    const background = createBackground(() => {
      started += 1;
      return fakeWorker(arithmetic).worker;
    });
    expect(started).toBe(0);
    expect(await all(background)).toEqual(await all(arithmetic));
    expect(started).toBe(1);
  });

  it('does in the page what a worker that died left undone, and all after it', async () => {
    const channel = fakeWorker({ order: () => new Promise(() => undefined) });
    const background = createBackground(() => channel.worker);
    const asked = background.order(map, EXTENT);
    channel.fail('out of memory');
    expect(await asked).toEqual(await arithmetic.order(map, EXTENT));
    expect(await background.blur(pixels, EXTENT)).toEqual(await arithmetic.blur(pixels, EXTENT));
  });
});
