import { useEffect, useRef, useState } from 'react';
import { MATCHES, type Reranked, rerank, SHORTLIST } from '../../app/collection/rerank.ts';
import { layerCard } from '../../core/models/index.ts';
import { useApp, useAppHandle } from '../../ui/app-context.ts';
import { ProgressBar } from '../../ui/feedback/progress-bar.tsx';
import { showNumber } from '../../ui/result/show-number.ts';
import { useGallery, useGalleryState } from './use-gallery.ts';

/** Do the matches between places put better hits first than the embeddings do? */
export function RerankSection() {
  const gallery = useGallery();
  const { workshop } = useAppHandle();
  const pictures = useGalleryState((state) => state.pictures);
  const embedded = useGalleryState((state) => state.embedded);
  const made = useGalleryState((state) => state.made);
  const settings = useApp((state) => state.settings);
  const [fraction, setFraction] = useState<number | null>(null);
  const [failure, setFailure] = useState<string | null>(null);
  const [found, setFound] = useState<{ readonly key: string; readonly reranked: Reranked } | null>(null);
  const stop = useRef<AbortController | null>(null);
  useEffect(() => () => stop.current?.abort(), []);
  const labelled = useGalleryState((state) => state.labelled);
  const key = JSON.stringify([
    made,
    embedded,
    labelled,
    settings.metric,
    settings.layer,
    pictures.length,
    pictures[0]?.id,
  ]);
  const known = made?.model === settings.model;
  const label = known ? layerCard(settings.model, settings.layer).label : '';

  const start = async () => {
    if (!made) return;
    const mine = new AbortController();
    stop.current = mine;
    setFailure(null);
    setFraction(0);
    try {
      const shortlist = (query: number) => gallery.shortlist(query, settings.metric, SHORTLIST);
      const where = { made, layer: settings.layer };
      const reranked = await rerank(workshop, where, gallery.queries(), shortlist, mine.signal, setFraction);
      setFound({ key, reranked });
    } catch (error) {
      if (!mine.signal.aborted) setFailure(error instanceof Error ? error.message : String(error));
    } finally {
      setFraction(null);
    }
  };
  if (!known) return null;
  const percent = (share: number) => `${showNumber(100 * share)} %`;
  const result = found?.key === key ? found.reranked : null;
  return (
    <details className="gallery-rerank">
      <summary>Re-rank by matches</summary>
      <p className="hint">
        {`The first ${SHORTLIST} hits of each query are put in order by the sum of their ${MATCHES} strongest mutual matches at ${label}: places of the two images that are each other’s nearest, as “Points” draws them.`}
      </p>
      <div className="button-row">
        <button
          type="button"
          className="button"
          disabled={fraction !== null || embedded < 3}
          onClick={() => void start()}
        >
          Re-rank
        </button>
        {fraction !== null && (
          <button type="button" className="button small" onClick={() => stop.current?.abort()}>
            Cancel
          </button>
        )}
      </div>
      {fraction !== null && <ProgressBar label="Re-ranking" fraction={fraction} words="" />}
      {failure !== null && <p role="alert">{failure}</p>}
      {result && (
        <p role="status">
          {`Recall@1 of ${result.queries} queries${result.of > result.queries ? `, drawn with a fixed seed from ${result.of}` : ''}: ${percent(result.before)} by the embeddings, ${percent(result.after)} after re-ranking (${gain(result)}).`}
        </p>
      )}
    </details>
  );
}

function gain({ before, after }: Reranked): string {
  const points = 100 * (after - before);
  if (points === 0) return 'no difference';
  return `${points > 0 ? 'a gain' : 'a loss'} of ${showNumber(Math.abs(points))} percentage points`;
}
