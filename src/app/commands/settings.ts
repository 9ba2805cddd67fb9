import { METRICS } from '../../core/metrics/index.ts';
import { modelCard } from '../../core/models/index.ts';
import { completeCompany } from '../against/complete-company.ts';
import { type ImageGroup, registerGroup } from '../against/image-group.ts';
import type { Commands } from '../commands.ts';
import { offeredLayers } from '../offered-layers.ts';
import { reconcile, sameSettings } from '../settings.ts';
import type { Settings } from '../state.ts';
import { imageIn } from '../store.ts';
import type { Parts } from './parts.ts';

/** Images to be explained against, or a class of examples with or without what it is held against. */
export type Groups =
  | { readonly references: ImageGroup }
  | { readonly examples: ImageGroup; readonly counters: ImageGroup | null };

/** A network that was trained for one metric brings it along. */
function withOwnMetric(before: Settings, change: Partial<Settings>): Partial<Settings> {
  if (change.model === undefined || change.model === before.model) return change;
  const { same } = modelCard(change.model);
  return same ? { metric: same.metric, ...change } : change;
}

/** What is computed of the pair, and when. */
export function settingsCommands({
  store,
  runner,
  intake,
  remember,
  say,
}: Parts): Pick<
  Commands,
  | 'changeSettings'
  | 'compareWith'
  | 'compareWithVectors'
  | 'stepLayer'
  | 'offerEveryLayer'
  | 'retry'
  | 'cancel'
> {
  const changeSettings = (change: Partial<Settings>) => {
    const before = store.getState().settings;
    const { settings, notice } = reconcile(before, withOwnMetric(before, change));
    const metric = settings.metric !== before.metric && change.metric === undefined;
    say(
      metric
        ? `This network was trained for the ${METRICS[settings.metric].label} metric, chosen with it.`
        : notice,
    );
    if (sameSettings(before, settings)) return;
    remember();
    store.setState({ settings });
    runner.request();
    const waits = settings.against === 'image' && imageIn(store.getState().images, 'c').status === 'empty';
    if (waits) void completeCompany(store, intake).then(() => runner.request());
  };
  const compareWith = (groups: Groups) => {
    if ('references' in groups) {
      registerGroup(groups.references);
      changeSettings({ against: 'references', references: groups.references.hash });
      return;
    }
    const { examples, counters } = groups;
    for (const group of [examples, counters]) if (group) registerGroup(group);
    changeSettings({ against: 'class', examples: examples.hash, counters: counters?.hash ?? '' });
  };
  return {
    changeSettings,
    compareWith,
    async compareWithVectors(file) {
      try {
        const { readVectors } = await import('../against/read-vectors.ts');
        compareWith({ references: await readVectors(file) });
      } catch (error) {
        say(error instanceof Error ? error.message : String(error));
      }
    },
    stepLayer(by) {
      const { settings, everyLayer } = store.getState();
      const layers = offeredLayers(settings.model, settings.layer, everyLayer);
      const next = layers[layers.findIndex((layer) => layer.node === settings.layer) + by];
      if (next) changeSettings({ layer: next.node });
    },
    offerEveryLayer: (everyLayer) => store.setState({ everyLayer }),
    retry: () => runner.request(),
    cancel: () => runner.cancel(),
  };
}
