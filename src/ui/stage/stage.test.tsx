import { expect, it } from 'vitest';
import { page, userEvent } from 'vitest/browser';
import { explained, mount } from '../../testing/mount.tsx';
import { Controls } from '../controls/controls.tsx';
import { Stage } from './stage.tsx';

const canvas = (letter: string) => page.getByRole('img', { name: `Map of image ${letter}` });

/** Distinct colours on it: a blank one has one. */
function colours(letter: string): number {
  const drawn = canvas(letter).element() as HTMLCanvasElement;
  const { data } = drawn.getContext('2d')!.getImageData(0, 0, drawn.width, drawn.height);
  return new Set(new Uint32Array(data.buffer)).size;
}

it('says of both places what may be put there while they are empty', async () => {
  mount(<Stage dropOver={null} />);
  await expect
    .element(page.getByText('Drop an image here, paste one, or choose a file.').first())
    .toBeVisible();
  expect(page.getByText('Drop an image here, paste one, or choose a file.').elements()).toHaveLength(2);
  expect(page.getByRole('region', { name: 'Colour scale' }).elements()).toHaveLength(0);
});

it('draws both maps, says them in words, and reads both at the crosshair that keys move', async () => {
  const app = mount(<Stage dropOver={null} />);
  await app.commands.openPair('dogs');
  await explained(app);
  for (const letter of ['A', 'B']) {
    await expect.poll(() => colours(letter)).toBeGreaterThan(200);
    await expect
      .element(canvas(letter))
      .toHaveAccessibleDescription(/explained by [AB]\. 7 × 7 cells, from .* Largest value: /);
  }
  await expect.element(page.getByRole('region', { name: 'Colour scale' })).toBeVisible();

  canvas('B').element().focus();
  await userEvent.keyboard('{ArrowRight}');
  // 7×7 cells: from the middle one to its right.
  await expect.element(page.getByText(/^Row 4, column 5 of image B: A [−\d.]+ · B [−\d.]+$/)).toBeVisible();
  await userEvent.keyboard('{Enter}{ArrowDown}');
  await expect.element(page.getByText(/^Row 5, column 5 of image B: .* · pinned/)).toBeVisible();
  // A pinned crosshair stays when the picture loses the focus.
  canvas('B').element().blur();
  await expect.element(page.getByText(/^Row 5, column 5 of image B: .* · pinned/)).toBeVisible();
});

it('keeps the focus on the button that zooms, at both ends of its range', async () => {
  const app = mount(<Stage dropOver={null} />);
  await app.commands.openPair('dogs');
  await explained(app);
  const [closer, back] = ['Zoom in', 'Zoom out'].map((name) => page.getByRole('button', { name }));
  await expect.element(back!).toHaveAttribute('aria-disabled', 'true');
  await userEvent.click(closer!);
  await expect.element(page.getByLabelText('Zoom', { exact: true })).toHaveTextContent('150%');
  await userEvent.click(back!);
  await expect.element(page.getByLabelText('Zoom', { exact: true })).toHaveTextContent('100%');
  expect(document.activeElement).toBe(back!.element());
});

it('says in full whom a map is explained against, and cuts no button, on the narrowest phone', async () => {
  await page.viewport(320, 700);
  const app = mount(
    <>
      <Controls />
      <Stage dropOver={null} />
    </>,
  );
  await app.commands.openPair('dog');
  app.commands.changeSettings({ against: 'references' });
  await explained(app);
  const heading = page.getByRole('heading', { name: /^Image B — explained by A against 1\d other images$/ });
  await expect.element(heading).toBeVisible();
  const { scrollHeight, clientHeight } = heading.element();
  expect(scrollHeight).toBeLessThanOrEqual(clientHeight + 1);
  const [a, b] = ['a', 'b'].map((slot) =>
    document.querySelector(`[data-slot=${slot}]`)!.getBoundingClientRect(),
  );
  expect(a!.right).toBeLessThanOrEqual(b!.left);
  for (const part of document.querySelectorAll('.pane-buttons > *, .controls summary')) {
    const { left, right } = part.getBoundingClientRect();
    const room = part.closest('.pane')?.getBoundingClientRect() ?? document.body.getBoundingClientRect();
    expect([left >= room.left, right <= room.right + 0.5], part.textContent).toEqual([true, true]);
  }
  // With letters of twice the size the two groups of controls stand below one another.
  document.documentElement.style.fontSize = '200%';
  const groups = [...document.querySelectorAll('.controls summary')].map((part) =>
    part.getBoundingClientRect(),
  );
  document.documentElement.style.fontSize = '';
  expect(Math.max(...groups.map(({ right }) => right))).toBeLessThanOrEqual(320);
  await page.viewport(1360, 900);
});

it('makes one of the two pictures large on a phone, and small again', async () => {
  await page.viewport(390, 844);
  const app = mount(<Stage dropOver={null} />);
  await app.commands.openPair('dogs');
  await explained(app);
  const width = (letter: string) => canvas(letter).element().getBoundingClientRect().width;
  await expect.poll(() => width('A')).toBeLessThan(200);
  expect(width('B')).toBeCloseTo(width('A'), 0);
  const button = page.getByRole('button', { name: 'Enlarge image B' });
  await userEvent.click(button);
  await expect.element(button).toHaveAttribute('aria-pressed', 'true');
  await expect.poll(() => width('B')).toBeGreaterThan(300);
  await userEvent.click(button);
  await expect.poll(() => width('B')).toBeLessThan(200);
  await page.viewport(1360, 900);
});
