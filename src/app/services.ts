import type { Decoder } from '../decode/api.ts';
import type { EngineClient } from '../engine/client/client.ts';
import type { ReferenceVectors } from './against/reference-vectors.ts';
import type { Background } from './background/background.ts';
import type { Leaving } from './leaving.ts';
import type { OneOfAKind } from './one-of-a-kind.ts';
import type { Picture, Settings } from './state.ts';
import type { Storage } from './storage/storage.ts';
import type { Store } from './store.ts';

/** What a panel with work of its own is given: the state to read, the engine and the decoder to share. */
export interface Services {
  readonly store: Store;
  readonly client: EngineClient;
  readonly decoder: Decoder;
  /** For arithmetic that takes long. */
  readonly background: Background;
  /** What outlives the page: `tab` for a reload, `kept` once the user said so. */
  readonly storage: Storage;
  /** Told of work that would be lost with the page. */
  readonly leaving: Leaving;
  /** What a panel began, wherever it is shown. */
  readonly one: OneOfAKind;
  /** Absolute URL of the folder of `index.html`. */
  readonly base: string;
  /** Vectors of images that others are explained against. */
  readonly references: Pick<ReferenceVectors, 'of' | 'prepared'>;
  /** What the network sees of a picture that is on screen, `[h, w, 3]` RGB bytes; not to be changed. */
  readonly pixels: (picture: Picture, settings: Pick<Settings, 'size' | 'fit'>) => Promise<Uint8Array>;
}
