import type { OnnxNode } from './onnx/model.ts';

/**
 * The module that made a node, as its author named it: `layer4.1`. The legacy exporter writes it into the node's
 * name, the newer one into metadata.
 *
 * @returns parts from outside to inside, the last being the node's own; none where nothing is known
 */
export function modulePath({ name, metadata }: OnnxNode): string[] {
  const scopes = metadata.get('pkg.torch.onnx.name_scopes');
  if (scopes)
    return [...scopes.matchAll(/'([^']*)'/g)].map(([, part]) => part!).filter((part) => part !== '');
  return name.startsWith('/') ? name.slice(1).split('/') : [];
}

/** The innermost module's name; a node directly under the network has its own. */
export function moduleName(node: OnnxNode): string | null {
  const path = modulePath(node);
  const own = path.length > 1 ? path.at(-2) : path[0];
  return own ? own.slice(0, 60) : null;
}

/** Labels that differ: what occurs twice is counted. */
export function distinct(labels: readonly string[]): string[] {
  const total = new Map<string, number>();
  for (const label of labels) total.set(label, (total.get(label) ?? 0) + 1);
  const seen = new Map<string, number>();
  return labels.map((label) => {
    if (total.get(label) === 1) return label;
    const count = (seen.get(label) ?? 0) + 1;
    seen.set(label, count);
    return `${label} (${count})`;
  });
}
