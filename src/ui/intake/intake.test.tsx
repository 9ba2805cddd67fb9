import { expect, it } from 'vitest';
import { page, userEvent } from 'vitest/browser';
import { SAMPLE_PAIRS, SAMPLES } from '../../core/samples/samples.ts';
import { explained, mount } from '../../testing/mount.tsx';
import { Stage } from '../stage/stage.tsx';
import { SamplesStrip } from './samples-strip.tsx';

const parts = (
  <>
    <Stage dropOver={null} />
    <SamplesStrip />
  </>
);

const photograph = async (id: string): Promise<File> => {
  const { file } = SAMPLES.find((sample) => sample.id === id)!;
  return new File([await (await fetch(`/samples/${file}`)).blob()], file, { type: 'image/jpeg' });
};

it('opens the pair whose card is clicked, and shows which one is open', async () => {
  const app = mount(parts);
  const cards = page.getByRole('region', { name: 'Pairs to try' }).getByRole('button');
  await expect.poll(() => cards.elements().length).toBe(SAMPLE_PAIRS.length);
  const pair = SAMPLE_PAIRS.at(-1)!;
  const card = cards.last();
  await expect.element(card).toHaveTextContent(pair.title);
  await userEvent.click(card);
  await explained(app);
  await expect.element(card).toHaveAttribute('aria-pressed', 'true');
  expect(cards.elements().filter((each) => each.getAttribute('aria-pressed') === 'true')).toHaveLength(1);
});

it('takes a file into each place, and explains once there are two', async () => {
  const app = mount(parts);
  await userEvent.upload(page.getByLabelText('Image A', { exact: true }), await photograph('daisy'));
  await expect.element(page.getByTitle('daisy.jpg')).toBeVisible();
  expect(app.store.getState().result).toBeNull();
  await userEvent.upload(page.getByLabelText('Image B', { exact: true }), await photograph('roxy'));
  await expect.poll(() => app.store.getState().result).not.toBeNull();
  await explained(app);
});

it('says of a file that is no picture what it is and what to do, and keeps the picture that was there', async () => {
  const app = mount(parts);
  await userEvent.upload(page.getByLabelText('Image A', { exact: true }), await photograph('daisy'));
  await expect.element(page.getByTitle('daisy.jpg')).toBeVisible();
  const text = new File(['name,class\na,b\n'], 'list.png', { type: 'image/png' });
  await userEvent.upload(page.getByLabelText('Image A', { exact: true }), text);
  const alert = page.getByRole('alert');
  await expect.element(alert).toHaveTextContent(/list\.png could not be used\. .{40,}/);
  await expect.element(page.getByTitle('daisy.jpg')).toBeVisible();
  // The next good file takes the error away.
  await userEvent.upload(page.getByLabelText('Image A', { exact: true }), await photograph('roxy'));
  await expect
    .poll(() => app.store.getState().images.a)
    .toMatchObject({ status: 'ready', picture: { name: 'roxy.jpg' } });
  expect(alert.elements()).toHaveLength(0);
});
