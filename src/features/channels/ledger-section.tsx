import { type ScoreLedger, scoreLedger } from '../../app/inspect/score-ledger.ts';
import { pairOf } from '../../app/result.ts';
import { type Result, SLOTS } from '../../app/state.ts';
import { READINGS } from '../../core/cis/index.ts';
import type { Reading } from '../../core/cis/reading.ts';
import type { Ledger } from '../../core/ledger.ts';
import { METHODS } from '../../core/methods/index.ts';
import type { Method } from '../../core/methods/method.ts';
import { SMOOTHED_SAYS } from '../../core/methods/smoothing.ts';
import { METRICS } from '../../core/metrics/index.ts';
import { exactNumber } from '../../ui/result/plain-decimal.ts';
import { showNumber } from '../../ui/result/show-number.ts';

/** Do the parts add up to the score? The sums of both images with what they should be, to the last digit. */
export function LedgerSection({ result }: { readonly result: Result }) {
  const ledgers = pairOf(result).map(scoreLedger).filter(adds);
  return (
    <section className="closer-part wide" aria-labelledby="ledger-title">
      <h3 id="ledger-title">Do the parts add up?</h3>
      <p>{words(result, ledgers)}</p>
      {ledgers.length > 0 && <LedgerTable result={result} ledgers={ledgers} />}
    </section>
  );
}

type Kept = Exclude<ScoreLedger, { kind: 'none' }>;
const adds = (ledger: ScoreLedger): ledger is Kept => ledger.kind !== 'none';

/** @param ledgers A's and B's. */
function LedgerTable({ result, ledgers }: { readonly result: Result; readonly ledgers: readonly Kept[] }) {
  const { count, parts, kind } = ledgers[0]!;
  const metric = METRICS[result.settings.metric];
  const swapped = metric.totalSymmetric ? '' : ' (images swapped for B)';
  const row = (name: string, show: (side: Ledger) => string) => (
    <tr>
      <th scope="row">{name}</th>
      {SLOTS.map((slot, i) => (
        <td key={slot} className="number">
          {show(ledgers[i]!.sums)}
        </td>
      ))}
    </tr>
  );
  return (
    <div className="table-place">
      <table className="data-table ledger" aria-label="Ledger">
        <thead>
          <tr>
            <td />
            <th scope="col" className="number">
              Image A
            </th>
            <th scope="col" className="number">
              Image B
            </th>
          </tr>
        </thead>
        <tbody>
          {row(`Sum of ${count} ${parts}`, (side) => exactNumber(side.sum))}
          {row(`${totalFormula(result)}${swapped}`, (side) => exactNumber(side.total))}
          {row(kind === 'exact' ? 'Residual (rounding)' : 'Left open', (side) =>
            showNumber(kind === 'exact' ? side.residual : -side.residual, 3),
          )}
          {row('Parts above zero', (side) => showNumber((side.gross + side.sum) / 2, 4))}
          {row('Parts below zero', (side) => showNumber((side.sum - side.gross) / 2, 4))}
        </tbody>
      </table>
    </div>
  );
}

/** Every map whose parts add up, by its name. */
const PROMISING = Object.values<Method>(METHODS)
  .filter(({ sumsToTotal }) => sumsToTotal)
  .flatMap(({ label, uses }) => {
    if (!uses.reading) return [`${label} (over places)`];
    const readings = Object.values<Reading>(READINGS).filter(({ sumsToTotal }) => sumsToTotal);
    return readings.map((one) => `${label} with the ${one.label.toLowerCase()} reading (over channels)`);
  });

/** What the parts should add up to; against a list of partners, their totals weighted. */
function totalFormula({ settings }: Result): string {
  const { total } = METRICS[settings.metric].formulas;
  return settings.against === 'none' ? total : `Σ_j w_j (${total})`;
}

function words(result: Result, ledgers: readonly Kept[]): string {
  const { settings } = result;
  const what =
    settings.against === 'none'
      ? METRICS[settings.metric].formulas.totalInWords
      : `${totalFormula(result)}, summed over all that the image is explained against`;
  const [ledger] = ledgers;
  if (!ledger) {
    if (settings.smooth) return SMOOTHED_SAYS;
    const { label, uses } = METHODS[settings.method];
    const who = uses.reading ? `This reading of ${label}’s weights` : label;
    return `${who} promises no sum. These do: ${PROMISING.join(', ')}.`;
  }
  if (ledger.kind === 'open') {
    const share = SLOTS.map((slot, i) => {
      const { residual, total } = ledgers[i]!.sums;
      return total === 0 ? '–' : `${showNumber((-100 * residual) / total, 3)} % in ${slot.toUpperCase()}`;
    });
    return (
      `Not here. Below the last layer the channels do not add up to ${what}: the layers in between have biases ` +
      `and activations that are not linear, and what those contribute belongs to no channel of this layer. ` +
      `Left open: ${share.join(', ')}. At the last layer, or when this layer’s own similarity is explained, the sum is exact.`
    );
  }
  const parts = ledger.parts === 'channels' ? 'Every channel’s share' : 'Every place’s share';
  return `Yes. ${parts} is a term of ${what}; together they are the whole of it, up to float32 rounding.`;
}
