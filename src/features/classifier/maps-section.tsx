import { useCallback, useEffect } from 'react';
import { chooseClasses, noteClasses, targetsOf } from '../../app/classifier/chosen-classes.ts';
import { classMapsZip } from '../../app/classifier/class-export.ts';
import {
  type ClassFigure,
  classFigure,
  isMade,
  type MadeOrWords,
} from '../../app/classifier/class-figure.ts';
import type { ClassMap } from '../../app/classifier/class-map.ts';
import type { Head } from '../../app/classifier/head.ts';
import { linkSentence } from '../../app/classifier/head-words.ts';
import { download, fileName } from '../../app/download.ts';
import { explanationIn } from '../../app/result.ts';
import { type Result, SLOTS, type Slot } from '../../app/state.ts';
import { READINGS } from '../../core/cis/index.ts';
import { CLASS_METHODS, type ClassMethod } from '../../core/classifier/class-methods.ts';
import { METHODS } from '../../core/methods/index.ts';
import { METRICS } from '../../core/metrics/index.ts';
import { layerCard, modelCard } from '../../core/models/index.ts';
import { useApp, useAppHandle } from '../../ui/app-context.ts';
import { useLatest } from '../../ui/hooks/use-latest.ts';
import { scaleSense } from '../../ui/stage/scale-sense.ts';
import { ClassField } from './class-field.tsx';
import { MapTile } from './map-tile.tsx';

interface Props {
  readonly result: Result;
  readonly head: Head;
}

/** Both images: their scores, a class of each explained by the three methods, and the pair by SFAM. */
export function MapsSection({ result, head }: Props) {
  const { services } = useAppHandle();
  const { model } = result.settings;
  const chosen = useApp((state) => state.classes);
  const [a = null, b = null] = targetsOf(chosen, model, head);
  const make = useCallback(() => classFigure(services, result, head, [a, b]), [services, result, head, a, b]);
  const { value, busy, error } = useLatest(make);
  useEffect(() => {
    if (value && !busy) noteClasses(services.store, result, value);
  }, [services, result, value, busy]);
  if (error !== null) return <p role="alert">{`The maps could not be made. ${error}`}</p>;
  if (value === null) return <p className="quiet">Scoring both images…</p>;
  const { settings } = value.pair;
  const save = () => download(classMapsZip(value), fileName([settings.model, 'class-maps'], 'zip'));
  return (
    <section className="class-figure" aria-label="Class maps" aria-busy={busy}>
      {SLOTS.map((slot) => (
        <ImageRow
          key={slot}
          figure={value}
          slot={slot}
          target={slot === 'a' ? a : b}
          onChoose={(target) =>
            chooseClasses(services.store, model, head, slot === 'a' ? [target, b] : [a, target])
          }
        />
      ))}
      <HowToRead figure={value} />
      <p>
        <button type="button" className="button small" onClick={save}>
          Export class maps (zip)
        </button>
      </p>
    </section>
  );
}

interface RowProps {
  readonly figure: ClassFigure;
  readonly slot: Slot;
  readonly target: number | null;
  readonly onChoose: (target: number | null) => void;
}

function ImageRow({ figure: { head, classes, pair }, slot, target, onChoose }: RowProps) {
  const found = classes[SLOTS.indexOf(slot)]!;
  const made = Object.values(found).find(isMade);
  const { of, settings, map } = explanationIn(pair, slot);
  return (
    <div className="class-row">
      {made && (
        <ClassField
          slot={slot}
          picture={of.name}
          classes={head.classifier.classes}
          target={target}
          predicted={made.predicted}
          scores={made.scores}
          probabilities={made.probabilities}
          onChoose={onChoose}
        />
      )}
      <div className="class-tiles">
        {Object.values(CLASS_METHODS).map((method) => (
          <ClassTile key={method.id} method={method} made={found[method.id]} pair={pair} slot={slot} />
        ))}
        <MapTile
          result={pair}
          slot={slot}
          map={map}
          title="SFAM for the pair"
          note={`${METRICS[settings.metric].label}, ${READINGS[settings.reading].label.toLowerCase()}; ${layerCard(settings.model, settings.layer).label}, for no class`}
          ends={scaleSense(pair, METHODS.sfam).ends}
        />
      </div>
    </div>
  );
}

function ClassTile(props: {
  readonly method: ClassMethod;
  readonly made: MadeOrWords;
  readonly pair: Result;
  readonly slot: Slot;
}) {
  const { method, made, pair, slot } = props;
  if (!isMade(made))
    return (
      <div className="class-tile">
        <p>
          <strong>{method.label}</strong> {made.words}
        </p>
      </div>
    );
  return (
    <MapTile
      result={pair}
      slot={slot}
      map={made.map}
      title={`${method.label} for “${nameOf(made)}”`}
      note={made.layer.label}
      ends={made.layer.embedding ? method.ends : null}
    />
  );
}

const nameOf = ({ head, target }: ClassMap): string => head.classifier.classes[target]!;

/** What the signs of these very maps say, and where two of them are one. */
function HowToRead({ figure }: { readonly figure: ClassFigure }) {
  const { classes, pair } = figure;
  const { model, layer } = pair.settings;
  const card = modelCard(model);
  const same = layerCard(model, layer).embedding && !card.embedding.l2;
  return (
    <>
      <dl className="class-reading">
        {Object.values(CLASS_METHODS).map(({ id, label, formula, source, says }) => {
          const made = classes[0]![id];
          if (!isMade(made)) return null;
          return (
            <div key={id}>
              <dt>{`${label}: ${formula}`}</dt>
              <dd>{`${made.layer.embedding ? says.pooled : says.below} ${source}.`}</dd>
            </div>
          );
        })}
      </dl>
      {same && (
        <p className="hint">
          At this layer CAM and Grad-CAM are one map: the embedding is its mean over places, so the gradient
          of a class’s score, summed over places, is the class’s weights.
        </p>
      )}
      <p className="hint">
        CAM, Grad-CAM and Relevance-CAM each explain one image’s score for one class, and never look at the
        other image. SFAM explains what the two have in common, and needs no class. Every map has a scale of
        its own. Probabilities are shares among these classes alone: a picture of none of them has them too.
      </p>
      <p className="hint">{linkSentence(figure.head)}</p>
    </>
  );
}
