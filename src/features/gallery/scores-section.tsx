import { useMemo } from 'react';
import { type GalleryScores, KS } from '../../app/collection/gallery-scores.ts';
import { isEmbedding } from '../../app/collection/gallery-state.ts';
import { scoringWork } from '../../app/collection/gallery-work.ts';
import { measureGallery } from '../../app/collection/measure-gallery.ts';
import { classOf, picturePath, type SetPicture } from '../../app/collection/picture-set.ts';
import { soFar } from '../../app/task.ts';
import { METRICS } from '../../core/metrics/index.ts';
import { useApp } from '../../ui/app-context.ts';
import { useTask } from '../../ui/hooks/use-task.ts';
import { showNumber } from '../../ui/result/show-number.ts';
import { HitMap } from './hit-map.tsx';
import { MatrixSection } from './matrix-section.tsx';
import { TaskButtons } from './task-buttons.tsx';
import { useClasses, useGallery, useGalleryState } from './use-gallery.ts';
import { useStage } from './use-stage.ts';
import { VerificationSection } from './verification-section.tsx';

interface Scores {
  /** What they were made of, so that they never stand beside other pictures or another metric. */
  readonly key: string;
  readonly metric: keyof typeof METRICS;
  readonly found: GalleryScores;
  /** Rows of the table as indices of pictures. */
  readonly rows: readonly number[];
}

const percent = (share: number) => `${showNumber(100 * share)} %`;

/** How well the network orders the gallery, where folders say what belongs together. */
export function ScoresSection() {
  const gallery = useGallery();
  const pictures = useGalleryState((state) => state.pictures);
  const embedded = useGalleryState((state) => state.embedded);
  const made = useGalleryState((state) => state.made);
  const metric = useApp(({ settings }) => settings.metric);
  const [task, state] = useTask<Scores>();
  const scores = soFar(state);
  const classes = useClasses();
  const labelled = useGalleryState((state) => state.labelled);
  const key = JSON.stringify([made, embedded, labelled, metric, pictures.length, pictures[0]?.id]);
  const current = scores?.key === key ? scores : null;

  const measure = () =>
    task.start(async ({ signal, report }) => {
      const { table, rows } = gallery.vectors();
      const labels = rows.map((index) => classOf(pictures[index]!) || null);
      const found = await measureGallery(table, metric, labels, signal, (now) => report(scores, now));
      signal.throwIfAborted();
      if (found.verification) gallery.noteVerification(metric, found.verification);
      return { key, metric, found, rows };
    }, scores);

  const resting = useGalleryState((state) => !isEmbedding(state));
  const work = useMemo(() => {
    if (!resting || embedded < 2 || classes.length < 2) return null;
    const labels = gallery.rows.map((index) => classOf(pictures[index]!) || null);
    return scoringWork(metric, labels, () => gallery.vectors().table);
  }, [resting, embedded, classes, pictures, metric, gallery]);

  if (classes.length < 2)
    return (
      <p className="hint">
        With two classes or more, by folders or by a list, the gallery is scored as well.
      </p>
    );
  return (
    <section className="gallery-scores" aria-label="Scores">
      <h3>How well are the classes told apart?</h3>
      <TaskButtons
        task={task}
        action={`Score ${embedded} pictures in ${classes.length} classes`}
        doing="Scoring"
        off={embedded < 2}
        work={work}
        onStart={() => void measure()}
      />
      {current && <Report scores={current} picture={(row) => pictures[current.rows[row]!]!} />}
    </section>
  );
}

/** Rows of a table of classes; the worst come first. */
const CLASSES = 200;

function Report(props: { readonly scores: Scores; readonly picture: (row: number) => SetPicture }) {
  const { scores, picture } = props;
  const toStage = useStage();
  const against = useApp(({ settings }) => settings.against);
  const made = useGalleryState((state) => state.made);
  const { retrieval, verification: pairs } = scores.found;
  // As the mistakes were made.
  const change = {
    ...(made && { model: made.model, size: made.size, fit: made.fit }),
    metric: scores.metric,
  };
  const { mean, mistakes, wrong } = retrieval;
  return (
    <>
      <table className="data-table">
        <caption>{`Retrieval, ${METRICS[scores.metric].label.toLowerCase()}, ${mean.queries} queries`}</caption>
        <tbody>
          {KS.map((k) => (
            <tr key={k}>
              <th scope="row">{`Recall@${k}`}</th>
              <td className="number">{percent(mean.recallAt[k]!)}</td>
            </tr>
          ))}
          <tr>
            <th scope="row">R-precision</th>
            <td className="number">{percent(mean.rPrecision)}</td>
          </tr>
          <tr>
            <th scope="row">MAP@R</th>
            <td className="number">{percent(mean.mapAtR)}</td>
          </tr>
        </tbody>
      </table>
      {mean.leftOut > 0 && (
        <p className="hint">
          {`${mean.leftOut} pictures are hits but no queries: they are the only one of their class, or in no folder.`}
        </p>
      )}
      {pairs && <VerificationSection pairs={pairs} metric={scores.metric} />}
      <MatrixSection matrices={scores.found.matrices} metric={scores.metric} picture={picture} />
      <details>
        <summary>{`Recall@1 of each of the ${retrieval.byClass.length} classes`}</summary>
        <div className="table-scroll">
          <table className="data-table">
            <thead>
              <tr>
                <th scope="col">Class</th>
                <th scope="col" className="number">
                  Queries
                </th>
                <th scope="col" className="number">
                  Recall@1
                </th>
              </tr>
            </thead>
            <tbody>
              {retrieval.byClass.slice(0, CLASSES).map(({ name, queries, recall }) => (
                <tr key={name}>
                  <th scope="row">{name}</th>
                  <td className="number">{queries}</td>
                  <td className="number">{percent(recall)}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      </details>
      {mistakes.length > 0 && (
        <details>
          <summary>{`The most confident mistakes, of ${wrong}`}</summary>
          <ol className="mistakes nearest-list">
            {mistakes.slice(0, 20).map(({ query, index, score }) => {
              const [asked, hit] = [picture(query), picture(index)];
              return (
                <li key={query}>
                  <HitMap of={asked} by={hit} label={`Map of ${asked.name}`} change={change} />
                  <HitMap of={hit} by={asked} label={`Map of ${hit.name}`} change={change} />
                  <span className="nearest-name" title={picturePath(asked)}>
                    {picturePath(asked)}
                  </span>
                  <span className="nearest-name" title={picturePath(hit)}>
                    {`→ ${picturePath(hit)}`}
                  </span>
                  <span className="number">{showNumber(score)}</span>
                  <button
                    type="button"
                    className="button small"
                    aria-label={`Why ${asked.name} is taken for ${hit.name}`}
                    onClick={() =>
                      void toStage([asked, hit], {
                        metric: scores.metric,
                        ...(against === 'image' && { against: 'none' }),
                      })
                    }
                  >
                    Why
                  </button>
                </li>
              );
            })}
          </ol>
        </details>
      )}
    </>
  );
}
