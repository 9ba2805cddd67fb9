import { checkPartner, type PartnerCheck, partnersChecked } from '../../app/evidence/check-partner.ts';
import { mapsWork } from '../../app/evidence/copies.ts';
import { tasksOf } from '../../app/evidence/tasks.ts';
import { pairOf } from '../../app/result.ts';
import type { Result } from '../../app/state.ts';
import { partnerVerdict, type SanityVerdict } from '../../core/faithfulness/sanity-verdict.ts';
import { useAppHandle } from '../../ui/app-context.ts';
import { SourceLine } from '../../ui/parts/source-line.tsx';
import { type Tone, VerdictCard } from '../../ui/parts/verdict-card.tsx';
import { explainedScore } from '../../ui/result/result-sentence.ts';
import { showNumber } from '../../ui/result/show-number.ts';
import { CheckSection } from './check-section.tsx';
import { RankNote } from './rank-note.tsx';
import { TilePair } from './tile-pair.tsx';

export const SANITY_TONES: Readonly<Record<SanityVerdict['kind'], Tone>> = {
  passes: 'good',
  doubtful: 'mixed',
  fails: 'bad',
};

/** Does the map depend on the other image at all? */
export function PartnerSection({ result }: { readonly result: Result }) {
  const { services } = useAppHandle();
  const samples = partnersChecked(result);
  // A class was explained: there is no partner to exchange.
  if (result.settings.against === 'class') return null;
  return (
    <CheckSection
      id="partner"
      title="Exchange the partner"
      result={result}
      task={tasksOf(services).partner}
      work={mapsWork('partners', result, samples.length)}
      doing="Explaining with other partners"
      run={(running) => checkPartner(services, result, samples, running)}
      report={(check, complete) => check.outcomes.length > 0 && <Report check={check} complete={complete} />}
    >
      Each image is explained again with {samples.length} unrelated photographs in turn in the place of its
      partner. A map that stays the same cannot say why these two are similar.
    </CheckSection>
  );
}

function Report({ check, complete }: { readonly check: PartnerCheck; readonly complete: boolean }) {
  const { result, outcomes } = check;
  const verdict = complete
    ? partnerVerdict(outcomes.map(({ directions }) => directions.map((one) => one.check)))
    : null;
  const { similarity } = explainedScore(result);
  // Maps of an objective explain another number than this.
  const plain = result.settings.against === 'none' ? 'similarity' : 'plain similarity';
  return (
    <>
      {verdict && (
        <VerdictCard tone={SANITY_TONES[verdict.kind]} title={verdict.title}>
          <p>{verdict.words}</p>
          <RankNote limits="0.7 and 0.99" />
        </VerdictCard>
      )}
      <SourceLine result={result} what="Checked" />
      <div className="tile-row">
        <TilePair title="As it is" note={`${plain} ${showNumber(similarity)}`} directions={pairOf(result)} />
        {outcomes.map(({ partner, directions }) => (
          <TilePair
            key={partner.id}
            title={`Partner: ${partner.title}`}
            note={`${plain} ${directions.map((one) => showNumber(one.similarity)).join(' and ')}`}
            directions={directions}
          />
        ))}
      </div>
    </>
  );
}
