import { expect, test } from 'vitest';
import { DEFAULT_DISPLAY } from '../../app/settings.ts';
import type { Compare, View } from '../../app/state.ts';
import { comparing, DEFAULT_VIEW, toggled } from '../../app/view/view.ts';
import { shownNow } from './blink.ts';

const control = { ...DEFAULT_DISPLAY, showing: 'control' } as const;
const view = (change: Partial<View>): View => ({ ...DEFAULT_VIEW, ...change });

test.each([
  ['off', 'map', 'map'],
  ['split', 'map', 'map'],
  ['blink-image', 'map', 'image'],
  ['blink-control', 'map', 'control'],
] as const)('%s alternates %s with %s', (compare, first, second) => {
  expect(shownNow({ display: DEFAULT_DISPLAY, view: view({ compare, flipped: false }) })).toBe(first);
  expect(shownNow({ display: DEFAULT_DISPLAY, view: view({ compare, flipped: true }) })).toBe(second);
});

test('blinking with the control is blinking with the map where the control was chosen', () => {
  expect(shownNow({ display: control, view: view({ compare: 'blink-control', flipped: true }) })).toBe('map');
});

test('a comparison that was chosen shows at once, one that ended leaves nothing behind', () => {
  const after = (from: View, compare: Compare) => ({ ...from, ...toggled(from, compare) });
  const blinking = after(DEFAULT_VIEW, 'blink-image');
  expect(shownNow({ display: DEFAULT_DISPLAY, view: blinking })).toBe('image');
  expect(after(blinking, 'blink-image')).toEqual(DEFAULT_VIEW);
  expect(after(blinking, 'split')).toEqual(view(comparing('split')));
  expect(after(blinking, 'split').flipped).toBe(false);
});
