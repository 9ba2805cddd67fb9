import { expect, it } from 'vitest';
import { page, userEvent } from 'vitest/browser';
import { METHODS } from '../../core/methods/index.ts';
import { METRICS } from '../../core/metrics/index.ts';
import { modelCard } from '../../core/models/index.ts';
import { mount } from '../../testing/mount.tsx';
import { Controls } from './controls.tsx';

const settings = (app: ReturnType<typeof mount>) => app.store.getState().settings;

it('offers every metric and method there is, by its name, and sets what is chosen', async () => {
  const app = mount(<Controls />);
  const metric = page.getByRole('radiogroup', { name: 'Metric' });
  await expect.element(metric).toBeVisible();
  expect(metric.getByRole('radio').elements()).toHaveLength(Object.keys(METRICS).length);
  await userEvent.click(metric.getByRole('radio', { name: 'Euclidean' }));
  expect(settings(app).metric).toBe('euclidean');
  await expect.element(metric.getByRole('radio', { name: 'Euclidean' })).toBeChecked();

  const method = page.getByRole('combobox', { name: 'Method' });
  const offered = Array.from((method.element() as HTMLSelectElement).options, ({ text }) => text);
  expect(offered).toEqual(Object.values(METHODS).map(({ label }) => label));
  for (const { id } of Object.values(METHODS)) {
    await userEvent.selectOptions(method, id);
    expect(settings(app).method).toBe(id);
  }
});

it('offers the layers of the network that is chosen, and the last one at first', async () => {
  const app = mount(<Controls />);
  const layer = page.getByRole('combobox', { name: 'Layer' });
  const ids = () => Array.from((layer.element() as HTMLSelectElement).options, ({ value }) => value);
  await expect.element(layer).toHaveValue(modelCard('objects').defaultLayer);
  const known = () => modelCard(settings(app).model).layers.map(({ node }) => node);
  expect(ids().length).toBeGreaterThan(5);
  expect(known()).toEqual(expect.arrayContaining(ids()));
  await userEvent.selectOptions(page.getByRole('combobox', { name: 'Model' }), 'faces');
  await expect.element(layer).toHaveValue(modelCard('faces').defaultLayer);
  expect(known()).toEqual(expect.arrayContaining(ids()));
});

it('says why a choice cannot be made, where it stands', async () => {
  mount(<Controls />);
  const size = page.getByRole('combobox', { name: 'Input size' });
  await expect.element(size).toBeEnabled();
  await userEvent.selectOptions(page.getByRole('combobox', { name: 'Model' }), 'faces');
  await expect.element(size).toBeDisabled();
  await expect.element(size).toHaveAccessibleDescription(/takes one size only/);
  await userEvent.selectOptions(page.getByRole('combobox', { name: 'Method' }), METHODS.occlusion.label);
  const cis = page.getByRole('combobox', { name: 'CIS' });
  await expect.element(cis).toBeDisabled();
  await expect.element(cis).toHaveAccessibleDescription(/\w+ \w+/);
  await userEvent.selectOptions(
    page.getByRole('combobox', { name: 'Method' }),
    METHODS['mean-activation'].label,
  );
  const smoothing = page.getByRole('radiogroup', { name: 'Smoothing' });
  await expect.element(smoothing.getByRole('radio', { name: 'On' })).toBeDisabled();
  await expect.element(smoothing).toHaveAccessibleDescription(/\w+ \w+/);
});

it('is open on a wide screen, and folded on a phone, where a tap opens it', async () => {
  await page.viewport(390, 844);
  mount(<Controls />);
  const metric = page.getByRole('radiogroup', { name: 'Metric' });
  await expect.element(page.getByRole('heading', { name: 'What is explained' })).toBeVisible();
  expect(metric.elements()).toHaveLength(0);
  await userEvent.click(page.getByRole('heading', { name: 'What is explained' }));
  await expect.element(metric).toBeVisible();
  await page.viewport(1360, 900);
  await expect.element(page.getByRole('radiogroup', { name: 'Metric' })).toBeVisible();
});
