import { expect, it } from 'vitest';
import { page, userEvent } from 'vitest/browser';
import { SAMPLES } from '../../core/samples/samples.ts';
import { mount } from '../../testing/mount.tsx';
import PairsPanel from './pairs-panel.tsx';

const photograph = async (id: string): Promise<File> => {
  const { file } = SAMPLES.find((sample) => sample.id === id)!;
  return new File([await (await fetch(`/samples/${file}`)).blob()], `${id}.jpg`, { type: 'image/jpeg' });
};
const step = (name: string) => page.getByRole('region', { name, exact: true });

it('makes pairs of one’s own pictures from a list, says which lines it cannot use, and runs them to a table', async () => {
  mount(<PairsPanel />);
  await expect.element(step('Pictures')).toHaveTextContent(/18 photographs that ship/);
  const files = await Promise.all(['daisy', 'roxy', 'boats'].map(photograph));
  await userEvent.upload(step('Pictures').getByLabelText('Choose files'), files);
  await expect.element(step('Pictures')).toHaveTextContent(/3 pictures in 1 folder/);
  await expect.element(step('Pairs')).toHaveTextContent(/3 pairs/);

  await userEvent.selectOptions(page.getByRole('combobox', { name: 'Which pairs' }), 'From a list of names');
  await userEvent.fill(page.getByRole('textbox'), 'daisy.jpg, roxy\ndaisy, nobody.jpg');
  await expect.element(step('Pairs')).toHaveTextContent(/1 pair/);
  await expect.element(step('Pairs')).toHaveTextContent(/nobody\.jpg/);

  const steps = page.getByRole('combobox', { name: 'Steps per curve' });
  const fewest = (steps.element() as HTMLSelectElement).options[0]!.value;
  await userEvent.selectOptions(steps, fewest);
  await userEvent.click(page.getByRole('button', { name: 'Run the test' }));
  const results = page.getByRole('region', { name: 'Results of the set' });
  await expect.element(results).toHaveTextContent(new RegExp(`^1 pair, ${fewest} steps, on objects`));
  await expect.element(page.getByText('Finished.')).toBeVisible();
  // One row a kind of map and one a control, each with a number.
  const rows = results.getByRole('row').elements().slice(1);
  expect(rows.length).toBeGreaterThanOrEqual(3);
  for (const row of rows) expect(row.textContent).toMatch(/[−\d]\d*\.\d+/);
  // One pair is no evidence, and the table does not call it any.
  expect(results.element().textContent).not.toMatch(/\b(better|worse) than\b/);
});

it('keeps its button idle while there is nothing to run, and says why', async () => {
  mount(<PairsPanel />);
  await userEvent.upload(step('Pictures').getByLabelText('Choose files'), [await photograph('daisy')]);
  await expect.element(step('Pairs')).toHaveTextContent(/0 pairs/);
  await expect.element(page.getByText('There is no pair to run.')).toBeVisible();
});
