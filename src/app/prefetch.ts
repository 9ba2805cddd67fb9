import { READINGS } from '../core/cis/index.ts';
import { METHODS } from '../core/methods/index.ts';
import { SCOPES } from '../core/methods/scopes.ts';
import { METRICS } from '../core/metrics/index.ts';
import { layerCard } from '../core/models/index.ts';
import type { EngineClient } from '../engine/client/client.ts';
import { type ExplainRequest, explain } from './explain.ts';
import { answeredBy } from './question.ts';
import type { ResultStore } from './result-store.ts';
import { reconcile, sameSettings } from './settings.ts';
import type { AppState, Result, Settings } from './state.ts';
import type { Store } from './store.ts';
import { whenIdle } from './when-idle.ts';

/** Where a map takes longer (graphics in software, shaders yet to be compiled), nobody should wait behind one. */
const SLOW_MS = 100;

/**
 * What one click on a control leads to and a few milliseconds of arithmetic give: at the last layer every map is
 * closed-form. Below it a click may cost a gradient pass, and masked copies cost seconds anywhere: those are made
 * when somebody wants them.
 */
export function oneClickAway(settings: Settings): readonly Settings[] {
  if (!layerCard(settings.model, settings.layer).embedding) return [];
  const changes: Partial<Settings>[] = [
    ...Object.values(METRICS).map(({ id }) => ({ metric: id })),
    ...Object.values(SCOPES).map(({ id }) => ({ scope: id })),
    ...Object.values(READINGS).map(({ id }) => ({ reading: id })),
    ...Object.values(METHODS).map(({ id }) => ({ method: id })),
  ];
  const found: Settings[] = [];
  for (const change of changes) {
    const next = reconcile(settings, change).settings;
    const masks = METHODS[next.method].kind === 'perturbation';
    if (!masks && ![settings, ...found].some((other) => sameSettings(other, next))) found.push(next);
  }
  return found;
}

/** For tests, which cannot wait for a page to be idle, nor for a machine to be fast. */
interface Patience {
  /** Calls back when the page has nothing to do. */
  readonly idle: (call: () => void) => void;
  /** Milliseconds a map may take for the next one to be prefetched too. */
  readonly slow: number;
}

/**
 * Once a map is painted and the page has nothing to do, makes the ones that a click would ask for next, so that the
 * click finds them known. Nobody waits for it: it stops when something is asked for, and a failure is left to be met
 * by whoever asks.
 */
export function prefetch(
  store: Store,
  client: EngineClient,
  known: ResultStore,
  options: Pick<ExplainRequest, 'pixels' | 'base' | 'references'>,
  { idle = whenIdle, slow = SLOW_MS }: Partial<Patience> = {},
): void {
  const stands = (result: Result) => {
    const { job, result: now } = store.getState();
    return job.status === 'done' && now === result && client.unbrokenSession(result.engine) !== null;
  };
  const makeAhead = async (result: Result) => {
    const { images } = answeredBy(result);
    const silent = { loading: () => undefined, running: () => undefined, partial: () => undefined };
    for (const settings of oneClickAway(result.settings)) {
      if (!stands(result)) return;
      if (known.recall({ settings, images })) continue;
      const made = await explain(
        client,
        { id: client.newJob(), settings, images, ...options, known },
        silent,
      );
      known.remember(made);
      if (made.cost.elapsed > slow) return;
    }
  };
  const after = ({ result }: AppState, before: Result | null) => {
    if (result && result !== before) idle(() => void makeAhead(result).catch(() => undefined));
  };
  store.subscribe((state, before) => after(state, before.result));
  after(store.getState(), null);
}
