import type { Commands } from './commands.ts';
import { explanationIn } from './result.ts';
import type { Store } from './store.ts';

/** Once the first result is there, pins the place of image A whose value in its map is largest. */
export function pinStrongest(store: Store, probe: Commands['probe']): void {
  const stop = store.subscribe(({ result }) => {
    if (result === null) return;
    stop();
    const { data, height, width } = explanationIn(result, 'a').map;
    const best = data.reduce((top, value, cell) => (value > data[top]! ? cell : top), 0);
    probe('a', { u: ((best % width) + 0.5) / width, v: (Math.floor(best / width) + 0.5) / height }, true);
  });
}
