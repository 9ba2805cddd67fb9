import { averageDrop } from '../../core/faithfulness/average-drop.ts';
import { blurSigma } from '../../core/faithfulness/baseline.ts';
import { testVerdict } from '../../core/faithfulness/test-verdict.ts';
import { manifest } from '../export-data.ts';
import { SLOTS } from '../state.ts';
import { type MapTest, type Measurement, testNumbers } from './map-test.ts';
import { THOROUGHNESS } from './thoroughness.ts';

/** Raise it when a field changes its meaning. */
const SCHEMA_VERSION = 2;

/**
 * The curves as a table, one line a point (RFC 4180): the image that was blurred, the contender and its seed or
 * partner, the share of pixels changed, and the score on either curve. Full precision; empty where not measured.
 */
export function testCsv(test: MapTest): string {
  const rows = SLOTS.flatMap((slot, index) =>
    test.measurements[index]!.flatMap(({ contender, deletion, insertion }) =>
      Array.from(deletion, (_, i) => [
        slot,
        contender.kind,
        contender.kind === 'scrambled' ? contender.seed : '',
        contender.kind === 'partner' ? contender.partner : '',
        i / (deletion.length - 1),
        number(deletion[i]!),
        number(insertion[i]!),
      ]),
    ),
  );
  const head = ['image', 'contender', 'seed', 'partner', 'share', 'deletion', 'insertion'];
  return [head, ...rows].map((row) => `${row.join(',')}\r\n`).join('');
}

/** Everything about a test: what was tested and how, curves, areas, drops, and the verdict in words. */
export function testJson(test: MapTest): string {
  const { steps, scrambled } = THOROUGHNESS[test.thoroughness];
  const numbers = testNumbers(test);
  const measurement = ({ contender, deletion, insertion, areas, masked }: Measurement) => ({
    ...contender,
    deletion: [...deletion].map(orNull),
    insertion: [...insertion].map(orNull),
    areas,
    masked,
    ...averageDrop([{ whole: deletion[0]!, masked }]),
  });
  const document = {
    schemaVersion: SCHEMA_VERSION,
    explanation: manifest(test.result),
    protocol: {
      steps,
      scrambledMaps: scrambled,
      scrambling: 'cosine coefficients of the map with signs drawn anew: as smooth, in other places',
      otherPartners:
        'the maps of the same images for photographs that are not of the pair, for “why these two”',
      baseline: `Gaussian blur, σ = ${blurSigma(test.result.settings.size)} px, rounded to bytes`,
      order: 'signed map, upsampled bilinearly, descending, stable',
      area: 'trapezoid rule over the share of pixels in [0, 1]',
      maskedBy: 'the map scaled from its least to its greatest value to [0, 1], towards the blurred image',
      similarity: test.result.settings.scope,
    },
    copies: test.copies,
    verdict: numbers && { ...testVerdict(numbers), numbers },
    images: { a: test.measurements[0]!.map(measurement), b: test.measurements[1]!.map(measurement) },
  };
  return `${JSON.stringify(document, null, 2)}\n`;
}

const number = (value: number) => (Number.isNaN(value) ? '' : String(value));
const orNull = (value: number) => (Number.isNaN(value) ? null : value);
