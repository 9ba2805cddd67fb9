import { readFileSync } from 'node:fs';
import { METHODS } from '../src/core/methods/index.ts';
import { SAMPLE_PAIRS } from '../src/core/samples/samples.ts';

const LIST = new URL('../docs/sentences.md', import.meta.url);
/** The list of what no number checks begins after this line. */
const HEAD = 'What is left is prose.';

/** Lines whose numbers `sentences.spec.ts` holds to the exported arrays. */
const CHECKED = [/ cells, from /, /^[AB] r = /, /^[AB] Setting one of the /];

const LABELS = Object.values(METHODS)
  .map(({ label }) => label)
  .sort((a, b) => b.length - a.length)
  .map((label) => label.replaceAll('+', '\\+'))
  .join('|');
/** Where a method is merely named, in the order in which they are taken out. */
const NAMED = [
  `^(${LABELS})(?= (explains|has|needs|gives|knows|promises) )`,
  `(?<=the map of )(${LABELS})(?= )`,
  `(?<=The weights that )(${LABELS})(?= )`,
].map((pattern) => new RegExp(pattern));
/** What the legend's line says of the colours behind the unit, whichever that is; `legend.tsx` has it once. */
const DRAWN =
  /(?<=^.*Unit: .*\.) (?:Both signs occur: drawn in Blue–red, white at zero, not in \w+|Values (?:below|above) zero, to \S+, are slight beside the others: drawn in \w+ all the same)\.$/u;
const LEGEND = new RegExp(`^(${LABELS})( against # other images)?, both images on one scale\\. (?=Unit)`);

/**
 * A line with what changes from one result to the next taken out, as `docs/sentences.md` has it: numbers as #, a method
 * that is merely named as METHOD, the score of a layer or an objective as the score, a sample pair's own words not at all.
 */
function templateOf(line: string): string {
  let out = line
    .replaceAll(/\s+/g, ' ')
    .replaceAll(/(this layer’s (score|objective)|the objective)(?![\p{L}’])/gu, 'the score')
    .replaceAll(/(This layer’s (score|objective)|The objective)(?! follows)(?![\p{L}’])/gu, 'The score');
  for (const { lookFor } of SAMPLE_PAIRS) out = out.replace(lookFor, '');
  for (const named of NAMED) out = out.replace(named, 'METHOD');
  return out
    .replace(DRAWN, '')
    .replaceAll(/[−-]?\d+(?:[.,]\d+)*(?:·10[⁻⁰¹²³⁴-⁹]+)?/g, '#')
    .replace(/\((?:[AB]: #(?:, )?)+\)/, '(A: #, B: #)')
    .replace(LEGEND, '')
    .trim();
}

/** Words that end like a sentence: labels, numbers and formulas state nothing by themselves. */
const isSentence = (line: string) => /[.?]$/.test(line) && line.split(' ').length >= 4;

/** The lines of the list, as a reader sees them. */
export function listedSentences(): ReadonlySet<string> {
  const text = readFileSync(LIST, 'utf8');
  const lines = text.slice(text.indexOf(HEAD)).split('\n');
  return new Set(
    lines.filter((line) => line.startsWith('- ')).map((line) => line.slice(2).replaceAll('\\', '')),
  );
}

/** Every template that was met. */
export const templatesOf = (said: Iterable<string>): ReadonlySet<string> =>
  new Set([...said].map(templateOf));

/** What no number decides: the templates of sentences that a reader has to judge. */
export const proseOf = (said: Iterable<string>): ReadonlySet<string> =>
  templatesOf(
    [...templatesOf([...said].filter((line) => !CHECKED.some((one) => one.test(line))))].filter(isSentence),
  );
