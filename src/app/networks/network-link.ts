import type { ModelCard, Preprocessing, PreprocessingId } from '../../core/models/model.ts';
import { FITS, type FitKind, fitId } from '../../core/resize/fit.ts';
import { PREPROCESSINGS } from '../../graph/preprocess.ts';
import { queryOf } from '../query-of.ts';
import type { NetworkChoices } from './network-choices.ts';
import type { WantedNetwork } from './networks-state.ts';

const OWN = /^own:([0-9a-f]{12})$/;

/** Adds to a link what makes an own network of its file again. */
export function linkNetwork({ origin, input, embedding, source }: ModelCard, query: URLSearchParams): void {
  if (origin !== 'own') return;
  const [height, width] = input.defaultSize;
  const { id, mean, std } = input.preprocessing;
  query.set('height', String(height));
  query.set('width', String(width));
  query.set('preprocessing', id);
  query.set('channels', input.channelOrder);
  if (id === 'custom') {
    query.set('mean', mean.join(','));
    query.set('std', std.join(','));
  }
  query.set('embedding', embedding.name);
  if (source.kind === 'file') query.set('file', source.file);
}

/** The own network that a link names, or null. What of its choices cannot be understood is left to be proposed. */
export function wantedNetwork(search: string): WantedNetwork | null {
  const query = queryOf(search);
  const digits = OWN.exec(query.get('model') ?? '')?.[1];
  if (digits === undefined) return null;
  const side = (name: string) => {
    const text = query.get(name) ?? '';
    return /^\d{1,4}$/.test(text) && Number(text) > 0 ? Number(text) : undefined;
  };
  const [height, width] = [side('height'), side('width')];
  const preprocessing = scaleOf(query);
  const channels = query.get('channels');
  const embedding = query.get('embedding');
  const fit = query.get('fit');
  const choices: Partial<NetworkChoices> = {
    ...(height !== undefined && width !== undefined && { height, width }),
    ...(preprocessing && { preprocessing }),
    ...((channels === 'RGB' || channels === 'BGR') && { channelOrder: channels }),
    ...(embedding !== null && embedding.length <= 300 && { embedding }),
    ...(fit !== null && Object.hasOwn(FITS, fit) && { fit: fitId(fit as FitKind, side('crop') ?? null) }),
  };
  return { digits, file: query.get('file')?.slice(0, 100) ?? null, choices, query: search };
}

/** A link without the network that is not here yet, and without what is one of its: the layer, and the classes. */
export function withoutNetwork(search: string): string {
  const query = queryOf(search);
  for (const name of ['model', 'layer', 'size', 'classes']) query.delete(name);
  return `?${query.toString()}`;
}

function scaleOf(query: URLSearchParams): Preprocessing | undefined {
  const id = query.get('preprocessing') as PreprocessingId | null;
  if (id === 'custom') {
    const triple = (name: string) => (query.get(name) ?? '').split(',').map(Number);
    const [mean, std] = [triple('mean'), triple('std')];
    const sound = [mean, std].every((all) => all.length === 3 && all.every(Number.isFinite));
    return sound && std.every((one) => one > 0) ? { id, mean, std } : undefined;
  }
  return id !== null && Object.hasOwn(PREPROCESSINGS, id) ? PREPROCESSINGS[id] : undefined;
}
