import { useEffect, useMemo, useState } from 'react';
import { useStore } from 'zustand';
import { download, fileName, namedAfter } from '../../app/download.ts';
import type { Result } from '../../app/state.ts';
import { soFar } from '../../app/task.ts';
import { useApp, useAppHandle } from '../../ui/app-context.ts';
import { MaskedTime } from '../../ui/parts/masked-time.tsx';
import '../../ui/parts/parts.css';
import './compare.css';
import { Button } from '../../ui/parts/button.tsx';
import { CompareCard } from './compare-card.tsx';
import { CompareChoice } from './compare-choice.tsx';
import { Comparison, entriesOf } from './comparison.ts';

/** Several explanations of one pair side by side. */
export default function ComparePanel() {
  const result = useApp((state) => state.result);
  if (result === null) return <p>There is no result yet.</p>;
  return <Compare result={result} />;
}

function Compare({ result }: { readonly result: Result }) {
  const { store, services } = useAppHandle();
  const comparison = services.one(Comparison, () => new Comparison(services));
  const state = useStore(comparison.task.store);
  const running = state.status === 'running';
  const base = soFar(state)?.base ?? null;
  const entries = useMemo(() => entriesOf(state), [state]);
  const [failure, setFailure] = useState<string | null>(null);
  const done = entries.filter((entry) => entry.result !== null);

  useEffect(() => {
    if (!running) return;
    const stop = (event: KeyboardEvent) => {
      if (event.key === 'Escape') comparison.cancel();
    };
    window.addEventListener('keydown', stop);
    return () => window.removeEventListener('keydown', stop);
  }, [running, comparison]);

  const save = async () => {
    if (!base) return;
    setFailure(null);
    try {
      const { renderComparison } = await import('./render-comparison.ts');
      const png = await renderComparison(store.getState().display, { base, entries });
      download(png, fileName([...namedAfter(result), 'comparison'], 'png'));
    } catch (error) {
      setFailure(`The figure could not be drawn: ${error instanceof Error ? error.message : String(error)}`);
    }
  };
  return (
    <div className="compare">
      <CompareChoice
        settings={result.settings}
        running={running}
        about={(members) => (
          <MaskedTime result={result} methods={members.map(({ settings }) => settings.method)} />
        )}
        onStart={(members) => void comparison.run(result, members)}
      >
        {running && (
          <button type="button" className="button" onClick={() => comparison.cancel()}>
            Cancel comparison
          </button>
        )}
        <Button className="button" off={running || done.length === 0} onClick={() => void save()}>
          Export comparison
        </Button>
        <span className="quiet number" role="status">
          {entries.length > 0 && `${done.length} of ${entries.length} done`}
        </span>
      </CompareChoice>
      {failure !== null && <p role="alert">{failure}</p>}
      {base !== null && entries.length > 0 && (
        <ul className="compare-grid" aria-label="Comparison">
          {entries.map((entry) => (
            <CompareCard key={entry.member.id} entry={entry} base={base} />
          ))}
        </ul>
      )}
    </div>
  );
}
