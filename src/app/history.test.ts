import { expect, it } from 'vitest';
import { History } from './history.ts';
import { DEFAULT_SETTINGS } from './settings.ts';
import type { Picture } from './state.ts';

const picture = (id: string): Picture => ({ id, name: id, width: 8, height: 8, origin: { kind: 'file' } });

it('remembers pictures, not that others were on their way or had failed', () => {
  const history = new History();
  history.push({
    images: {
      a: { status: 'decoding', name: 'new', previous: picture('p') },
      b: { status: 'failed', name: 'broken', message: 'damaged', previous: picture('q') },
    },
    settings: DEFAULT_SETTINGS,
  });
  expect([...history.pictures()]).toEqual(['p', 'q']);
  expect(history.pop()!.images).toEqual({
    a: { status: 'ready', picture: picture('p') },
    b: { status: 'ready', picture: picture('q') },
  });
  expect(history.pop()).toBeUndefined();
});

it('forgets the oldest beyond its depth', () => {
  const history = new History(2);
  for (const id of ['1', '2', '3'])
    history.push({
      images: { a: { status: 'ready', picture: picture(id) }, b: { status: 'empty' } },
      settings: DEFAULT_SETTINGS,
    });
  expect([...history.pictures()]).toEqual(['2', '3']);
});
