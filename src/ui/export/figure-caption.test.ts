import { expect, test } from 'vitest';
import { explanationIn } from '../../app/result.ts';
import { lockAt } from '../../app/scale-lock.ts';
import { DEFAULT_DISPLAY, DEFAULT_SETTINGS } from '../../app/settings.ts';
import type { Display, Result, Settings, Slot } from '../../app/state.ts';
import { METHODS } from '../../core/methods/index.ts';
import type { Method } from '../../core/methods/method.ts';
import { MODELS } from '../../core/models/index.ts';
import { resultView } from '../stage/result-view.ts';
import { figureCaption } from './figure-caption.ts';
import { figureHeading } from './figure-heading.ts';

const score = { similarity: 0.8235, distance: 3.25 };
const values = (...data: number[]) => ({ data: Float32Array.from(data), height: 1, width: data.length });
/** What captions read of a result. */
const result = (change: Partial<Settings> = {}) => {
  const settings = { ...DEFAULT_SETTINGS, ...change };
  const explanations = [
    {
      of: { id: 'a' },
      inputSentence: 'as it is',
      map: values(-1, 2),
      control: values(0, 2),
      controlCorrelation: 0.25,
      normCorrelation: 0.5,
    },
    {
      of: { id: 'b' },
      inputSentence: 'stretched',
      map: values(0, 3),
      control: values(1, 2),
      controlCorrelation: null,
      normCorrelation: -0.75,
    },
  ].map((one) => ({ ...one, settings, against: [] }));
  return {
    settings,
    explanations,
    finalScore: score,
    layerScore: { similarity: 0.5, distance: 9 },
    activity: 'mean',
    layerShape: [7, 7, 480],
    engine: { modelSha256: '0123456789abcdef', backend: 'wasm' },
  } as unknown as Result;
};
const caption = (of: Result, display: Partial<Display> = {}) => {
  const { what, drawn, made } = figureCaption(of, { ...DEFAULT_DISPLAY, ...display });
  return [what, drawn, ...made].join('\n');
};
const heading = (of: Result, slot: Slot, showing: Display['showing'] = 'map') =>
  figureHeading(resultView(explanationIn(of, slot), showing), slot);

test('a map is captioned as what it explains', () => {
  expect(caption(result())).toContain(
    'SFAM, CIS reading “Contribution”, explaining the final similarity: Cosine 0.8235, distance 3.250.',
  );
  expect(caption(result({ scope: 'layer' }))).toContain('explaining this layer’s similarity: Cosine 0.5000');
  expect(caption(result())).toContain('Correlation with mean activation: A 0.25, B undefined.');
  // Where activations are negative too, the mean is no measure of activity.
  expect(caption({ ...result(), activity: 'norm' })).toContain(
    'Correlation with the feature norm: A 0.50, B −0.75.',
  );
  expect(heading(result(), 'b')).toBe('B: SFAM, explained by A');
});

test.each(
  Object.values<Method>(METHODS).filter(({ uses }) => !uses.metric),
)('$id explains nothing of the pair', ({ id, label }) => {
  const words = caption(result({ method: id }));
  expect(words).toContain(`${label}. `);
  expect(words).toContain('Of the pair, the final similarity: Cosine 0.8235, distance 3.250.');
  expect(words).not.toContain('explaining');
  expect(heading(result({ method: id }), 'a')).toBe(`A: ${label}, by itself`);
});

test('a figure of the control says so, and of what result it is the control', () => {
  const words = caption(result(), { showing: 'control' });
  expect(words).toMatch(/^Mean activation\. Control: .*Drawn instead of SFAM, CIS reading “Contribution”\./);
  expect(words).not.toContain('explaining');
  expect(words).toContain('Correlation with the map of SFAM: A 0.25, B undefined.');
  expect(heading(result(), 'a', 'control')).toBe('A: Mean activation, by itself');
});

test('the colours that are drawn, and a scale that is locked, are said', () => {
  expect(caption(result())).toContain('Both signs occur: drawn in Blue–red, white at zero, not in Viridis.');
  expect(caption(result(), { sign: 'positive' })).not.toContain('Both signs');
  const locked = lockAt({ low: -1, high: 2 }, DEFAULT_SETTINGS);
  expect(caption(result(), { lock: locked })).toContain(
    'The scale is locked; values beyond it, to 3.00, have the colour of its end.',
  );
  expect(caption(result({ metric: 'euclidean' }), { lock: locked })).not.toContain('locked');
  // One layer down a weight is carried back.
  expect(caption(result(), { lock: locked })).not.toContain('another unit');
  const carried = lockAt(locked, { ...DEFAULT_SETTINGS, layer: MODELS.objects.layers[3]!.node });
  expect(caption(result(), { lock: carried })).toContain(
    'It was set by maps in another unit (activation × weight carried back): the numbers can be compared, what they mean cannot.',
  );
  expect(caption(result(), { lock: { ...locked, low: -0.01 } })).toContain('drawn in Viridis all the same');
});

test('a part of the values, and whose scale it is, are said', () => {
  expect(caption(result(), { sign: 'positive' })).toContain('positive values only');
  expect(caption(result(), { sign: 'negative' })).toContain('negative values only');
  expect(caption(result())).not.toContain('values only');
  // The control is drawn whole.
  expect(caption(result(), { sign: 'negative', showing: 'control' })).not.toContain('values only');
  expect(caption(result())).toContain('one colour scale for both images; 7×7 cells, interpolated');
  expect(caption(result(), { range: 'image', interpolation: 'cells' })).toContain(
    'a colour scale of its own for each image; 7×7 cells; unit: activation × channel’s share of cos(x, y).',
  );
});
