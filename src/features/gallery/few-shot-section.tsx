import { useState } from 'react';
import { type FewShot, fewShot } from '../../app/collection/gallery-scores.ts';
import { classOf, type SetPicture } from '../../app/collection/picture-set.ts';
import type { Work } from '../../app/pace.ts';
import { soFar } from '../../app/task.ts';
import { classifyEpisode, type EpisodeQuery } from '../../core/few-shot/classify-episode.ts';
import { type Episode, type EpisodeShape, episodes, rowsByClass } from '../../core/few-shot/episodes.ts';
import type { FewShotMetric } from '../../core/few-shot/prototypes.ts';
import { CountField } from '../../ui/controls/count-field.tsx';
import { RadioField } from '../../ui/controls/radio-field.tsx';
import { useTask } from '../../ui/hooks/use-task.ts';
import { showNumber } from '../../ui/result/show-number.ts';
import { HandSection } from './hand-section.tsx';
import { QueryItem } from './query-item.tsx';
import { TaskButtons } from './task-buttons.tsx';
import { useGallery, useGalleryState } from './use-gallery.ts';

const EPISODES = 600;
/** Queries of each class that an episode draws at most. */
const QUERIES = 15;
/** Queries of each class that are shown of the first episode. */
const SHOWN = 2;

const METRICS = [
  { id: 'euclidean', label: 'Squared Euclidean (ProtoNet)' },
  { id: 'cosine', label: 'Cosine, temperature 0.1' },
] as const;

interface Run {
  /** What it was made of, so that it never stands beside other pictures. */
  readonly key: string;
  readonly metric: FewShotMetric;
  readonly shape: EpisodeShape;
  readonly scores: FewShot;
  readonly episode: Episode;
  readonly queries: readonly EpisodeQuery[];
  /** Rows of the table as indices of pictures. */
  readonly rows: readonly number[];
}

/** N classes, K images each: how often a query lands at the prototype of its class, and why. */
export function FewShotSection() {
  const gallery = useGallery();
  const pictures = useGalleryState((state) => state.pictures);
  const embedded = useGalleryState((state) => state.embedded);
  const made = useGalleryState((state) => state.made);
  const [ways, setWays] = useState(5);
  const [shots, setShots] = useState(1);
  const [metric, setMetric] = useState<FewShotMetric>('euclidean');
  const [task, state] = useTask<Run>();
  const run = soFar(state);
  const labelled = useGalleryState((state) => state.labelled);
  const key = JSON.stringify([made, embedded, labelled, pictures.length, pictures[0]?.id]);

  const start = () =>
    task.start(async ({ signal, report }) => {
      const { table, rows } = gallery.vectors();
      const labels = rows.map((index) => classOf(pictures[index]!) || null);
      const shape = shapeOf(labels, ways, shots);
      const told = (now: number) => report(run, now);
      const scores = await fewShot(table, labels, shape, EPISODES, metric, signal, told);
      const [episode] = episodes(labels, shape, 1, 1);
      const queries = classifyEpisode(table, episode!, metric);
      return { key, metric, shape, scores, episode: episode!, queries, rows };
    }, run);

  const work: Work = {
    kinds: [`episodes ${ways} ${shots} ${metric}`],
    units: EPISODES,
    words: `${EPISODES} episodes`,
  };
  return (
    <details className="few-shot">
      <summary>Few-shot: classes from a handful of images</summary>
      <div className="field-pair">
        <CountField label="Classes an episode (N)" value={ways} least={2} onChoose={setWays} />
        <CountField label="Images a class (K)" value={shots} least={1} onChoose={setShots} />
      </div>
      <RadioField label="Distance to the prototypes" value={metric} choices={METRICS} onChoose={setMetric} />
      <TaskButtons
        task={task}
        action={`Run ${EPISODES} episodes`}
        doing="Episodes"
        off={embedded < 2}
        work={work}
        onStart={() => void start()}
      />
      {run?.key === key && <Report run={run} pictures={pictures} />}
      <HandSection metric={metric} />
    </details>
  );
}

/** As many queries as the classes have images for. */
function shapeOf(labels: readonly (string | null)[], ways: number, shots: number): EpisodeShape {
  const sizes = [...rowsByClass(labels).values()].map(({ length }) => length).sort((a, b) => b - a);
  const left = (sizes[Math.min(ways, sizes.length) - 1] ?? 0) - shots;
  return { ways, shots, queries: Math.max(1, Math.min(QUERIES, left)) };
}

function Report({ run, pictures }: { readonly run: Run; readonly pictures: readonly SetPicture[] }) {
  const { metric, shape, scores, episode, queries, rows } = run;
  const percent = (share: number) => `${showNumber(100 * share)} %`;
  const shown = episode.classes.flatMap((_, label) =>
    queries.filter((query) => query.label === label).slice(0, SHOWN),
  );
  return (
    <>
      <p role="status">
        {`${shape.ways} classes and ${shape.shots} image${shape.shots === 1 ? '' : 's'} each, ${shape.queries} quer${shape.queries === 1 ? 'y' : 'ies'} a class, prototypes by ${metric === 'cosine' ? 'the cosine' : 'squared Euclidean distance'}: ${percent(scores.mean)} ± ${percent(scores.half)} right over ${scores.episodes} seeded episodes (95 % interval, for more episodes of these pictures; chance is ${percent(1 / shape.ways)}).`}
      </p>
      <p className="hint">
        {`Of the first episode: each query with its map for the class it was given against the runner-up.${metric === 'euclidean' ? ' At the last layer, the channel weights of the contribution reading, and the cells of the decomposition, add up to the difference of the two logits less a constant of the prototypes p and n, |n|² − |p|².' : ''}`}
      </p>
      <ol className="nearest-list" aria-label="Queries of the first episode">
        {shown.map((query) => (
          <QueryItem
            key={query.query}
            query={query}
            picture={pictures[rows[query.query]!]!}
            classes={episode.classes.map((name, label) => ({
              name,
              support: episode.support[label]!.map((row) => rows[row]!),
            }))}
            metric={metric}
          />
        ))}
      </ol>
    </>
  );
}
