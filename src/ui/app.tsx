import { Dialogs } from './chrome/dialogs.tsx';
import { PageFooter } from './chrome/page-footer.tsx';
import { PageHeader } from './chrome/page-header.tsx';
import { Controls } from './controls/controls.tsx';
import type { Feature } from './feature.ts';
import { Announcer } from './feedback/announcer.tsx';
import { JobRow } from './feedback/job-row.tsx';
import { Notice } from './feedback/notice.tsx';
import { UpdatePrompt } from './feedback/update-prompt.tsx';
import { useAfterFirstFrame } from './hooks/use-after-first-frame.ts';
import { useKeyboard } from './hooks/use-keyboard.ts';
import { useMedia } from './hooks/use-media.ts';
import { usePaste } from './hooks/use-paste.ts';
import { useTheme } from './hooks/use-theme.ts';
import { useWindowDrop } from './hooks/use-window-drop.ts';
import { DropOverlay } from './intake/drop-overlay.tsx';
import { onDemand } from './loading/on-demand.tsx';
import { Main } from './main-region.tsx';
import { ResultActions } from './result/result-actions.tsx';
import { ResultHeader } from './result/result-header.tsx';
import { Stage } from './stage/stage.tsx';

// What is seen first waits for none of it.
const BelowTheStage = onDemand(() => import('./below-the-stage.tsx'), { waiting: null });

/** The page. */
export function App({ features }: { readonly features: readonly Feature[] }) {
  const drag = useWindowDrop();
  // In the column beside the stage, or before it: below two stacked pictures they would be out of a phone's reach.
  const wide = useMedia('(min-width: 60rem)');
  const mounted = useAfterFirstFrame();
  useTheme();
  usePaste();
  useKeyboard();
  return (
    <>
      <a className="skip" href="#main">
        Skip to the result
      </a>
      <PageHeader />
      <Main>
        <div className="work">
          <ResultHeader />
          <JobRow />
          {!wide && <Controls />}
          <Stage dropOver={drag?.over ?? null} />
          <ResultActions />
        </div>
        {wide && <Controls />}
        {mounted && <BelowTheStage features={features} />}
      </Main>
      {mounted && <PageFooter />}
      <Announcer />
      <Notice />
      <UpdatePrompt />
      <DropOverlay drag={drag} />
      <Dialogs />
    </>
  );
}
