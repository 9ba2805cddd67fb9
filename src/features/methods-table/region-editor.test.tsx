import { expect, it } from 'vitest';
import { page, userEvent } from 'vitest/browser';
import { DEFAULT_SETTINGS } from '../../app/settings.ts';
import type { OpenInfo } from '../../engine/api.ts';
import { mount } from '../../testing/mount.tsx';
import { RegionEditor } from './region-editor.tsx';
import type { TablePicture } from './rows.ts';
import type { TableRun } from './table-run.ts';
import './methods-table.css';

const SIDE = 40;
const picture: TablePicture = {
  id: 'grey',
  name: 'grey.png',
  subject: 'grey',
  pixels: () => Promise.resolve(new Uint8Array(SIDE * SIDE * 3).fill(128)),
  extent: () => Promise.resolve({ width: SIDE, height: SIDE }),
};
const run: TableRun = {
  source: 'stage',
  settings: { ...DEFAULT_SETTINGS, size: [SIDE, SIDE] },
  steps: 8,
  columns: [],
  rows: [
    {
      row: { of: picture, against: [] },
      pixels: new Uint8Array(SIDE * SIDE * 3).fill(128),
      score: 0,
      region: null,
      area: null,
      cells: [],
    },
  ],
  total: 1,
  engine: {} as OpenInfo,
};

it('draws the box while it is spanned, and forgets it where the pointer is taken away', async () => {
  mount(<RegionEditor run={run} />);
  await userEvent.click(page.getByText('Draw a box around the object'));
  const canvas = page
    .getByRole('img', { name: 'grey.png, as the network saw it' })
    .element() as HTMLCanvasElement;
  // No pointer of the browser's is down: these events are made here.
  canvas.setPointerCapture = () => undefined;
  const point = (type: string, x: number, y: number) => {
    const frame = canvas.getBoundingClientRect();
    const [clientX, clientY] = [frame.left + x * frame.width, frame.top + y * frame.height];
    canvas.dispatchEvent(new PointerEvent(type, { clientX, clientY, bubbles: true }));
  };
  const isDark = (x: number, y: number) =>
    canvas.getContext('2d')!.getImageData(x * SIDE, y * SIDE, 1, 1).data[0]! < 64;
  const outlined = () => [0, 1, 2].some((i) => isDark(0.25 - (i - 1) / SIDE, 0.5));

  expect(outlined()).toBe(false);
  point('pointerdown', 0.25, 0.25);
  point('pointermove', 0.75, 0.75);
  await expect.poll(outlined).toBe(true);
  point('pointercancel', 0.75, 0.75);
  await expect.poll(outlined).toBe(false);
  await expect.element(page.getByRole('button', { name: 'Take it away' })).not.toBeInTheDocument();

  // Let go of, it is the box, whichever corner it was begun at.
  point('pointerdown', 0.75, 0.5);
  point('pointerup', 0.25, 0.25);
  for (const [name, value] of Object.entries({ Left: 10, Top: 10, Width: 20, Height: 10 }))
    await expect.element(page.getByRole('spinbutton', { name })).toHaveValue(value);
});
