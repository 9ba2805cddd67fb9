import { readFile } from 'node:fs/promises';
import { expect } from '@playwright/test';
import { METHODS } from '../../src/core/methods/index.ts';
import type { AppPage, TestFile } from '../app-page.ts';
import { chosenSettings } from './chosen-settings.ts';
import { FILES } from './files.ts';
import { readFacts } from './page-facts.ts';
import { settle } from './settle.ts';

/** What a deed is given: the app, the dice, and a place to say what exactly it did. */
export interface Monkey {
  readonly app: AppPage;
  /** A whole number from 0 to below. */
  dice(below: number): number;
}

export interface Deed {
  readonly weight: number;
  /** Resolves to words that tell what was done. */
  act(monkey: Monkey): Promise<string>;
}

const pick = <T>({ dice }: Monkey, list: readonly T[]): T => list[dice(list.length)]!;

const VIEWPORTS = [
  { width: 1360, height: 900 },
  { width: 980, height: 700 },
  { width: 360, height: 740 },
];

/** Methods that run the network many times have a deed of their own. */
const SLOW = Object.values(METHODS)
  .filter(({ kind }) => kind === 'perturbation')
  .map(({ id }) => id as string);

/** On a phone the controls are folded. */
async function unfold({ app }: Monkey): Promise<void> {
  const folded = app.page.locator('.controls details:not([open]) > summary');
  while ((await folded.count()) > 0) await folded.first().click();
}

/** Chooses an option of a select; the same one again, at times. */
const select =
  (name: string): Deed['act'] =>
  async (monkey) => {
    await unfold(monkey);
    const field = monkey.app.page.getByRole('combobox', { name, exact: true });
    const values = await field
      .locator('option:not([disabled])')
      .evaluateAll((options) => options.map((option) => (option as HTMLOptionElement).value));
    const value = pick(
      monkey,
      values.filter((each) => !SLOW.includes(each)),
    );
    if (await field.isDisabled()) return `${name} is disabled`;
    await field.selectOption(value);
    return `${name}: ${value}`;
  };

/** Starts a method that takes long, and leaves it in one of the ways there are; now and then at its end. */
async function slow(monkey: Monkey): Promise<string> {
  const { app, dice } = monkey;
  await unfold(monkey);
  const method = pick(monkey, SLOW);
  await app.choose('Method', method);
  const patience = dice(1500);
  await app.page.waitForTimeout(patience);
  const end = pick(monkey, ['Escape', 'u', 'x', 'result'] as const);
  if (end !== 'result') await app.page.keyboard.press(end);
  else await settle(app);
  if (end === 'x' || end === 'result') await app.choose('Method', 'sfam');
  return `Method: ${method}, after ${patience} ms ${end}`;
}

const key =
  (name: string): Deed['act'] =>
  async ({ app }) => {
    await app.page.keyboard.press(name);
    return `key ${name}`;
  };

const click =
  (selector: string): Deed['act'] =>
  async (monkey) => {
    const all = await monkey.app.page.locator(selector).all();
    if (all.length === 0) return `nothing like ${selector}`;
    const one = pick(monkey, all);
    const words = (await one.textContent())!.slice(0, 40);
    // A panel's button may be switched off between the look and the click.
    const gone = await one.click({ timeout: 3000 }).then(
      () => '',
      (error: Error) => error.message.split('\n')[0] ?? '',
    );
    if (gone !== '' && !selector.includes('tabpanel'))
      throw new Error(`“${words}” cannot be clicked: ${gone}`);
    return `click “${words}”`;
  };

async function drop(monkey: Monkey, count: number): Promise<string> {
  const files: TestFile[] = Array.from({ length: count }, () => pick(monkey, FILES));
  await monkey.app.drop(files);
  return `drop ${files.map(({ name }) => name).join(' + ')}`;
}

/** On a canvas, anywhere. */
async function point(monkey: Monkey): Promise<string> {
  const letter = pick(monkey, ['A', 'B']);
  const canvas = monkey.app.page.getByRole('img', { name: `Map of image ${letter}` });
  const { width, height } = (await canvas.boundingBox())!;
  const position = { x: monkey.dice(Math.floor(width)), y: monkey.dice(Math.floor(height)) };
  const pin = monkey.dice(3) === 0;
  await (pin ? canvas.click({ position, force: true }) : canvas.hover({ position, force: true }));
  return `${pin ? 'pin' : 'point at'} ${letter} ${position.x},${position.y}`;
}

async function exportData({ app }: Monkey): Promise<string> {
  await settle(app);
  const facts = await readFacts(app.page);
  const { manifest, arrays } = await app.exportData();
  const { scope } = manifest;
  const score = scope === 'layer' ? manifest.layerSimilarity : manifest.similarity;
  expect(Math.abs(score - Number(facts.similarity))).toBeLessThanOrEqual(1e-5 * Math.max(1, Math.abs(score)));
  if (facts.job === 'done') {
    const { model, layer, metric, method, reading: chosen } = chosenSettings(facts, null);
    const reading = METHODS[method].uses.reading ? chosen : null;
    expect(manifest).toMatchObject({ model, layer, metric, method, cis: reading });
    const { a, b } = manifest.images as Record<'a' | 'b', { name: string }>;
    expect([a.name, b.name]).toEqual(facts.pictures);
  }
  for (const slot of ['a', 'b'] as const) {
    const { data, shape } = arrays[`map_${slot}`]!;
    expect(data).toHaveLength(shape[0]! * shape[1]!);
    expect(data.every(Number.isFinite), 'map values').toBe(true);
  }
  return 'export data';
}

/** Away and back twice: the second time nothing is left behind, and the pictures are the same to the last pixel. */
async function thereAndBack(monkey: Monkey): Promise<string> {
  const { app } = monkey;
  const round = pick(monkey, [
    ['m', 'm'],
    ['x', 'x'],
    ['x', 'u'],
    ['m', 'u'],
  ]);
  await settle(app);
  if ((await app.main.getAttribute('data-job')) !== 'done') return 'there and back: nothing to begin with';
  const seen: { tensors: number; similarity: string; search: string }[] = [];
  // Both at one moment: a blink turns both over.
  const pictures = async () => (await app.pictures()).join(' ');
  let before = '';
  for (let turn = 0; turn < 2; turn++) {
    for (const press of round) {
      await app.afterNextResult(() => app.page.keyboard.press(press));
    }
    const { tensors, similarity, search } = await readFacts(app.page);
    seen.push({ tensors, similarity, search });
    if (turn === 0) before = await pictures();
  }
  expect(seen[1], `twice ${round.join()}`).toEqual(seen[0]);
  // The evidence of a pinned point, and the other side of a blink, come a little later.
  await expect.poll(pictures, { timeout: 10_000 }).toBe(before);
  return `there and back by ${round.join(', ')}, twice`;
}

/** The figure or the report of whatever is on screen, also while the next thing is being computed. */
async function exportFile(monkey: Monkey): Promise<string> {
  const { page } = monkey.app;
  const name = pick(monkey, ['Export figure', 'Export report']);
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('button', { name, exact: true }).click(),
  ]);
  expect((await readFile(await download.path())).length, name).toBeGreaterThan(10_000);
  return name;
}

/** Presses “Cancel” where there is something to cancel. */
async function cancel({ app }: Monkey): Promise<string> {
  const button = app.page.locator('.job-row').getByRole('button', { name: 'Cancel' });
  const there = (await button.count()) > 0;
  // It may be done before the pointer is there.
  if (there) await button.click({ timeout: 1000, force: true }).catch(() => undefined);
  return there ? 'Cancel' : 'nothing to cancel';
}

/** Zooms where the pointer is, as Ctrl with the wheel and a trackpad's pinch do. */
async function zoom(monkey: Monkey): Promise<string> {
  const { page } = monkey.app;
  const letter = pick(monkey, ['A', 'B']);
  const canvas = page.getByRole('img', { name: `Map of image ${letter}` });
  const by = pick(monkey, [-300, -100, 100, 300]);
  await canvas.hover({ force: true });
  await page.keyboard.down('Control');
  await page.mouse.wheel(0, by);
  await page.keyboard.up('Control');
  return `zoom ${letter} by ${by}`;
}

/** Opens a dialog and leaves it by key or by button. */
async function dialog(monkey: Monkey): Promise<string> {
  const { page } = monkey.app;
  const name = pick(monkey, ['Keys', 'About']);
  await page.getByRole('button', { name, exact: true }).click();
  const opened = page.getByRole('dialog');
  await expect(opened).toBeVisible();
  const end = pick(monkey, ['Escape', 'Close']);
  if (end === 'Escape') await page.keyboard.press('Escape');
  else await opened.getByRole('button', { name: 'Close' }).click();
  await expect(opened).toHaveCount(0);
  return `dialog ${name}, ${end}`;
}

/**
 * A link reproduces the view; files of one's own come back from this tab's storage, unless the reload was quicker than
 * the writing: then a sample stands there, and the address says so.
 */
async function reload({ app }: Monkey): Promise<string> {
  await settle(app);
  const before = (await readFacts(app.page)).search;
  await app.page.reload();
  await app.done();
  const after = new URLSearchParams((await readFacts(app.page)).search);
  const had = new URLSearchParams(before);
  for (const letter of after.get('own') ?? '')
    expect(had.get('own') ?? '', 'a file from nowhere').toContain(letter);
  for (const [name, value] of had) if (name !== 'own') expect(after.get(name), name).toBe(value);
  return 'reload';
}

/** Everything a user can do, and how often. */
export const DEEDS: readonly Deed[] = [
  { weight: 6, act: (monkey) => drop(monkey, 1) },
  { weight: 5, act: (monkey) => drop(monkey, 2) },
  { weight: 1, act: (monkey) => drop(monkey, 3) },
  {
    weight: 4,
    act: async (monkey) => {
      const file = pick(monkey, FILES);
      const slot = pick(monkey, ['a', 'b'] as const);
      await monkey.app.setFiles({ [slot]: file });
      return `choose ${file.name} as ${slot}`;
    },
  },
  { weight: 6, act: click('.sample-card') },
  { weight: 1, act: select('Model') },
  { weight: 6, act: select('Layer') },
  { weight: 7, act: select('Method') },
  { weight: 1, act: slow },
  { weight: 4, act: select('CIS') },
  { weight: 2, act: select('Fit') },
  { weight: 2, act: select('Input size') },
  { weight: 2, act: select('Colours') },
  ...['m', 'e', 'x', 'u'].map((name) => ({ weight: 5, act: key(name) })),
  ...['[', ']', 'Escape'].map((name) => ({ weight: 3, act: key(name) })),
  ...['+', '-', 'r', 's', 'g', 'c', 'z', 'Z', '0', 'v', 'b', 'B'].map((name) => ({
    weight: 1,
    act: key(name),
  })),
  { weight: 5, act: point },
  {
    weight: 2,
    act: async ({ app, dice }) => {
      const down = dice(2) === 0;
      await app.page.mouse.wheel(0, down ? 200 : -200);
      return `wheel ${down ? 'down' : 'up'}`;
    },
  },
  {
    weight: 3,
    act: async (monkey) => {
      const size = pick(monkey, VIEWPORTS);
      await monkey.app.page.setViewportSize(size);
      return `window ${size.width}×${size.height}`;
    },
  },
  { weight: 2, act: click('.workbench [role=tab]') },
  // Rows of tables only: a run of its own that a panel started would hold tensors while others are counted.
  { weight: 2, act: click('.workbench [role=tabpanel] table button:enabled') },
  { weight: 1, act: exportFile },
  { weight: 2, act: cancel },
  { weight: 2, act: zoom },
  { weight: 2, act: click('[role=radiogroup][aria-label=Theme] label') },
  { weight: 1, act: dialog },
  { weight: 3, act: exportData },
  { weight: 3, act: thereAndBack },
  { weight: 1, act: reload },
];
