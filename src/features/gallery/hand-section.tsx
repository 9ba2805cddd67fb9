import { useId, useState } from 'react';
import { classOf } from '../../app/collection/picture-set.ts';
import { classifyQuery, type EpisodeQuery } from '../../core/few-shot/classify-episode.ts';
import type { FewShotMetric } from '../../core/few-shot/prototypes.ts';
import { Button } from '../../ui/parts/button.tsx';
import { QueryItem, type SupportClass } from './query-item.tsx';
import { useGallery, useGalleryState } from './use-gallery.ts';

interface Run {
  readonly metric: FewShotMetric;
  readonly classes: readonly SupportClass[];
  readonly queries: readonly { readonly index: number; readonly found: EpisodeQuery }[];
}

/** Queries that are shown with their maps. */
const SHOWN = 60;

/** An episode by hand: pictures selected in the gallery as the support of each class, others as queries. */
export function HandSection({ metric }: { readonly metric: FewShotMetric }) {
  const pictures = useGalleryState((state) => state.pictures);
  const made = useGalleryState((state) => state.made);
  // Indices mean nothing of other pictures, nor does what other settings made of them.
  const key = JSON.stringify([made, pictures.length, pictures[0]?.id]);
  return <Hand key={key} metric={metric} />;
}

function Hand({ metric }: { readonly metric: FewShotMetric }) {
  const gallery = useGallery();
  const id = useId();
  const pictures = useGalleryState((state) => state.pictures);
  const selected = useGalleryState((state) => state.selected);
  const [classes, setClasses] = useState<readonly SupportClass[]>([]);
  const [queries, setQueries] = useState<readonly number[]>([]);
  const [called, setCalled] = useState('');
  const [run, setRun] = useState<Run | null>(null);
  const taken = new Set([...classes.flatMap(({ support }) => support), ...queries]);
  const free = [...selected].filter((index) => gallery.knows(index) && !taken.has(index));
  const proposed = (free[0] !== undefined && classOf(pictures[free[0]]!)) || `Class ${classes.length + 1}`;
  const name = called.trim() || proposed;
  const twice = classes.some((one) => one.name === name);

  const addClass = () => {
    setClasses([...classes, { name, support: free }]);
    setCalled('');
    gallery.select([]);
  };
  const addQueries = () => {
    setQueries([...queries, ...free]);
    gallery.select([]);
  };
  const classify = () => {
    const { table, rows } = gallery.vectors();
    const rowOf = new Map(rows.map((index, row) => [index, row]));
    const support = classes.map((one) => one.support.map((index) => rowOf.get(index)!));
    const found = queries.map((index) => {
      const label = classes.findIndex((one) => one.name === classOf(pictures[index]!));
      return { index, found: classifyQuery(table, support, rowOf.get(index)!, label, metric) };
    });
    setRun({ metric, classes, queries: found });
  };
  const current = run?.metric === metric && run.classes === classes && run.queries.length === queries.length;
  return (
    <section className="by-hand" aria-labelledby={`${id}-title`}>
      <h4 id={`${id}-title`}>By hand</h4>
      <p className="hint">
        Select pictures above with Ctrl and a click (or the key S), then say what they are: the support of a
        class, or queries.
      </p>
      <div className="field">
        <label htmlFor={`${id}-name`}>Name of the class</label>
        <input
          id={`${id}-name`}
          type="text"
          maxLength={80}
          value={called}
          placeholder={proposed}
          onChange={({ target }) => setCalled(target.value)}
        />
      </div>
      <div className="button-row">
        <Button className="button small" off={free.length === 0 || twice} onClick={addClass}>
          {`Use the ${free.length} selected as a class`}
        </Button>
        <Button className="button small" off={free.length === 0} onClick={addQueries}>
          {`Use the ${free.length} selected as queries`}
        </Button>
      </div>
      {twice && free.length > 0 && <p className="hint">{`There is a class “${name}” already.`}</p>}
      {taken.size > 0 && (
        <ul className="by-hand-list" aria-label="The episode">
          {classes.map((one) => (
            <li key={one.name}>
              {`“${one.name}”: ${one.support.length} support ${one.support.length === 1 ? 'image' : 'images'}`}
              <button
                type="button"
                className="button small"
                aria-label={`Remove class ${one.name}`}
                onClick={() => setClasses(classes.filter((other) => other !== one))}
              >
                Remove
              </button>
            </li>
          ))}
          {queries.length > 0 && (
            <li>
              {`${queries.length} ${queries.length === 1 ? 'query' : 'queries'}`}
              <button
                type="button"
                className="button small"
                aria-label="Remove queries"
                onClick={() => setQueries([])}
              >
                Remove
              </button>
            </li>
          )}
        </ul>
      )}
      <p>
        <Button className="button" off={classes.length < 2 || queries.length === 0} onClick={classify}>
          Classify
        </Button>
      </p>
      {run && current && (
        <>
          <p className="hint">
            {`Each query with its map for the class it was given against the runner-up, and the probabilities of its first classes.${run.queries.length > SHOWN ? ` The first ${SHOWN} of ${run.queries.length}.` : ''}`}
          </p>
          <ol className="nearest-list" aria-label="Queries by hand">
            {run.queries.slice(0, SHOWN).map(({ index, found }) => (
              <QueryItem
                key={index}
                query={found}
                picture={pictures[index]!}
                classes={run.classes}
                metric={run.metric}
              />
            ))}
          </ol>
        </>
      )}
    </section>
  );
}
