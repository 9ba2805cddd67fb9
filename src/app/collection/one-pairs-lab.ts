import { hasUnsavedRun } from '../leaving.ts';
import type { Services } from '../services.ts';
import { PairsLab } from './pairs-lab.ts';
import { RunBook } from './run-book.ts';

/** The one lab of an app: its pictures and pairs are what other panels work on too. */
export function onePairsLab(services: Services): PairsLab {
  return services.one(PairsLab, () => {
    const lab = new PairsLab(services, new RunBook(services.storage));
    services.leaving.watch(lab.state, hasUnsavedRun);
    return lab;
  });
}
