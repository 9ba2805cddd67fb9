import { SCOPES } from '../core/methods/scopes.ts';
import { METRICS } from '../core/metrics/index.ts';
import type { Commands } from './commands.ts';
import { EXPORTS } from './exports.ts';
import type { AppState } from './state.ts';
import { toggled } from './view/view.ts';
import { WHOLE, zoomedBy } from './view/zoom.ts';

/**
 * One thing to do from the keyboard: the shortcut, the help text and the handler come from this one table. What is
 * held, dragged or means something on an image only stands in ui/stage/gestures.ts.
 */
export interface Action {
  readonly id: string;
  /** `KeyboardEvent.key` values, any of which triggers it. */
  readonly keys: readonly string[];
  readonly label: string;
  run(commands: Commands, state: AppState): void;
  /** Id of the element that has the focus afterwards, where it is to go there. */
  readonly focus?: string;
}

export interface PanelName {
  readonly id: string;
  readonly label: string;
}

const SIGNS = ['both', 'positive', 'negative'] as const;
const CELLS = ['smooth', 'cells', 'lines'] as const;

/** The entry after this one, and after the last the first. */
function after<Id extends string>(registry: Readonly<Record<Id, unknown>>, id: Id): Id {
  const ids = Object.keys(registry) as Id[];
  return ids[(ids.indexOf(id) + 1) % ids.length]!;
}

const ACTIONS: readonly Action[] = [
  {
    id: 'metric',
    keys: ['m'],
    label: `Toggle ${Object.values(METRICS)
      .map(({ label }) => label.toLowerCase())
      .join(' / ')}`,
    run: (c, s) => c.changeSettings({ metric: after(METRICS, s.settings.metric) }),
  },
  {
    id: 'scope',
    keys: ['e'],
    label: 'Toggle final / this layer’s similarity',
    run: (c, s) => c.changeSettings({ scope: after(SCOPES, s.settings.scope) }),
  },
  {
    id: 'layer-up',
    keys: [']'],
    label: 'Next layer, towards the output',
    run: (c) => c.stepLayer(1),
  },
  {
    id: 'layer-down',
    keys: ['['],
    label: 'Previous layer, towards the input',
    run: (c) => c.stepLayer(-1),
  },
  { id: 'swap', keys: ['x'], label: 'Swap the two images', run: (c) => c.swap() },
  { id: 'undo', keys: ['u'], label: 'Undo the last change', run: (c) => c.undo() },
  { id: 'redo', keys: ['U'], label: 'Redo what was undone', run: (c) => c.redo() },
  {
    id: 'opacity-up',
    keys: ['+', '='],
    label: 'More heat map',
    run: (c, s) => c.changeDisplay({ opacity: Math.min(1, Math.round(s.display.opacity * 10 + 1) / 10) }),
  },
  {
    id: 'opacity-down',
    keys: ['-'],
    label: 'Less heat map',
    run: (c, s) => c.changeDisplay({ opacity: Math.max(0, Math.round(s.display.opacity * 10 - 1) / 10) }),
  },
  {
    id: 'range',
    keys: ['r'],
    label: 'Range: shared / per image',
    run: (c, s) => c.changeDisplay({ range: s.display.range === 'shared' ? 'image' : 'shared' }),
  },
  {
    id: 'sign',
    keys: ['s'],
    label: 'Show both signs / positive / negative',
    run: (c, s) => c.changeDisplay({ sign: SIGNS[(SIGNS.indexOf(s.display.sign) + 1) % SIGNS.length]! }),
  },
  {
    id: 'cells',
    keys: ['g'],
    label: 'Smooth / raw cells / lines',
    run: (c, s) =>
      c.changeDisplay({ interpolation: CELLS[(CELLS.indexOf(s.display.interpolation) + 1) % CELLS.length]! }),
  },
  {
    id: 'control',
    keys: ['c'],
    label: 'Show the map / its mean-activation control',
    run: (c, s) => c.changeDisplay({ showing: s.display.showing === 'map' ? 'control' : 'map' }),
  },
  {
    id: 'zoom-in',
    keys: ['z'],
    label: 'Zoom in, about the crosshair',
    run: (c, { view, probe }) => c.changeView({ zoom: zoomedBy(view.zoom, 1.5, probe ?? undefined) }),
  },
  {
    id: 'zoom-out',
    keys: ['Z'],
    label: 'Zoom out',
    run: (c, { view, probe }) => c.changeView({ zoom: zoomedBy(view.zoom, 1 / 1.5, probe ?? undefined) }),
  },
  { id: 'zoom-whole', keys: ['0'], label: 'Whole images', run: (c) => c.changeView({ zoom: WHOLE }) },
  {
    id: 'split',
    keys: ['v'],
    label: 'Split: image left, map right',
    run: (c, { view }) => c.changeView(toggled(view, 'split')),
  },
  {
    id: 'blink-image',
    keys: ['b'],
    label: 'Blink: map and image in turn',
    run: (c, { view }) => c.changeView(toggled(view, 'blink-image')),
  },
  {
    id: 'blink-control',
    keys: ['B'],
    label: 'Blink: map and control in turn',
    run: (c, { view }) => c.changeView(toggled(view, 'blink-control')),
  },
  ...Object.values(EXPORTS).map(
    ({ id, key, label }): Action => ({
      id: `export-${id}`,
      keys: [key],
      label,
      run: (c) => void c.exportResult(id),
    }),
  ),
  { id: 'link', keys: ['l'], label: 'Copy link', run: (c) => void c.copyLink() },
  { id: 'cancel', keys: ['Escape'], label: 'Cancel what is running', run: (c) => c.cancel() },
  { id: 'help', keys: ['?'], label: 'These keys', run: (c) => c.openDialog('help') },
];

/** A panel each, in the order of the tabs: digits, of which 0 is taken, then letters that nothing else has. */
const PANEL_KEYS = ['1', '2', '3', '4', '5', '6', '7', '8', '9', 't', 'k', 'n', 'y'];

/** All actions of a page with these panels. */
export const actionsWith = (panels: readonly PanelName[]): readonly Action[] => [
  ...ACTIONS,
  ...panels.slice(0, PANEL_KEYS.length).map(
    ({ id, label }, index): Action => ({
      id: `panel-${id}`,
      keys: [PANEL_KEYS[index]!],
      label: `Open “${label}”`,
      run: (c) => c.openPanel(id),
      focus: `tab-${id}`,
    }),
  ),
];
