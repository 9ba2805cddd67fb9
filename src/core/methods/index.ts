import { decomposition } from './decomposition.ts';
import { distanceExplainer } from './distance-explainer.ts';
import { eigenCam } from './eigen-cam.ts';
import { gradCam } from './grad-cam.ts';
import { gradCamPlusPlus } from './grad-cam-plus-plus.ts';
import { hiresCam } from './hires-cam.ts';
import { layerCam } from './layer-cam.ts';
import { meanActivation } from './mean-activation.ts';
import type { Control, Method } from './method.ts';
import { occlusion } from './occlusion.ts';
import { random } from './random.ts';
import { relevanceCam } from './relevance-cam.ts';
import { rise } from './rise.ts';
import { sfam } from './sfam.ts';
import { silencing } from './silencing.ts';
import { xgradCam } from './xgrad-cam.ts';

/** Every method, in the order the page offers them: the default first, the controls last. */
export const METHODS = {
  sfam,
  decomposition,
  silencing,
  'grad-cam': gradCam,
  'hires-cam': hiresCam,
  'layer-cam': layerCam,
  'grad-cam-plus-plus': gradCamPlusPlus,
  'xgrad-cam': xgradCam,
  'relevance-cam': relevanceCam,
  'eigen-cam': eigenCam,
  occlusion,
  rise,
  'distance-explainer': distanceExplainer,
  'mean-activation': meanActivation,
  random,
} satisfies Record<string, Method>;

/** Those that stand beside every result. */
export const CONTROLS: readonly Control[] = Object.values<Method>(METHODS).filter(
  (method) => method.kind === 'control',
);
