import { Gauge } from 'lucide-react';
import type { BackendId } from '../../engine/api.ts';
import { useApp } from '../app-context.ts';

const BACKENDS: Readonly<Record<BackendId, string>> = {
  webgpu: 'WebGPU',
  webgl: 'WebGL',
  wasm: 'WebAssembly',
  cpu: 'plain JavaScript',
};

/** Quietly: what computed the result, how long it took and what it cost. */
export function EngineStatus() {
  const result = useApp((state) => state.result);
  if (result === null) return null;
  const { engine, cost } = result;
  return (
    <div className="quiet engine-status">
      <span title={engine.detail}>{BACKENDS[engine.backend]}</span>
      <span className="number">{duration(cost.elapsed)}</span>
      <span>{cost.recalled ? 'made earlier and kept' : passes(cost.forwarded, cost.propagations)}</span>
      {engine.slowFallback && (
        <details className="engine-why">
          <summary className="badge warn">
            <Gauge aria-hidden /> slower engine
          </summary>
          <p>{engine.detail}</p>
        </details>
      )}
    </div>
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
