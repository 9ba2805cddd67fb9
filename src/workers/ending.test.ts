import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { describe, expect, it } from 'vitest';
import { Ending } from './ending.ts';

const never = new Promise<never>(() => undefined);

describe('an ending', () => {
  it('lets work through that is done before it, with what it gives or throws', async () => {
    const ending = new Ending();
    expect(await ending.before(Promise.resolve(1))).toBe(1);
    await expect(ending.before(Promise.reject(new Error('work')))).rejects.toThrow('work');
  });

  it('rejects what waits, and all that comes after it, with its first reason', async () => {
    const ending = new Ending();
    const waiting = [ending.before(never), ending.before(never)];
    ending.end(new Error('first'));
    ending.end(new Error('second'));
    for (const one of waiting) await expect(one).rejects.toThrow('first');
    await expect(ending.before(Promise.resolve(1))).rejects.toThrow('first');
    // A failure that nobody waits for any more is no unhandled rejection either.
    await expect(ending.before(Promise.reject(new Error('late')))).rejects.toThrow('first');
  });

  it('holds no result that it has let through', async () => {
    setFlagsFromString('--expose-gc');
    const collect = runInNewContext('gc') as () => void;
    const ending = new Ending();
    const results: WeakRef<Float32Array>[] = [];
    for (let i = 0; i < 20; i++)
      results.push(new WeakRef(await ending.before(Promise.resolve(new Float32Array(1000)))));
    const held = () => {
      collect();
      return results.filter((result) => result.deref() !== undefined).length;
    };
    // The newest may still be on the stack.
    await expect.poll(held).toBeLessThanOrEqual(1);
    await ending.before(Promise.resolve());
  });
});
