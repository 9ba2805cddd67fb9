import { AppError } from '../../core/app-error.ts';
import type { ChannelOrder, Preprocessing } from '../../core/models/model.ts';
import { MATCH, matchVector, type VectorMatch } from '../../core/vector-match.ts';
import type { EngineSession } from '../../engine/client/engine-session.ts';
import { PREPROCESSINGS } from '../../graph/preprocess.ts';
import type { RunningTask } from '../task.ts';
import type { PreparedNetwork } from './import-api.ts';
import { type NetworkChoices, PREPROCESSING_LABELS } from './network-choices.ts';
import type { Networks } from './networks.ts';

/** One way to read the pictures, and how far the network's vector then lies from the other framework's. */
export interface Tried {
  readonly preprocessing: Preprocessing;
  readonly channelOrder: ChannelOrder;
  readonly slot: 'a' | 'b';
  readonly match: VectorMatch;
}

/** What came of it so far. */
export interface NetworkCheck {
  readonly choices: NetworkChoices;
  readonly tried: readonly Tried[];
  /** Ways that were tried, and that are to be. */
  readonly done: number;
  readonly total: number;
}

export interface Way {
  readonly preprocessing: Preprocessing;
  readonly channelOrder: ChannelOrder;
}

/** Every way that is tried: all scales known, and the one chosen, in both orders of the channels. */
export function ways(chosen: Preprocessing): readonly Way[] {
  const known: Preprocessing[] = Object.values(PREPROCESSINGS).filter(({ id }) => id !== 'in-graph');
  const scales = chosen.id === 'custom' ? [chosen, ...known] : known;
  return scales.flatMap((preprocessing) =>
    (['RGB', 'BGR'] as const).map((channelOrder) => ({ preprocessing, channelOrder })),
  );
}

/** What came of it, in words; the nearest first among those tried. */
export function verdictWords(tried: readonly Tried[]): string {
  const best = nearest(tried);
  if (!best) return 'Nothing was tried.';
  const { preprocessing, channelOrder, slot, match } = best;
  const way = `${PREPROCESSING_LABELS[preprocessing.id]}, ${channelOrder}, image ${slot.toUpperCase()}`;
  if (match.relative < MATCH)
    return `It matches: ${way}, with a relative error of ${match.relative.toExponential(1)}.`;
  if (match.direction < MATCH)
    return `It matches in direction: ${way}, with an error of ${match.direction.toExponential(1)} after both are scaled to length 1. One of the two is normalised and the other is not.`;
  return `None does: the nearest is ${way}, with a relative error of ${match.relative.toFixed(2)}. The picture may have been resized in another way, or the vector is of another value than the embedding chosen.`;
}

export const nearest = (tried: readonly Tried[]): Tried | null =>
  tried.reduce<Tried | null>((best, one) => (!best || error(one) < error(best) ? one : best), null);

const error = ({ match }: Tried) => Math.min(match.relative, match.direction + 1e-9);

/** Both pictures through a network that was opened one way. */
export async function tryWay(
  session: EngineSession,
  images: Parameters<EngineSession['vectors']>[0],
  layer: string,
  way: Way,
  reference: Float32Array,
): Promise<Tried[]> {
  const { vectors } = await session.vectors(images, layer);
  return vectors.map(({ embedding }, i) => ({
    ...way,
    slot: i === 0 ? 'a' : 'b',
    match: matchVector(embedding, reference),
  }));
}

/** Tries every preprocessing with both images against the vector that another framework gave for one of them. @throws AppError */
export async function verifyNetwork(
  networks: Pick<Networks, 'state' | 'engine' | 'prepare'>,
  reference: Float32Array,
  { signal, report }: RunningTask<NetworkCheck>,
): Promise<NetworkCheck> {
  const { choices } = networks.state.getState();
  if (!choices) throw new AppError('internal');
  const { engine } = networks;
  let prepared: PreparedNetwork | null = null;
  // An engine of its own: the result on screen keeps the one it has.
  const client = engine.open((card) =>
    prepared
      ? Promise.resolve({ card, topology: prepared.topology, weights: prepared.weights })
      : Promise.reject(new AppError('internal')),
  );
  signal.addEventListener('abort', () => client.close(), { once: true });
  const all = ways(choices.preprocessing);
  let check: NetworkCheck = { choices, tried: [], done: 0, total: all.length };
  report(check, 0);
  try {
    for (const way of all) {
      const made = await networks.prepare({ ...choices, ...way });
      signal.throwIfAborted();
      ({ prepared } = made);
      const session = await client.open(made.card, engine.backend(), engine.base, () => undefined);
      const images = engine.images({ size: made.card.input.defaultSize, fit: choices.fit });
      const found = await tryWay(session, images, made.card.defaultLayer, way, reference);
      const done = check.done + 1;
      check = { ...check, tried: [...check.tried, ...found], done };
      report(check, done / all.length);
    }
    return check;
  } finally {
    client.close();
  }
}
