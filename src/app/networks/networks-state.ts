import type { Finding } from '../../graph/inspect.ts';
import type { ReadProgress } from './import-api.ts';
import type { NetworkChoices } from './network-choices.ts';
import type { KeptNetwork } from './network-store.ts';

/** A network that a link names and that is not on this page yet. */
export interface WantedNetwork {
  /** The first 12 hexadecimal digits of the file's sha-256. */
  readonly digits: string;
  /** What the file was called, where the link says so. */
  readonly file: string | null;
  readonly choices: Partial<NetworkChoices>;
  /** The link's whole query, to be followed once the network is here. */
  readonly query: string;
}

export interface NetworksState {
  /** `reading`: bytes come in; `looking`: what was read is looked at with other choices; `preparing`: on its way to the engine. */
  readonly stage: 'idle' | 'reading' | 'found' | 'looking' | 'preparing';
  /** Names of the files at hand. */
  readonly names: readonly string[];
  readonly progress: ReadProgress | null;
  readonly finding: Finding | null;
  readonly choices: NetworkChoices | null;
  /** Cause and remedy of what went wrong last. */
  readonly problem: string | null;
  readonly wanted: WantedNetwork | null;
  /** Keep it on this device, once it is used. */
  readonly keep: boolean;
  readonly kept: readonly KeptNetwork[];
}

export const NO_NETWORK: NetworksState = {
  stage: 'idle',
  names: [],
  progress: null,
  finding: null,
  choices: null,
  problem: null,
  wanted: null,
  keep: false,
  kept: [],
};
