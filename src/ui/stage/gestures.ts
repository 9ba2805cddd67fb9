/** One way to act on the images that is no press of a key anywhere on the page. */
export interface Gesture {
  /** As written on the keys, or what the pointer does. */
  readonly keys: readonly string[];
  readonly label: string;
  readonly where: 'anywhere' | 'on an image';
}

/**
 * What is held, dragged, or means something only where an image has the focus; for the help beside app/actions.ts.
 * hold-raw.ts, map-canvas.tsx and zoom-gestures.ts do it.
 */
export const GESTURES: readonly Gesture[] = [
  { keys: [' '], label: 'While held: the images without their maps', where: 'anywhere' },
  {
    keys: ['ArrowLeft', 'ArrowRight', 'ArrowUp', 'ArrowDown'],
    label: 'Move the crosshair by one cell',
    where: 'on an image',
  },
  { keys: ['Enter'], label: 'Pin the crosshair, or let it go', where: 'on an image' },
  {
    keys: ['Ctrl', 'wheel'],
    label: 'Zoom where the pointer is; so do a pinch and a double click',
    where: 'on an image',
  },
  { keys: ['drag'], label: 'Move the zoomed images', where: 'on an image' },
];
