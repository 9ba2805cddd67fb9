import type { NetworkCard } from './card.ts';
import { type NetworkFile, openFiles } from './files.ts';
import { type Artifacts, toArtifacts } from './graph.ts';
import { identityOf, sha256Of } from './identity.ts';
import { type Choices, type Plan, planNetwork } from './plan.ts';

export interface Prepared extends Artifacts {
  readonly card: NetworkCard;
}

/**
 * A network of the user's as the engine loads it: a card, a tfjs graph and its weights.
 *
 * @param files the .onnx file, and what its exporter wrote beside it
 * @throws Refusal
 */
export function prepare(files: readonly NetworkFile[], choices: Choices = {}): Prepared {
  const opened = openFiles(files);
  const plan = planNetwork(opened, choices);
  // Once each: without the browser's own digests, hashing is the slowest part of an import.
  const digested = files.map((file) => ({ ...file, sha256: sha256Of(file) }));
  const network = digested[files.indexOf(opened.network)]!;
  return { card: cardOf(plan, digested, network), ...toArtifacts(plan.editor.graph) };
}

function cardOf(plan: Plan, files: readonly NetworkFile[], network: NetworkFile): NetworkCard {
  const {
    image,
    preprocessing,
    channelOrder,
    embedding,
    head,
    layers,
    defaultLayer,
    batch,
    classifier,
    editor,
  } = plan;
  const label = network.name.replace(/\.(?:onnx|json)$/i, '').slice(0, 60);
  const { height, width, free } = image;
  return {
    id: `own:${sha256Of(network).slice(0, 12)}`,
    label,
    summary: `Your network, ${embedding.channels} dimensions.`,
    origin: 'own',
    input: { node: editor.input, height, width, free, preprocessing, channelOrder },
    embedding,
    head,
    layers,
    defaultLayer,
    batch,
    ...(classifier && { classifier }),
    sha256: identityOf(files, { height, width, preprocessing, channelOrder, embedding: embedding.name }),
  };
}
