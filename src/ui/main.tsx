import './trusted-types.ts';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { createApp } from '../app/create-app.ts';
import { prepareOffline } from '../app/offline/prepare-offline.ts';
import { spawnEngine } from '../engine/spawn-engine.ts';
import { App } from './app.tsx';
import { AppContext } from './app-context.ts';
import { ErrorBoundary } from './loading/error-boundary.tsx';
import { PartFailed } from './loading/part-failed.tsx';
import './styles/tokens.css';
import './styles/base.css';
import './styles/layout.css';
import './styles/elements.css';
import './styles/stage.css';
import './styles/panels.css';
import './styles/workbench.css';

const base = new URL('./', document.baseURI).href;
const app = createApp({
  spawn: spawnEngine,
  base,
  drawings: {
    figure: async (of) => (await import('./figure/render-figure.ts')).renderFigure(of),
    report: async (of) => (await import('./report/render-report.ts')).renderReport(of),
  },
});
void app.commands.start();
void prepareOffline(app.store, base);

createRoot(document.getElementById('root')!).render(
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
        <App />
      </AppContext>
    </ErrorBoundary>
  </StrictMode>,
);
