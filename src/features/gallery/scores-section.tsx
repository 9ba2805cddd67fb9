import { useState } from 'react';
import {
  type FewShot,
  fewShot,
  KS,
  type Retrieval,
  retrieval,
  type Verification,
  verification,
} from '../../app/collection/gallery-scores.ts';
import { picturePath } from '../../app/collection/picture-set.ts';
import { METRICS } from '../../core/metrics/index.ts';
import { useApp } from '../../ui/app-context.ts';
import { ProgressBar } from '../../ui/feedback/progress-bar.tsx';
import { showNumber } from '../../ui/result/show-number.ts';
import { useGallery, useGalleryState } from './use-gallery.ts';

interface Scores {
  /** What they were made of, so that they never stand beside other pictures or another metric. */
  readonly key: string;
  readonly metric: keyof typeof METRICS;
  readonly retrieval: Retrieval;
  readonly verification: Verification | null;
  readonly fewShot: (FewShot & { readonly ways: number; readonly shots: number }) | null;
}

const percent = (share: number) => `${showNumber(100 * share)} %`;

/** How well the network orders the gallery, where folders say what belongs together. */
export function ScoresSection() {
  const gallery = useGallery();
  const pictures = useGalleryState((state) => state.pictures);
  const embedded = useGalleryState((state) => state.embedded);
  const made = useGalleryState((state) => state.made);
  const metric = useApp(({ settings }) => settings.metric);
  const [fraction, setFraction] = useState<number | null>(null);
  const [scores, setScores] = useState<Scores | null>(null);
  const [failure, setFailure] = useState<string | null>(null);
  const classes = new Set(pictures.map(({ folder }) => folder).filter((folder) => folder !== ''));
  const key = JSON.stringify([made, embedded, metric, pictures.length, pictures[0]?.id]);
  const current = scores?.key === key ? scores : null;

  const measure = async () => {
    setFailure(null);
    setFraction(0);
    try {
      const { table, rows } = gallery.vectors();
      const labels = rows.map((index) => pictures[index]!.folder || null);
      const found = await retrieval(METRICS[metric], table, labels, setFraction);
      const several = (run: () => Promise<Scores['verification']>) =>
        run().catch((error: unknown) => {
          if (error instanceof RangeError) return null;
          throw error;
        });
      const pairs = await several(() => verification(METRICS[metric], table, labels));
      const sizes = [...classes].map((name) => labels.filter((label) => label === name).length);
      setScores({
        key,
        metric,
        retrieval: found,
        verification: pairs,
        fewShot: await episodesOf(sizes, (shape) => fewShot(table, labels, shape, 600, metric)),
      });
    } catch (error) {
      setFailure(error instanceof Error ? error.message : String(error));
    } finally {
      setFraction(null);
    }
  };

  if (classes.size < 2)
    return <p className="hint">With two folders or more, each a class, the gallery is scored as well.</p>;
  return (
    <section className="gallery-scores" aria-label="Scores">
      <h3>How well are the classes told apart?</h3>
      <p>
        <button
          type="button"
          className="button"
          disabled={fraction !== null || embedded < 2}
          onClick={() => void measure()}
        >
          {`Score ${embedded} pictures in ${classes.size} classes`}
        </button>
      </p>
      {fraction !== null && <ProgressBar label="Scoring" fraction={fraction} words="" />}
      {failure !== null && <p role="alert">{failure}</p>}
      {current && (
        <Report scores={current} names={(row) => picturePath(pictures[gallery.vectors().rows[row]!]!)} />
      )}
    </section>
  );
}

/** Five-way one-shot where there are five classes, else as many as there are. */
async function episodesOf(
  sizes: readonly number[],
  run: (shape: { ways: number; shots: number; queries: number }) => Promise<FewShot>,
): Promise<Scores['fewShot']> {
  const large = sizes.filter((size) => size >= 2).length;
  if (large < 2) return null;
  const ways = Math.min(5, large);
  return { ...(await run({ ways, shots: 1, queries: 1 })), ways, shots: 1 };
}

function Report({ scores, names }: { readonly scores: Scores; readonly names: (row: number) => string }) {
  const { mean, mistakes } = scores.retrieval;
  const pairs = scores.verification;
  const episodes = scores.fewShot;
  return (
    <>
      <table className="numbers">
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
      {pairs && (
        <>
          <p>
            {`${pairs.same} pairs of one class against ${pairs.different} of two${pairs.drawn ? ', drawn with a fixed seed from more' : ''}: the area under the ROC curve is ${showNumber(pairs.area)}, the equal error rate ${percent(pairs.equalError.rate)} at a similarity of ${showNumber(pairs.equalError.threshold)}.`}
          </p>
          <ul>
            {pairs.at.map(({ rate, point }) => (
              <li key={rate}>
                {`At most ${percent(rate)} false accepts: ${Number.isFinite(point.threshold) ? `accept from a similarity of ${showNumber(point.threshold)} up; ${percent(point.trueAccept)} of the pairs of one class pass.` : 'no threshold does that here.'}`}
              </li>
            ))}
          </ul>
        </>
      )}
      {episodes && (
        <p>
          {`Few-shot, ${episodes.ways} classes and ${episodes.shots} image each, prototypes by ${scores.metric === 'cosine' ? 'the cosine' : 'squared Euclidean distance'}: ${percent(episodes.mean)} ± ${percent(episodes.half)} right over ${episodes.episodes} seeded episodes (95 % interval; chance is ${percent(1 / episodes.ways)}).`}
        </p>
      )}
      {mistakes.length > 0 && (
        <details>
          <summary>{`The most confident mistakes, of ${mistakes.length}`}</summary>
          <ol className="mistakes">
            {mistakes.slice(0, 20).map(({ query, mistake }) => (
              <li key={query}>
                {`${names(query)} → ${names(mistake!.index)}, ${showNumber(mistake!.score)}`}
              </li>
            ))}
          </ol>
        </details>
      )}
    </>
  );
}
