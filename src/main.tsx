import './ui/trusted-types.ts';
import './ui/moved-nodes.ts';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { createApp } from './app/create-app.ts';
import { whenIdle } from './app/when-idle.ts';
import { spawnEngine } from './engine/client/spawn-engine.ts';
import { FEATURES } from './features/index.ts';
import { App } from './ui/app.tsx';
import { AppContext } from './ui/app-context.ts';
import { FramedPage, isFramedByStranger } from './ui/chrome/framed-page.tsx';
import { ErrorBoundary } from './ui/loading/error-boundary.tsx';
import { loadPart } from './ui/loading/load-part.ts';
import { PartFailed } from './ui/loading/part-failed.tsx';
import './ui/styles/tokens.css';
import './ui/styles/base.css';
import './ui/styles/layout.css';
import './ui/styles/elements.css';
import './ui/styles/stage.css';
import './ui/styles/panels.css';
import './ui/styles/workbench.css';
import './ui/panels/score-context.css';

const root = createRoot(document.getElementById('root')!);
if (isFramedByStranger()) root.render(<FramedPage />);
else start();

function figurePart() {
  return import('./ui/export/render-figure.ts');
}

function reportPart() {
  return import('./ui/export/render-report.ts');
}

function start(): void {
  const base = new URL('./', document.baseURI).href;
  const app = createApp({
    spawn: spawnEngine,
    base,
    panels: FEATURES,
    drawings: {
      figure: async (of) => (await loadPart(figurePart)).renderFigure(of),
      report: async (of) => (await loadPart(reportPart)).renderReport(of),
    },
  });
  void app.commands.start();
  // Nobody waits for the next visit.
  whenIdle(() => {
    void import('./app/offline/prepare-offline.ts').then(
      ({ prepareOffline }) => prepareOffline(app.store, base),
      () => undefined,
    );
  });

  root.render(
    <StrictMode>
      <ErrorBoundary
        failed={(error, again) => (
          <main>
            <h1>semblance</h1>
            <PartFailed error={error} onAgain={again} />
          </main>
        )}
      >
        <AppContext value={app}>
          <App features={FEATURES} />
        </AppContext>
      </ErrorBoundary>
    </StrictMode>,
  );
}
