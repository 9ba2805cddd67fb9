import { completeCompany } from '../against/complete-company.ts';
import type { Commands } from '../commands.ts';
import { offeredLayers } from '../offered-layers.ts';
import { reconcile, sameSettings } from '../settings.ts';
import type { Settings } from '../state.ts';
import { imageIn } from '../store.ts';
import type { Parts } from './parts.ts';

/** What is computed of the pair, and when. */
export function settingsCommands({
  store,
  runner,
  intake,
  remember,
  say,
}: Parts): Pick<Commands, 'changeSettings' | 'stepLayer' | 'offerEveryLayer' | 'retry' | 'cancel'> {
  const changeSettings = (change: Partial<Settings>) => {
    const before = store.getState().settings;
    const { settings, notice } = reconcile(before, change);
    say(notice);
    if (sameSettings(before, settings)) return;
    remember();
    store.setState({ settings });
    runner.request();
    const waits = settings.against === 'image' && imageIn(store.getState().images, 'c').status === 'empty';
    if (waits) void completeCompany(store, intake).then(() => runner.request());
  };
  return {
    changeSettings,
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
