import * as v from 'valibot';
import { type FitId, isFitId } from '../../core/resize/fit.ts';
import { PREPROCESSINGS } from '../../graph/preprocess.ts';
import type { Kind } from '../storage/kind.ts';
import type { Shelf } from '../storage/shelf.ts';
import type { NetworkChoices } from './network-choices.ts';

/** A network that its owner asked to be kept on this device. */
export interface KeptNetwork {
  /** The full identity: all files, preprocessing, embedding, size (graph/identity.ts). */
  readonly sha256: string;
  /** `own:<12 digits>`. */
  readonly id: `own:${string}`;
  readonly file: string;
  readonly bytes: number;
  readonly choices: NetworkChoices;
}

/** Its files lie in the record's bytes, one after the other. */
interface StoredNetwork extends KeptNetwork {
  readonly files: readonly { readonly name: string; readonly bytes: number }[];
}

const text = v.pipe(v.string(), v.maxLength(10_000));
const whole = v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(Number.MAX_SAFE_INTEGER));
const side = v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(100_000));
const channels = v.pipe(v.array(v.pipe(v.number(), v.finite())), v.maxLength(3));
const hex = v.pipe(v.string(), v.regex(/^[0-9a-f]{64}$/));

export const NETWORK: Kind<StoredNetwork> = {
  id: 'network',
  version: 1,
  schemas: {
    1: v.object({
      sha256: hex,
      id: v.custom<`own:${string}`>((id) => typeof id === 'string' && /^own:[0-9a-f]{12}$/.test(id)),
      file: text,
      bytes: whole,
      choices: v.object({
        height: side,
        width: side,
        preprocessing: v.object({
          id: v.picklist([...(Object.keys(PREPROCESSINGS) as (keyof typeof PREPROCESSINGS)[]), 'custom']),
          mean: channels,
          std: channels,
        }),
        channelOrder: v.picklist(['RGB', 'BGR']),
        embedding: text,
        fit: v.custom<FitId>((fit) => typeof fit === 'string' && isFitId(fit)),
      }),
      files: v.pipe(v.array(v.object({ name: text, bytes: whole })), v.maxLength(1000)),
    }),
  },
};

/** Own networks on the shelf of what is kept, the files as they came. Nothing is put there unasked. */
export class NetworkStore {
  private readonly shelf: Shelf;

  constructor(shelf: Shelf) {
    this.shelf = shelf;
  }

  async list(): Promise<KeptNetwork[]> {
    const all = await this.shelf.all(NETWORK);
    return all.map(({ value: { sha256, id, file, bytes, choices } }) => ({
      sha256,
      id,
      file,
      bytes,
      choices,
    }));
  }

  /** Whether it is kept now. */
  keep(network: KeptNetwork, files: readonly File[]): Promise<boolean> {
    const parts = files.map(({ name, size }) => ({ name, bytes: size }));
    return this.shelf.put(NETWORK, placeOf(network), { ...network, files: parts }, new Blob([...files]));
  }

  /** None where it is not kept, or not whole. */
  async files(network: Pick<KeptNetwork, 'sha256'>): Promise<File[]> {
    const found = await this.shelf.get(NETWORK, placeOf(network));
    if (!found?.blob) return [];
    const { blob, value } = found;
    let at = 0;
    return value.files.map(({ name, bytes }) => {
      const file = new File([blob.slice(at, at + bytes)], name);
      at += bytes;
      return file;
    });
  }

  remove(network: Pick<KeptNetwork, 'sha256'>): Promise<void> {
    return this.shelf.remove(NETWORK, placeOf(network));
  }
}

const placeOf = ({ sha256 }: Pick<KeptNetwork, 'sha256'>) => ({ network: sha256, key: sha256 });
