import { useState } from 'react';
import { againstWords } from '../../app/against/words.ts';
import { sameForNetwork } from '../../app/inspect/same-for-network.ts';
import type { Result } from '../../app/state.ts';
import { READINGS } from '../../core/cis/index.ts';
import { describeScore } from '../../core/describe-score.ts';
import { METHODS } from '../../core/methods/index.ts';
import { SCOPES } from '../../core/methods/scopes.ts';
import { METRICS } from '../../core/metrics/index.ts';
import { rangeWords } from '../../core/metrics/range-words.ts';
import { modelCard } from '../../core/models/index.ts';
import { useApp } from '../app-context.ts';
import { onDemand } from '../loading/on-demand.tsx';
import { FirstLookLine } from './first-look-line.tsx';
import { NumberOutput } from './number-output.tsx';
import { PreviousBadge } from './previous-badge.tsx';
import { explainedObjective, explainedScore, layerWords, sameSentence } from './result-sentence.ts';

const ScoreMore = onDemand(() => import('./score-more.tsx'), { waiting: null });

/** The answer: how similar, in a number and in words, labelled from the job that found it. */
export function ResultHeader() {
  const result = useApp((state) => state.result);
  /** On small screens the words are folded to a line each. */
  const [whole, setWhole] = useState(false);
  if (result === null) return <Waiting />;
  const { similarity, distance } = explainedScore(result);
  const same = sameSentence(result);
  const metric = METRICS[result.settings.metric];
  return (
    <section className="result" aria-label="Result">
      <div className="score">
        <NumberOutput label="Similarity" value={similarity} size="large" />
        <p className="score-label">
          {metric.label.toLowerCase()} similarity{' '}
          <span className="score-range">{rangeWords(metric.range)}</span>
          <PreviousBadge />
        </p>
      </div>
      <div className={whole ? 'score-words whole' : 'score-words'}>
        <p>{describeScore({ metric, similarity, identical: sameForNetwork(result) })}</p>
        {same !== null && <p className="same-words">{same}</p>}
        <FirstLookLine result={result} />
        <Facts result={result} distance={distance} />
        <ScoreMore whole={whole} onChange={setWhole} />
      </div>
    </section>
  );
}

function Facts({ result, distance }: { readonly result: Result; readonly distance: number }) {
  const { model, scope, method, reading, smooth } = result.settings;
  const { label, uses } = METHODS[method];
  const against = againstWords(result);
  return (
    <dl className="facts-line">
      <div>
        <dt>Distance</dt>
        <dd>
          <NumberOutput label="Distance" value={distance} />
        </dd>
      </div>
      <div>
        <dt>{against === null ? 'Objective' : 'Objective of A'}</dt>
        <dd>
          <NumberOutput label="Objective" value={explainedObjective(result)} />
        </dd>
      </div>
      <div>
        <dt>{uses.metric ? 'Explains' : 'Score'}</dt>
        <dd>
          {SCOPES[scope].label.toLowerCase()}
          {uses.metric && against !== null && `, ${against}`}
        </dd>
      </div>
      <div>
        <dt>At</dt>
        <dd>
          {modelCard(model).label}, {layerWords(result)}
        </dd>
      </div>
      <div>
        <dt>Map</dt>
        <dd>
          {label}
          {uses.reading && `, CIS ${READINGS[reading].label.toLowerCase()}`}
          {smooth && ', smoothed'}
          {!uses.metric && ', of each image by itself'}
        </dd>
      </div>
    </dl>
  );
}

/** Before the first result: what will stand here. */
function Waiting() {
  const empty = useApp(({ images }) => images.a.status === 'empty' || images.b.status === 'empty');
  return (
    <section className="result waiting" aria-label="Result">
      <p className="waiting-words">
        {empty
          ? 'Choose two images, or one of the pairs below, to see what a network finds alike in them.'
          : 'How similar does a network find these two images, and where does it see it?'}
      </p>
    </section>
  );
}
