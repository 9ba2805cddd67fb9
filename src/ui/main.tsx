import './trusted-types.ts';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { createApp } from '../app/create-app.ts';
import { prepareOffline } from '../app/offline/prepare-offline.ts';
import { App } from './app.tsx';
import { AppContext } from './app-context.ts';
import './styles/tokens.css';
import './styles/base.css';
import './styles/layout.css';
import './styles/elements.css';
import './styles/stage.css';
import './styles/panels.css';
import './styles/workbench.css';

const base = new URL('./', document.baseURI).href;
const { store, commands, workshop } = createApp({
  spawn: () => new Worker(new URL('../engine/worker.ts', import.meta.url), { type: 'module' }),
  base,
  figure: async (state, result) => (await import('./figure/render-figure.ts')).renderFigure(state, result),
  report: async (...of) => (await import('./report/render-report.ts')).renderReport(...of),
});
void commands.start();
void prepareOffline(store, base);

createRoot(document.getElementById('root')!).render(
  <StrictMode>
    <AppContext value={{ store, commands, workshop }}>
      <App />
    </AppContext>
  </StrictMode>,
);
