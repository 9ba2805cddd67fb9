import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { createApp } from '../../src/app/create-app.ts';
import { FEATURES } from '../../src/features/index.ts';
import { App } from '../../src/ui/app.tsx';
import { AppContext } from '../../src/ui/app-context.ts';
import '../../src/ui/styles/tokens.css';
import '../../src/ui/styles/base.css';
import '../../src/ui/styles/layout.css';
import '../../src/ui/styles/elements.css';
import '../../src/ui/styles/stage.css';
import '../../src/ui/styles/panels.css';
import '../../src/ui/styles/workbench.css';

// The whole app, as src/main.tsx starts it, but with its commands and state within the bench's reach.
const site = new URL('../site/', document.baseURI).href;
const app = createApp({
  spawn: () => new Worker(new URL('../../src/engine/worker/worker.ts', import.meta.url), { type: 'module' }),
  base: site,
  panels: FEATURES,
  drawings: {
    figure: async (of) => (await import('../../src/ui/export/render-figure.ts')).renderFigure(of),
    report: async (of) => (await import('../../src/ui/export/render-report.ts')).renderReport(of),
  },
});
const { store, commands, services } = app;
void commands.start();
createRoot(document.getElementById('root')!).render(
  <StrictMode>
    <AppContext value={app}>
      <App features={FEATURES} />
    </AppContext>
  </StrictMode>,
);

/** A photograph nobody has seen: coloured rectangles by number, as a PNG of 320×240. */
async function picture(seed: number): Promise<File> {
  const canvas = new OffscreenCanvas(320, 240);
  const context = canvas.getContext('2d')!;
  for (let i = 0; i < 24; i++) {
    context.fillStyle = `hsl(${(seed * 137 + i * 61) % 360} 60% ${20 + ((seed + i * 13) % 60)}%)`;
    context.fillRect((seed * 29 + i * 53) % 300, (seed * 17 + i * 37) % 220, 60, 50);
  }
  return new File([await canvas.convertToBlob()], `${seed}.png`, { type: 'image/png' });
}

/** Explains `count` pairs of new pictures, one after the other; what the engine holds after each. */
async function explainMany(from: number, count: number): Promise<{ tensors: number[]; bytes: number[] }> {
  const tensors: number[] = [];
  const bytes: number[] = [];
  for (let i = from; i < from + count; i++) {
    const files = [await picture(2 * i), await picture(2 * i + 1)];
    const before = store.getState().result?.id ?? 0;
    const done = new Promise<void>((resolve, reject) => {
      const stop = store.subscribe(({ result, job }) => {
        if (job.status === 'failed') reject(new Error(job.fault.message));
        if (job.status !== 'done' || (result?.id ?? 0) <= before) return;
        stop();
        resolve();
      });
    });
    await commands.openFiles(files);
    await done;
    const { cost } = store.getState().result!;
    tensors.push(cost.tensors);
    bytes.push(cost.bytes);
  }
  return { tensors, bytes };
}

/** Images that went through the network so far, whatever for: plain passes and masked ones. */
async function forwards(): Promise<number> {
  const { engine } = store.getState().result!;
  const stats = await services.client.sessionOf(engine).stats();
  return stats.forwards + stats.masked;
}

Object.assign(window, { explainMany, forwards });
