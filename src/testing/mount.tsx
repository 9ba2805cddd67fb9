import type { ReactNode } from 'react';
import { createRoot } from 'react-dom/client';
import { afterEach } from 'vitest';
import { type App, createApp } from '../app/create-app.ts';
import { spawnEngine } from '../engine/client/spawn-engine.ts';
import { FEATURES } from '../features/index.ts';
import { AppContext } from '../ui/app-context.ts';
import '../ui/styles/tokens.css';
import '../ui/styles/base.css';
import '../ui/styles/layout.css';
import '../ui/styles/elements.css';
import '../ui/styles/stage.css';
import '../ui/styles/panels.css';
import '../ui/styles/workbench.css';

const mounted: (() => void)[] = [];
afterEach(() => {
  for (const unmount of mounted.splice(0)) unmount();
});

/**
 * A part of the interface in a real browser, in the real app: its engine and decoder run in their workers. Nothing is
 * opened yet, and the address is left alone. It goes when the test ends; the workers go with the test file’s frame.
 */
export function mount(part: ReactNode): App {
  const app = createApp({
    spawn: spawnEngine,
    base: new URL('/', location.href).href,
    panels: FEATURES,
    drawings: {
      figure: () => Promise.reject(new Error('A component draws no figure.')),
      report: () => Promise.reject(new Error('A component writes no report.')),
    },
  });
  app.store.setState(({ settings }) => ({ settings: { ...settings, backend: 'wasm' } }));
  const place = document.body.appendChild(document.createElement('div'));
  const root = createRoot(place);
  root.render(<AppContext value={app}>{part}</AppContext>);
  mounted.push(() => {
    root.unmount();
    place.remove();
  });
  return app;
}

/** Resolves once the pair on the stage is explained. @throws what the job failed with. */
export function explained({ store }: Pick<App, 'store'>): Promise<void> {
  return new Promise((resolve, reject) => {
    const look = () => {
      const { job } = store.getState();
      if (job.status === 'failed') reject(new Error(job.fault.message));
      else if (job.status === 'done') resolve();
      else return;
      stop();
    };
    const stop = store.subscribe(look);
    look();
  });
}
