import { expect, test } from 'vitest';
import { linkOf } from '../link-of.ts';
import { DEFAULT_DISPLAY, DEFAULT_SETTINGS } from '../settings.ts';
import type { ChosenClasses } from '../state.ts';
import { createAppStore } from '../store.ts';
import { parseUrl } from '../url-state.ts';
import { chooseClasses, targetsOf } from './chosen-classes.ts';
import type { Head } from './head.ts';

const layer = (kind: Head['kind'], classes: number): Head => ({
  kind,
  classifier: {
    classes: Array.from({ length: classes }, (_, t) => `class ${t}`),
    weights: new Float32Array(classes),
    bias: new Float32Array(classes),
  },
  network: 'sha',
  facts: null,
});
const own = layer('network', 9);

function chosen(head: Head, targets: ChosenClasses['targets']): ChosenClasses {
  const store = createAppStore();
  chooseClasses(store, 'objects', head, targets);
  return store.getState().classes!;
}

test('chosen classes are those of one layer, as far as it has them', () => {
  const classes = chosen(own, [7, null]);
  expect(targetsOf(classes, 'objects', own)).toEqual([7, null]);
  expect(targetsOf(classes, 'objects', layer('network', 7))).toEqual([null, null]);
  expect(targetsOf(classes, 'objects', layer('probe', 9))).toEqual([null, null]);
  expect(targetsOf(classes, 'faces', own)).toEqual([null, null]);
  expect(targetsOf(null, 'objects', own)).toEqual([null, null]);
});

test('a link carries the classes of a network’s own layer, and of a fitted one says nothing', () => {
  const link = (classes: ChosenClasses) =>
    linkOf({
      settings: DEFAULT_SETTINGS,
      display: DEFAULT_DISPLAY,
      pictures: { a: null, b: null },
      classes,
    });
  for (const targets of [
    [7, null],
    [null, 0],
    [1, 2],
  ]) {
    const { classes, notice } = parseUrl(link(chosen(own, targets)));
    expect(classes).toMatchObject({ targets });
    expect(targetsOf(classes, 'objects', own)).toEqual(targets);
    expect(notice).toBeNull();
    expect(link(chosen(layer('probe', 9), targets))).not.toContain('classes');
  }
  expect(link(chosen(own, [null, null]))).not.toContain('classes');
  for (const bad of ['x,1', '1', '1,2,3', '-1,0'])
    expect(parseUrl(`?classes=${bad}`)).toMatchObject({
      classes: null,
      notice: expect.stringContaining('classes=') as string,
    });
});
