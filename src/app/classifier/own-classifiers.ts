import type { ClassifierCard } from '../../graph/card.ts';

/** At run time, as the registry of networks: the last matrix of own networks, by the network's sha-256. */
const OWN = new Map<string, ClassifierCard>();

export function registerClassifier(network: string, classifier: ClassifierCard | undefined): void {
  if (classifier) OWN.set(network, classifier);
  else OWN.delete(network);
}

export const ownClassifier = (network: string): ClassifierCard | null => OWN.get(network) ?? null;
