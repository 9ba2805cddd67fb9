import { citationOf } from '../../app/citation-of.ts';
import { activityAt, explanationIn, pairOf } from '../../app/result.ts';
import { senseOf } from '../../app/sense-of.ts';
import type { Display, Result } from '../../app/state.ts';
import { ACTIVITY } from '../../core/activity.ts';
import { READINGS } from '../../core/cis/index.ts';
import { citation } from '../../core/methods/citation.ts';
import { METHODS } from '../../core/methods/index.ts';
import { SCOPES } from '../../core/methods/scopes.ts';
import { SMOOTHING } from '../../core/methods/smoothing-facts.ts';
import { METRICS } from '../../core/metrics/index.ts';
import { modelCard } from '../../core/models/index.ts';
import { explainedObjective, explainedScore, explainedWords, layerWords } from '../result/result-sentence.ts';
import { showNumber } from '../result/show-number.ts';
import { drawnSign } from '../stage/drawn-sign.ts';
import { onOneScale, shownScale } from '../stage/shown-scale.ts';

/** A caption in parts: figures that draw the maps in their own way leave `drawn` out. */
export interface Caption {
  /** Which maps these are, and what they explain, if anything. */
  readonly what: string;
  /** Which values, and on which scale. */
  readonly drawn: string;
  /** What a reader needs to judge it and to make it again, a paragraph each. */
  readonly made: readonly string[];
}

/** The words under a result drawn with this display: they say what the canvas holds, not what was last computed. */
export function figureCaption(result: Result, display: Display): Caption {
  const { settings, engine } = result;
  const [a, b] = pairOf(result);
  return {
    what: whatWords(result, display.showing),
    drawn: drawnWords(result, display),
    made: [
      ...(settings.smooth && display.showing === 'map' ? [SMOOTHING.summary] : []),
      `Model ${modelCard(settings.model).label} (weights ${engine.modelSha256.slice(0, 12)}), layer ${layerWords(result)}; ` +
        `A ${a.inputSentence}; B ${b.inputSentence}. ${correlationWords(result, display.showing)}`,
      `Made with semblance (${engine.backend}). ${display.showing === 'control' ? citation(METHODS['mean-activation']) : citationOf(settings)}`.trim(),
    ],
  };
}

/** Partners that a caption names. */
const NAMED = 24;

function whatWords(result: Result, showing: Display['showing']): string {
  const { metric, method, scope } = result.settings;
  const { similarity, distance } = explainedScore(result);
  const score = `${METRICS[metric].label} ${showNumber(similarity, 4)}, distance ${showNumber(distance, 4)}.`;
  const { label, summary, uses } = METHODS[showing === 'control' ? 'mean-activation' : method];
  if (uses.metric)
    return `${named(result)}, explaining ${explainedWords(result)}: ${objectiveWords(result)}${score}`;
  const beside = showing === 'control' ? ` Drawn instead of ${named(result)}.` : '';
  return `${label}. ${summary}${beside} Of the pair, ${SCOPES[scope].words}: ${score}`;
}

/** The objective, where it is another number than the similarity. */
function objectiveWords(result: Result): string {
  if (result.settings.against === 'none') return '';
  const all = explanationIn(result, 'a').against;
  const names = all.slice(0, NAMED).map(({ name, weight }) => `${showNumber(weight, 3)} × ${name}`);
  if (all.length > NAMED) names.push(`and ${all.length - NAMED} more, in the exported data`);
  return `objective ${showNumber(explainedObjective(result), 4)} (A with ${names.join(', ')}). The pair: `;
}

/** The method of a result with its reading. */
function named({ settings: { method, reading, smooth } }: Result): string {
  const { label, uses } = METHODS[method];
  const name = uses.reading ? `${label}, CIS reading “${READINGS[reading].label}”` : label;
  return smooth ? `${name}, smoothed` : name;
}

function drawnWords(result: Result, display: Display): string {
  const {
    layerShape: [height, width],
    settings,
  } = result;
  const { unit } = senseOf(
    settings,
    METHODS[display.showing === 'control' ? 'mean-activation' : settings.method],
  );
  const sign = drawnSign(display.showing, display.sign);
  const parts = [
    ...(sign === 'both' ? [] : [`${sign} values only`]),
    onOneScale({ result, display }, display.showing)
      ? 'one colour scale for both images'
      : 'a colour scale of its own for each image',
    `${height}×${width} cells${CELL_WORDS[display.interpolation]}`,
    `unit: ${unit}`,
  ];
  const { notes } = shownScale({ result, display }, explanationIn(result, 'a'), display.showing);
  return [`Drawn: ${parts.join('; ')}.`, ...notes].join(' ');
}

const CELL_WORDS: Readonly<Record<Display['interpolation'], string>> = {
  smooth: ', interpolated',
  cells: '',
  lines: ', interpolated; lines join places of one value',
};

function correlationWords(result: Result, showing: Display['showing']) {
  const r = (value: number | null) => (value === null ? 'undefined' : showNumber(value, 2));
  const { label } = METHODS[result.settings.method];
  // What is drawn as the control is the mean activation, whichever measure of activity the layer has.
  const activity = showing === 'control' ? 'mean' : result.activity;
  const other = showing === 'control' ? `the map of ${label}` : ACTIVITY[activity].called;
  const [a, b] = pairOf(result).map((one) => r(activityAt(one, activity).correlation));
  return `Correlation with ${other}: A ${a}, B ${b}.`;
}
