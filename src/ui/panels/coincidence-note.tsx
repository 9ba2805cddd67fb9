import type { Result } from '../../app/state.ts';
import { READINGS } from '../../core/cis/index.ts';
import { type Coincidence, coincidences } from '../../core/coincidences.ts';
import { METHODS } from '../../core/methods/index.ts';
import { layerCard } from '../../core/models/index.ts';
import { useApp } from '../app-context.ts';

/** Says where another choice gives the same map, so that nobody takes the agreement of two for evidence. */
export default function CoincidenceNote() {
  const words = useApp(({ result }) => (result === null ? '' : coincidenceWords(result)));
  return words === '' ? null : <p className="quiet">{words}</p>;
}

function coincidenceWords({ settings, layerShape }: Result): string {
  const { method, reading, scope, model, layer } = settings;
  const isEmbedding = layerCard(model, layer).embedding;
  const cells = layerShape[0] * layerShape[1];
  const same = coincidences({ method, reading, scope, isEmbedding, cells });
  const lines: string[] = [];
  if (same.length > 0) {
    const where = same.some(({ onlyHere }) => onlyHere) ? ' here' : '';
    lines.push(`The same map${where}, but for its scale: ${same.map((one) => name(one, cells)).join('; ')}.`);
  }
  if (isEmbedding && METHODS[method].uses.scopes.length > 1) {
    lines.push('This is the last layer: its own similarity is the final similarity, and both give one map.');
  }
  return lines.join(' ');
}

function name({ method, reading, factor, given }: Coincidence, cells: number): string {
  const condition = given ? `, ${given}` : '';
  const label = reading
    ? `${METHODS[method].label} with the ${READINGS[reading].label.toLowerCase()} reading`
    : METHODS[method].label;
  if (factor === 1) return `${label} (equal${condition})`;
  return factor > 1
    ? `${label} (${cells} times this one${condition})`
    : `${label} (this one divided by ${cells}${condition})`;
}
