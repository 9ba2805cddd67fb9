import { useCallback } from 'react';
import { weightedMaps } from '../../app/inspect/weighted-maps.ts';
import type { Result } from '../../app/state.ts';
import { useAppHandle } from '../app-context.ts';
import { useLatest } from '../hooks/use-latest.ts';
import { MiniPair } from './mini-pair.tsx';

interface Props {
  readonly result: Result;
  /** `[K]` for A and for B; keep the reference while nothing changes. */
  readonly weights: readonly Float32Array[];
  readonly title: string;
  readonly diverging?: boolean;
  readonly words?: { readonly low: string; readonly high: string } | null;
}

/** A weighted sum of the channels in both images, from the feature maps the engine holds. */
export function ChannelMaps({ result, weights, title, diverging = false, words = null }: Props) {
  const { services } = useAppHandle();
  const make = useCallback(
    async () => ({ title, maps: await weightedMaps(services, result, weights) }),
    [services, result, weights, title],
  );
  const { value, error } = useLatest(make);
  if (error !== null) return <p className="quiet">These maps could not be made. {error}</p>;
  if (value === null) return <p className="quiet">Reading the channels…</p>;
  // The title comes with the maps it belongs to.
  return (
    <MiniPair result={result} maps={value.maps} title={value.title} diverging={diverging} words={words} />
  );
}
