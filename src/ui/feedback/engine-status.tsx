import type { BackendId } from '../../engine/api.ts';
import { useApp } from '../app-context.ts';

const BACKENDS: Readonly<Record<BackendId, string>> = {
  webgpu: 'WebGPU',
  webgl: 'WebGL',
  wasm: 'WebAssembly',
  cpu: 'plain JavaScript',
};

/** Quietly: what computed the result and how long it took; for the curious, what that cost and why this engine. */
export function EngineStatus() {
  const result = useApp((state) => state.result);
  if (result === null) return null;
  const { engine, cost } = result;
  return (
    <details className="quiet engine-status">
      <summary>
        {`${BACKENDS[engine.backend]}, `}
        <span className="number">{duration(cost.elapsed)}</span>
      </summary>
      <p>
        {cost.recalled ? 'Made earlier and kept.' : `${passes(cost.forwarded, cost.propagations)}.`}{' '}
        {engine.slowFallback && 'A slower engine than a graphics card with WebGPU. '}
        {engine.detail}
      </p>
    </details>
  );
}

function duration(milliseconds: number): string {
  return milliseconds < 1000 ? `${Math.round(milliseconds)} ms` : `${(milliseconds / 1000).toFixed(1)} s`;
}

function passes(forwarded: number, propagations: number): string {
  const forward =
    forwarded === 0
      ? '0 forward passes (features reused)'
      : `${forwarded} forward ${plural('pass', forwarded)}`;
  return propagations === 0
    ? forward
    : `${forward}, ${propagations} gradient ${plural('pass', propagations)}`;
}

const plural = (word: string, count: number) => (count === 1 ? word : `${word}es`);
