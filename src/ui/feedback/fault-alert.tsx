import { TriangleAlert } from 'lucide-react';
import type { AppError } from '../../core/app-error.ts';
import { areaOf, extentWords } from '../../core/extent.ts';
import { modelCard } from '../../core/models/index.ts';
import { useApp, useCommands } from '../app-context.ts';

/** Faults that a graphics device brings and the processor does not. */
const GPU_FAULTS: readonly AppError['code'][] = ['backend-lost', 'not-finite', 'out-of-memory'];

/** A failed job: cause and remedy in words, and the remedies that one click can bring. */
export function FaultAlert({ fault }: { readonly fault: AppError }) {
  const commands = useCommands();
  const { model, size, backend } = useApp((state) => state.settings);
  const smaller = modelCard(model)
    .input.sizes.filter((other) => areaOf(other) < areaOf(size))
    .at(-1);
  const forced = fault.code === 'backend-unavailable' && backend !== null;
  return (
    <div className="alert" role="alert">
      <TriangleAlert aria-hidden />
      <div>
        <p>{fault.message}</p>
        {fault.detail && (
          <details className="alert-detail">
            <summary>Technical detail</summary>
            <p>{fault.detail}</p>
          </details>
        )}
        <div className="button-row">
          {forced && (
            <button
              type="button"
              className="button small"
              onClick={() => commands.changeSettings({ backend: null })}
            >
              Use the best available engine
            </button>
          )}
          {fault.code === 'out-of-memory' && smaller !== undefined && (
            <button
              type="button"
              className="button small"
              onClick={() => commands.changeSettings({ size: smaller })}
            >
              Use {extentWords(smaller)} instead
            </button>
          )}
          {GPU_FAULTS.includes(fault.code) && backend !== 'wasm' && (
            <button
              type="button"
              className="button small"
              onClick={() => commands.changeSettings({ backend: 'wasm' })}
            >
              Use WebAssembly instead
            </button>
          )}
          <button type="button" className="button small" onClick={() => commands.retry()}>
            Try again
          </button>
        </div>
      </div>
    </div>
  );
}
