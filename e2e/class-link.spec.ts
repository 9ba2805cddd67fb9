import { readFile } from 'node:fs/promises';
import { expect, test } from '@playwright/test';
import { waves, writeOnnx } from '../src/testing/onnx/write-onnx.ts';
import { AppPage } from './app-page.ts';

const [CHANNELS, CLASSES] = [8, 5];

/** A convolution, a ReLU, the mean over places, and a fully connected layer: a classifier of five classes. */
const classifier = () => ({
  name: 'five.onnx',
  bytes: writeOnnx({
    nodes: [
      {
        op: 'Conv',
        inputs: ['image', 'kernel', 'bias'],
        outputs: ['conv'],
        attributes: { pads: [1, 1, 1, 1], strides: [4, 4] },
      },
      { op: 'Relu', inputs: ['conv'], outputs: ['relu'] },
      { op: 'GlobalAveragePool', inputs: ['relu'], outputs: ['pool'] },
      { op: 'Flatten', inputs: ['pool'], outputs: ['flat'] },
      { op: 'Gemm', inputs: ['flat', 'fc'], outputs: ['logits'], attributes: { transB: 1 } },
    ],
    tensors: [
      { name: 'kernel', dims: [CHANNELS, 3, 3, 3], floats: waves(CHANNELS * 27, 1) },
      { name: 'bias', dims: [CHANNELS], floats: waves(CHANNELS, 2) },
      { name: 'fc', dims: [CLASSES, CHANNELS], floats: waves(CLASSES * CHANNELS, 3) },
    ],
    inputs: [{ name: 'image', dims: ['n', 3, 64, 64] }],
    outputs: ['logits'],
  }),
});

test('the class chosen of a network’s own layer is in the link, and in the report with its layer', async ({
  page,
}) => {
  const app = new AppPage(page);
  const bring = async () => {
    await app.bringNetwork([classifier()]);
    await app.done();
  };
  const panel = page.getByRole('tabpanel');
  const open = async () => {
    await page.getByRole('tab', { name: 'Classifier', exact: true }).click();
    await expect(panel.getByText(/^The network’s own fully connected layer.*: 5 classes\.$/)).toBeVisible();
    await expect(panel.getByText(/^The link carries which classes are explained/)).toBeVisible();
  };
  const ofB = panel.getByLabel('Class explained in image B');

  await app.open({ a: 'canyon', b: 'alps', backend: 'wasm', against: 'none' });
  await bring();
  await open();
  await ofB.selectOption('class 3');
  await expect(
    panel.getByRole('img', { name: 'Grad-CAM for “class 3”, image B', exact: true }),
  ).toBeVisible();
  await expect.poll(async () => (await app.address()).get('classes')).toBe(',3');
  await expect(page.getByLabel('Class explained in image A')).toHaveValue('predicted');

  const [download] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('button', { name: 'Export report', exact: true }).click(),
  ]);
  const address = page.url();
  const report = await readFile(await download.path(), 'utf8');
  expect(report).toMatch(/explains one class of each image: A for “class \d”.*; B for “class 3”/);
  expect(report).toContain('The network’s own fully connected layer');

  // Whoever follows the link, and has the file, is shown the same class.
  await page.goto('about:blank');
  await page.goto(address);
  await expect(page.getByRole('dialog', { name: 'Your network' })).toBeVisible();
  await bring();
  await open();
  await expect(ofB).toHaveValue('3');
  expect(app.problems).toEqual([]);
});
