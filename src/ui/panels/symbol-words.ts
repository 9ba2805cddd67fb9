import { pooledHere } from '../../app/sense-of.ts';
import type { Settings } from '../../app/state.ts';
import { METHODS } from '../../core/methods/index.ts';
import type { Method } from '../../core/methods/method.ts';

type Facts = Pick<Settings, 'model' | 'layer' | 'method' | 'scope' | 'against'>;

/** Every symbol that the formulas of a map use, defined for this layer and scope. */
export function symbolWords(settings: Facts, method: Method = METHODS[settings.method]): string {
  const here = pooledHere(settings);
  const vectors = here
    ? 'x and y are this image’s and the other’s feature vectors, A averaged over all places of this layer'
    : 'x and y are this image’s and the other’s embeddings, which the network makes after this layer; i counts their numbers';
  const score =
    settings.against === 'none' ? 'S is the similarity of x and y' : 'S is the similarity, O the objective';
  return method.uses.metric
    ? `A[p,k] is the activation of channel k at place p of this layer, q another place, N the number of places, K of channels. ${vectors}. ${score}${here ? '' : '; G carries its weights back to this layer'}.`
    : 'A[p,k] is the activation of channel k at place p of this layer, K the number of channels.';
}
