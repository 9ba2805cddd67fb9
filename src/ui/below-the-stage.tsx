import type { Feature } from './feature.ts';
import { SamplesStrip } from './intake/samples-strip.tsx';
import { ControlPanel } from './panels/control-panel.tsx';
import { MethodCard } from './panels/method-card.tsx';
import { ScoreContextPanel } from './panels/score-context-panel.tsx';
import { WordsPanel } from './panels/words-panel.tsx';
import { Workbench } from './workbench/workbench.tsx';

/** What else there is to try and to know: pairs, words about the maps, panels to work in. */
export default function BelowTheStage({ features }: { readonly features: readonly Feature[] }) {
  return (
    <>
      <SamplesStrip />
      <div className="panels">
        <div>
          <WordsPanel />
          <ScoreContextPanel />
          <ControlPanel />
        </div>
        <div>
          <MethodCard />
        </div>
      </div>
      <Workbench features={features} />
    </>
  );
}
