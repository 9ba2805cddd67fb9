import { useStore } from 'zustand';
import { onEngine } from '../../app/engine-task.ts';
import { tasksOf } from '../../app/evidence/tasks.ts';
import { bundledVectors } from '../../app/inspect/bundled-vectors.ts';
import { samplePairScores, vectorsKey } from '../../app/inspect/sample-vectors.ts';
import { isCurrent } from '../../app/question.ts';
import type { Result } from '../../app/state.ts';
import { endWords } from '../../app/task.ts';
import { fieldOf } from '../../core/models/field.ts';
import { scoreContext } from '../../core/score-context.ts';
import { useApp, useAppHandle } from '../app-context.ts';
import { useLasting } from '../hooks/use-lasting.ts';
import { onDemand } from '../loading/on-demand.tsx';
import { Button } from '../parts/button.tsx';
import { showNumber } from '../result/show-number.ts';
import { ScoreStrip } from './score-strip.tsx';

const GalleryWords = onDemand(() => import('./gallery-words.tsx'), { waiting: null });
const RangeNote = onDemand(() => import('./range-note.tsx'), { waiting: null });

/** A score says little by itself: it is set beside those of the photographs that ship, under the same settings. */
export function ScoreContextPanel() {
  const result = useApp((state) => state.result);
  return result === null ? null : <Panel result={result} />;
}

function Panel({ result }: { readonly result: Result }) {
  const { services, galleryState } = useAppHandle();
  const verified = useStore(galleryState, (gallery) => gallery.verified !== null);
  const { context: task } = tasksOf(services);
  const state = useStore(task.store);
  const current = useApp(isCurrent);
  const stale = useLasting(!current);
  const field = fieldOf(result.settings.model);
  const value = state.status === 'done' ? state.value : null;
  const fits = value?.key === vectorsKey(result.settings);
  const start = () =>
    void task.start(
      onEngine(services, result.settings, (running) => bundledVectors(services, result.settings, running)),
    );
  return (
    <section className="panel" aria-labelledby="context-title">
      <h2 id="context-title">Is that a high score?</h2>
      {field !== 'faces' && <RangeNote result={result} />}
      {verified && <GalleryWords />}
      {field === null && (
        <p className="quiet">
          The photographs that ship show animals, plants and landscapes; whether your network was made for
          such, only you know.
        </p>
      )}
      {field === 'faces' ? (
        <p>
          This network was made to tell faces apart, and the photographs that ship show animals, plants and
          landscapes: a face among those says nothing. Score pictures of your own in the gallery, and every
          score is read against their pairs here.
        </p>
      ) : value && fits ? (
        <Context result={result} scores={samplePairScores(value, result)} />
      ) : (
        <>
          <p>
            Every network has a scale of its own. The photographs that ship with this page give an idea of it.
          </p>
          <Button className="button small" off={stale || state.status === 'running'} onClick={start}>
            {state.status === 'running' ? 'Comparing…' : 'Compare with other pairs'}
          </Button>
          {state.status === 'failed' && (
            <p className="alert" role="alert">
              {state.fault.message}
            </p>
          )}
          {state.status === 'stopped' && <p className="quiet">{endWords(state)}</p>}
        </>
      )}
    </section>
  );
}

function Context({
  result,
  scores,
}: {
  readonly result: Result;
  readonly scores: ReturnType<typeof samplePairScores>;
}) {
  const { similarity } = result.settings.scope === 'layer' ? result.layerScore : result.finalScore;
  const all = scores.map((score) => score.similarity).filter(Number.isFinite);
  const { lower, count, quartiles } = scoreContext(similarity, all);
  return (
    <>
      <p role="status">
        More similar than <strong>{lower}</strong> of {count} pairs of bundled photographs; the middle half of
        them lies between {showNumber(quartiles[0])} and {showNumber(quartiles[2])}.
      </p>
      <ScoreStrip similarity={similarity} scores={scores} />
      <p className="quiet">
        Few and old photographs, so take it as a rough scale: under the same model, input size, layer and
        metric.
      </p>
    </>
  );
}
