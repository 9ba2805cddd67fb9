import type { Commands } from '../commands.ts';
import type { Parts } from './parts.ts';

/** Files of an own network: what they are is said in its dialog. */
export const openNetwork =
  ({ store, networks }: Pick<Parts, 'store' | 'networks'>): Commands['openNetwork'] =>
  (files) => {
    store.setState({ dialog: 'network' });
    if (files.length > 0) void networks.open(files);
  };
