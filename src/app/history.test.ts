import { expect, it } from 'vitest';
import { History, type Snapshot } from './history.ts';
import { DEFAULT_SETTINGS } from './settings.ts';
import type { Picture } from './state.ts';

const picture = (id: string): Picture => ({ id, name: id, width: 8, height: 8, origin: { kind: 'file' } });

const EMPTY: Snapshot = {
  images: { a: { status: 'empty' }, b: { status: 'empty' } },
  settings: DEFAULT_SETTINGS,
};
const showing = (id: string): Snapshot => ({
  images: { a: { status: 'ready', picture: picture(id) }, b: { status: 'empty' } },
  settings: DEFAULT_SETTINGS,
});

it('goes back and forth, says which ways there is something, and forgets what was undone at the next change', () => {
  const said: string[] = [];
  const history = new History(({ undo, redo }) => said.push(`${Number(undo)}${Number(redo)}`));
  history.push(showing('1'));
  history.push(showing('2'));
  expect(history.undo(showing('3'))).toEqual(showing('2'));
  expect(history.undo(showing('2'))).toEqual(showing('1'));
  expect(history.undo(showing('1'))).toBeUndefined();
  expect(history.redo(showing('1'))).toEqual(showing('2'));
  // Pictures within reach of redo are not given away.
  expect([...history.pictures()]).toEqual(['1', '3']);
  history.push(showing('2'));
  expect(history.redo(showing('4'))).toBeUndefined();
  expect(said).toEqual(['10', '10', '11', '01', '01', '11', '10', '10']);
});

it('remembers pictures, not that others were on their way or had failed', () => {
  const history = new History(() => undefined);
  history.push({
    images: {
      a: { status: 'decoding', name: 'new', previous: picture('p') },
      b: { status: 'failed', name: 'broken', message: 'damaged', previous: picture('q') },
    },
    settings: DEFAULT_SETTINGS,
  });
  expect([...history.pictures()]).toEqual(['p', 'q']);
  expect(history.undo(EMPTY)!.images).toEqual({
    a: { status: 'ready', picture: picture('p') },
    b: { status: 'ready', picture: picture('q') },
  });
  expect(history.undo(EMPTY)).toBeUndefined();
});

it('forgets the oldest beyond its depth', () => {
  const history = new History(() => undefined, 2);
  for (const id of ['1', '2', '3'])
    history.push({
      images: { a: { status: 'ready', picture: picture(id) }, b: { status: 'empty' } },
      settings: DEFAULT_SETTINGS,
    });
  expect([...history.pictures()]).toEqual(['2', '3']);
});
