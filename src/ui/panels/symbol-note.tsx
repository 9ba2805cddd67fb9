import { pooledHere } from '../../app/sense-of.ts';
import type { Settings } from '../../app/state.ts';
import { METHODS } from '../../core/methods/index.ts';
import type { Method } from '../../core/methods/method.ts';

type Facts = Pick<Settings, 'model' | 'layer' | 'method' | 'scope' | 'against'>;

/** Letters that some formulas have, with what they stand for. */
const OTHERS = [
  ['m_i', 'm_i[p] is how much of place p mask i leaves, S_i or S(masked) the similarity of that copy'],
  ['R[', 'R is relevance, handed back from the embedding to this layer'],
  ['G', 'G carries weights back to this layer'],
] as const;

/** Every symbol that the formulas of a map use and do not define themselves, for this layer and scope. */
export function symbolWords(settings: Facts, method: Method = METHODS[settings.method]): string {
  const cell = 'A[p,k] is the activation of channel k at place p of this layer, A_p those of all channels';
  if (!method.uses.metric) return `${cell}, x their mean over places, K the number of channels.`;
  const here = pooledHere(settings);
  const vectors = here
    ? 'x and y are this image’s and the other’s feature vectors, A averaged over all places of this layer'
    : 'x and y are this image’s and the other’s embeddings, which the network makes after this layer; i counts their numbers';
  const score =
    settings.against === 'none'
      ? 'S is the similarity of x and y'
      : 'S is the similarity, O the objective, y_j what the image is explained against and w_j its weight';
  const formula = `${method.formula}${method.uses.reading && !here ? 'G' : ''}`;
  return [
    `${cell}, q and r other places, N the number of places, K of channels`,
    vectors,
    score,
    ...OTHERS.filter(([symbol]) => formula.includes(symbol) && (symbol !== 'G' || !here)).map(
      ([, words]) => words,
    ),
  ]
    .map((one) => `${one}.`)
    .join(' ');
}

/** What the letters of the formulas above stand for. */
export default function SymbolNote({ settings }: { readonly settings: Settings }) {
  return <p className="quiet">{symbolWords(settings)}</p>;
}
