import type { GallerySettings } from '../../app/collection/gallery-state.ts';
import { MATCHES, QUERIES, type Reranked, rerank, SHORTLIST } from '../../app/collection/rerank.ts';
import type { Work } from '../../app/pace.ts';
import { soFar } from '../../app/task.ts';
import { layerCard } from '../../core/models/index.ts';
import { useApp, useAppHandle } from '../../ui/app-context.ts';
import { useTask } from '../../ui/hooks/use-task.ts';
import { showNumber } from '../../ui/result/show-number.ts';
import { TaskButtons } from './task-buttons.tsx';
import { useGallery, useGalleryState } from './use-gallery.ts';

/** Do the matches between places put better hits first than the embeddings do? */
export function RerankSection() {
  const gallery = useGallery();
  const { services } = useAppHandle();
  const pictures = useGalleryState((state) => state.pictures);
  const embedded = useGalleryState((state) => state.embedded);
  const made = useGalleryState((state) => state.made);
  const settings = useApp((state) => state.settings);
  const [task, state] = useTask<{ readonly key: string; readonly reranked: Reranked }>();
  const found = soFar(state);
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

  const start = (where: { readonly made: GallerySettings; readonly layer: string }) =>
    task.start(async ({ signal, report }) => {
      const shortlist = (query: number) => gallery.shortlist(query, settings.metric, SHORTLIST);
      const told = (now: number) => report(found, now);
      const reranked = await rerank(services, where, gallery.queries(), shortlist, signal, told);
      return { key, reranked };
    }, found);
  if (!known) return null;
  const queries = Math.min(gallery.queries().length, QUERIES);
  const work: Work = {
    kinds: [`shortlists ${settings.layer}`],
    units: queries,
    words: `${queries} shortlists`,
  };
  const percent = (share: number) => `${showNumber(100 * share)} %`;
  const result = found?.key === key ? found.reranked : null;
  return (
    <details className="gallery-rerank">
      <summary>Re-rank by matches</summary>
      <p className="hint">
        {`The first ${SHORTLIST} hits of each query are put in order by the sum of their ${MATCHES} strongest mutual matches at ${label}: places of the two images that are each other’s nearest, as “Points” draws them.`}
      </p>
      <TaskButtons
        task={task}
        action="Re-rank"
        doing="Re-ranking"
        off={embedded < 3}
        work={work}
        onStart={() => void start({ made, layer: settings.layer })}
      />
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
