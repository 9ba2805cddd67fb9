import { beforeEach, describe, expect, it, vi } from 'vitest';
import { SAMPLE_PAIRS, SAMPLES } from '../core/samples/samples.ts';
import type { OpenedPicture } from './decode/decode-api.ts';
import type { Decoder } from './decode/decoder.ts';
import { Intake } from './intake.ts';
import type { ImageSlot } from './state.ts';
import { createAppStore, pictureOf, type Store } from './store.ts';

/** A decoder whose answers come when the test says so: files arrive in every order. */
class HeldDecoder implements Decoder {
  private readonly waiting = new Map<
    string,
    { resolve(picture: OpenedPicture): void; reject(e: Error): void }
  >();
  readonly closed: string[] = [];

  open(_: Blob, name: string): Promise<OpenedPicture> {
    return new Promise((resolve, reject) => this.waiting.set(name, { resolve, reject }));
  }
  pixels(): Promise<never> {
    return Promise.reject(new Error('not asked for here'));
  }
  deliver(name: string): void {
    const preview = { close: () => this.closed.push(name) } as unknown as ImageBitmap;
    this.waiting.get(name)!.resolve({ width: 8, height: 8, name, preview });
  }
  refuse(name: string): void {
    this.waiting.get(name)!.reject(new Error('damaged'));
  }
}

const file = (name: string) => new Blob([name]);
const nameIn = (slot: ImageSlot) => `${slot.status} ${pictureOf(slot)?.name ?? '-'}`;

describe('pictures on their way', () => {
  let store: Store;
  let decoder: HeldDecoder;
  let intake: Intake;
  const slots = () => {
    const { a, b } = store.getState().images;
    return [nameIn(a), nameIn(b)];
  };
  /** Opens a file and sees it arrive. */
  const arrive = async (slot: 'a' | 'b', name: string) => {
    const opened = intake.file(slot, file(name), name);
    decoder.deliver(name);
    expect(await opened).toBe(true);
  };
  beforeEach(async () => {
    store = createAppStore();
    decoder = new HeldDecoder();
    intake = new Intake(store, decoder, 'http://host/', () => new Set());
    await arrive('a', 'one');
    await arrive('b', 'two');
  });

  it('arrive in the other slot when the images are swapped meanwhile', async () => {
    const third = intake.file('a', file('three'), 'three');
    intake.swap();
    expect(slots()).toEqual(['ready two', 'decoding one']);
    decoder.deliver('three');
    expect(await third).toBe(true);
    expect(slots()).toEqual(['ready two', 'ready three']);
  });

  it('leave what stands in the slot now when they fail after a swap', async () => {
    const third = intake.file('a', file('three'), 'three');
    intake.swap();
    decoder.refuse('three');
    expect(await third).toBe(false);
    expect(slots()).toEqual(['ready two', 'failed one']);
  });

  it('do not arrive once abandoned, and give their memory back', async () => {
    const third = intake.file('a', file('three'), 'three');
    const before = store.getState().images;
    intake.abandon();
    decoder.deliver('three');
    expect(await third).toBe(false);
    expect(store.getState().images).toBe(before);
    expect(decoder.closed).toEqual(['three']);
  });

  it('give way to a newer one in the same slot, in whichever order they are ready', async () => {
    const older = intake.file('a', file('older'), 'older');
    const newer = intake.file('a', file('newer'), 'newer');
    decoder.deliver('newer');
    expect(await newer).toBe(true);
    decoder.deliver('older');
    expect(await older).toBe(false);
    expect(slots()).toEqual(['ready newer', 'ready two']);
  });

  it('of a pair count although a newer file took one of the slots', async () => {
    vi.stubGlobal('fetch', () => Promise.resolve(new Response('bytes')));
    const pair = intake.pair('cats');
    const newer = intake.file('a', file('newer'), 'newer');
    const { a, b } = SAMPLE_PAIRS.find(({ id }) => id === 'cats')!;
    for (const sample of [a, b])
      await vi.waitFor(() => decoder.deliver(SAMPLES.find(({ id }) => id === sample)!.file));
    expect(await pair).toBe(true);
    decoder.deliver('newer');
    expect(await newer).toBe(true);
    expect(slots()).toEqual(['ready newer', `ready ${SAMPLES.find(({ id }) => id === b)!.title}`]);
    vi.unstubAllGlobals();
  });
});
