import {
  checkRandomization,
  doneStages,
  type RandomizationCheck,
  randomizationWork,
} from '../../app/evidence/check-randomization.ts';
import { tasksOf } from '../../app/evidence/tasks.ts';
import { pairOf } from '../../app/result.ts';
import { type Result, SLOTS } from '../../app/state.ts';
import { randomizationVerdict } from '../../core/faithfulness/sanity-verdict.ts';
import { useAppHandle } from '../../ui/app-context.ts';
import { CurveChart } from '../../ui/parts/curve-chart.tsx';
import { SourceLine } from '../../ui/parts/source-line.tsx';
import { VerdictCard } from '../../ui/parts/verdict-card.tsx';
import { explainedScore } from '../../ui/result/result-sentence.ts';
import { showNumber } from '../../ui/result/show-number.ts';
import { CheckSection } from './check-section.tsx';
import { SANITY_TONES } from './partner-section.tsx';
import { RankNote } from './rank-note.tsx';
import { TilePair } from './tile-pair.tsx';

/** Does the map depend on what the network has learnt? */
export function WeightsSection({ result }: { readonly result: Result }) {
  const { services } = useAppHandle();
  return (
    <CheckSection
      id="weights"
      title="Shuffle the weights"
      result={result}
      task={tasksOf(services).randomization}
      work={randomizationWork(services, result)}
      doing="Explaining with shuffled weights"
      run={(running) => checkRandomization(services, result, running)}
      report={(check, complete) => <Report check={check} complete={complete} />}
    >
      On a copy of the network, block after block from the output down, every weight tensor has its own
      numbers shuffled: same values, nothing learnt; and again with other shuffles. A map that explains what
      the network learnt must fall apart with it (Adebayo et al. 2018). The network on screen is not touched.
    </CheckSection>
  );
}

function Report({ check, complete }: { readonly check: RandomizationCheck; readonly complete: boolean }) {
  const { result, stages, seeds } = check;
  const { scope } = result.settings;
  const { similarity } = explainedScore(result);
  // Maps of an objective explain another number than this.
  const plain = result.settings.against === 'none' ? 'similarity' : 'plain similarity';
  const verdict = complete ? randomizationVerdict(doneStages(check), scope === 'final') : null;
  const ranks = SLOTS.map((_, i) =>
    Float64Array.from([
      1,
      ...stages.map(({ outcomes }) => mean(outcomes.map(({ directions }) => directions[i]!.check.rank ?? 0))),
    ]),
  );
  const every = Math.ceil(stages.length / 5);
  const xTicks = ['as it is', ...stages.map(({ blocks }) => String(blocks))].flatMap((text, i) =>
    (i % every === 0 && stages.length - i >= every) || i === stages.length
      ? [{ at: i / stages.length, text }]
      : [],
  );
  return (
    <>
      {verdict && (
        <VerdictCard tone={SANITY_TONES[verdict.kind]} title={verdict.title}>
          <p>{verdict.words}</p>
          <RankNote limits="0.4 and 0.7" more=" The maps below are of the first shuffle." />
        </VerdictCard>
      )}
      <SourceLine result={result} what="Checked" />
      <div className="weights-chart">
        <CurveChart
          title={`Rank correlation with the map as it is${seeds.length > 1 ? `, mean of ${seeds.length} shuffles` : ''}`}
          summary={SLOTS.map(
            (slot, i) =>
              `Image ${slot.toUpperCase()}: ${[...ranks[i]!].map((r) => r.toFixed(2).replace('-', '−')).join(', ')}.`,
          ).join(' ')}
          xTitle="blocks shuffled, from the output down"
          yTitle="ρ"
          xTicks={xTicks}
          domain={[-1, 1]}
          series={SLOTS.map((slot, i) => ({ id: slot, values: ranks[i]!, tone: slot }))}
        />
        <ul className="curve-legend">
          {SLOTS.map((slot) => (
            <li key={slot}>
              <span className={`swatch swatch-${slot}`} aria-hidden /> Map of image {slot.toUpperCase()}
            </li>
          ))}
        </ul>
      </div>
      <div className="tile-row">
        <TilePair title="As it is" note={`${plain} ${showNumber(similarity)}`} directions={pairOf(result)} />
        {stages.map(({ blocks, down, outcomes: [outcome] }, index) => (
          <TilePair
            key={blocks}
            title={titleOf(index, stages.length, down)}
            note={outcome ? `${plain} ${showNumber(outcome.similarity)}` : '…'}
            directions={outcome?.directions ?? null}
          />
        ))}
      </div>
    </>
  );
}

/** NaN without values: nothing is drawn there. */
const mean = (values: readonly number[]) => values.reduce((a, b) => a + b, 0) / values.length;

function titleOf(index: number, count: number, down: string): string {
  if (index === count - 1) return 'Everything';
  return index === 0 ? `${down.charAt(0).toUpperCase()}${down.slice(1)}` : `Down to ${down}`;
}
