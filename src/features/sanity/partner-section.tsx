import { useState } from 'react';
import { useStore } from 'zustand';
import { checkPartner, type PartnerCheck } from '../../app/evidence/check-partner.ts';
import { desksOf } from '../../app/evidence/desks.ts';
import { unrelatedSamples } from '../../app/evidence/other-partners.ts';
import { type Explanation, SLOTS } from '../../app/state.ts';
import { partnerVerdict, type SanityVerdict } from '../../core/faithfulness/sanity-verdict.ts';
import { useAppHandle } from '../../ui/app-context.ts';
import { SelectField } from '../../ui/controls/select-field.tsx';
import { DeskRow } from '../../ui/parts/desk-row.tsx';
import { SourceLine } from '../../ui/parts/source-line.tsx';
import { type Tone, VerdictCard } from '../../ui/parts/verdict-card.tsx';
import { explainedScore } from '../../ui/result/result-sentence.ts';
import { showNumber } from '../../ui/result/show-number.ts';
import { TilePair } from './tile-pair.tsx';

export const SANITY_TONES: Readonly<Record<SanityVerdict['kind'], Tone>> = {
  passes: 'good',
  doubtful: 'mixed',
  fails: 'bad',
};

/** Does the map depend on the other image at all? */
export function PartnerSection({ result }: { readonly result: Explanation }) {
  const { workshop } = useAppHandle();
  const { partner: desk } = desksOf(workshop);
  const state = useStore(desk.store);
  const [chosen, choose] = useState<string | null>(null);
  const all = unrelatedSamples(result);
  const partner = all.find(({ id }) => id === chosen) ?? all.at(-1)!;
  const value = state.status === 'idle' ? null : state.value;
  return (
    <section className="evidence" aria-labelledby="partner-title">
      <div className="evidence-intro">
        <div>
          <h3 id="partner-title">Exchange the partner</h3>
          <p className="prose">
            Each image is explained once more, with an unrelated photograph in the place of its partner. A map
            that stays the same cannot say why these two are similar.
          </p>
        </div>
        <SelectField
          label="Unrelated partner"
          value={partner.id}
          choices={all.map(({ id, title }) => ({ id, label: title }))}
          onChoose={choose}
        />
      </div>
      <DeskRow
        state={state}
        action="Exchange the partner"
        doing="Explaining with another partner"
        onStart={() =>
          void desk.start(result.settings, (task) => checkPartner(workshop, result, partner, task))
        }
        onCancel={() => desk.cancel()}
      />
      {value && <Report check={value} />}
    </section>
  );
}

function Report({ check }: { readonly check: PartnerCheck }) {
  const { explanation, partner, outcome } = check;
  const verdict = partnerVerdict(SLOTS.map((slot) => outcome.checks[slot]));
  const { similarity } = explainedScore(explanation);
  const { a, b } = outcome.similarity;
  return (
    <>
      <VerdictCard tone={SANITY_TONES[verdict.kind]} title={verdict.title}>
        <p>{verdict.words}</p>
      </VerdictCard>
      <SourceLine explanation={explanation} what="Checked" />
      <div className="tile-row wide">
        <TilePair
          title="As it is"
          note={`similarity ${showNumber(similarity)}`}
          maps={explanation.maps}
          checks={null}
        />
        <TilePair
          title={`Partner: ${partner.title}`}
          note={`similarity ${showNumber(a)} and ${showNumber(b)}`}
          maps={outcome.maps}
          checks={outcome.checks}
        />
      </div>
    </>
  );
}
