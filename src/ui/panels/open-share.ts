import { scoreLedger } from '../../app/inspect/score-ledger.ts';
import { explanationIn } from '../../app/result.ts';
import { totalWords } from '../../app/sense-of.ts';
import { type Result, SLOTS } from '../../app/state.ts';
import { showNumber } from '../result/show-number.ts';

/**
 * How much of the total belongs to no channel of this layer, in words; null where the method or reading promises no sum,
 * or keeps its promise. (The Ledger under “Channels” has the digits.)
 */
export function openShare(result: Result): string | null {
  const shares = SLOTS.flatMap((slot) => {
    const ledger = scoreLedger(explanationIn(result, slot));
    if (ledger.kind !== 'open') return [];
    const { residual, total } = ledger.sums;
    return `${total === 0 ? 'undefined' : `${showNumber((-100 * residual) / total, 2)} %`} in ${slot.toUpperCase()}`;
  });
  if (shares.length === 0) return null;
  return `Left open: ${shares.join(', ')} of ${totalWords(result.settings)}. Biases and kinks of the layers between make that much of it, and it belongs to no channel or place of this layer.`;
}
