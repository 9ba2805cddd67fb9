import { expect, test } from 'vitest';
import { actionsWith } from './actions.ts';

test('each of thirteen panels has a key, and no key does two things', () => {
  const panels = Array.from({ length: 13 }, (_, index) => ({ id: `p${index}`, label: `Panel ${index}` }));
  const actions = actionsWith(panels);
  const ids = actions.map(({ id }) => id);
  for (const { id } of panels) expect(ids).toContain(`panel-${id}`);
  const keys = actions.flatMap((action) => action.keys);
  expect(keys.filter((key, index) => keys.indexOf(key) !== index)).toEqual([]);
});
