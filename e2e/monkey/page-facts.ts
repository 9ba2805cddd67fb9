import type { Page } from '@playwright/test';

/** What the page says about itself, read at one moment. */
export interface PageFacts {
  readonly job: string;
  /** Of the explanation on screen; starts over when the page is loaded again. */
  readonly result: string;
  readonly backend: string;
  readonly tensors: number;
  readonly similarity: string;
  readonly distance: string;
  /** `cosine similarity`, `euclidean similarity`. */
  readonly scoreLabel: string;
  /** The score is marked as that of an earlier choice. */
  readonly previous: boolean;
  /** The result line: what it explains, at which layer, by which method. */
  readonly line: Readonly<Record<'Explains' | 'Score' | 'At' | 'Map', string>>;
  /** Names on the card “How it is computed”. */
  readonly card: readonly string[];
  /** The text alternatives of the two canvases. */
  readonly words: readonly string[];
  /** Values of the selects and radio groups, by their names. */
  readonly controls: Readonly<Record<string, string>>;
  /** The file names under the two images. */
  readonly pictures: readonly string[];
  /** Messages of alerts outside the image slots. */
  readonly alerts: readonly string[];
  /** Of the two canvases: width, height, and whether a drawing stands on each. */
  readonly painted: readonly boolean[];
  /** How the map is compared on the stage: `off`, `split`, `blink-image`, `blink-control`. */
  readonly compare: string;
  readonly search: string;
}

/** One reading, so that nothing changes between its parts; two frames late, so that the canvases have followed. */
export function readFacts(page: Page): Promise<PageFacts> {
  return page.evaluate(async () => {
    for (let frame = 0; frame < 2; frame++) await new Promise((next) => requestAnimationFrame(next));
    const text = (selector: string) => document.querySelector(selector)?.textContent ?? '';
    const texts = (selector: string) => [...document.querySelectorAll(selector)].map((e) => e.textContent);
    const line = (name: string) =>
      [...document.querySelectorAll('.facts-line dt')].find((dt) => dt.textContent === name)
        ?.nextElementSibling?.textContent ?? '';
    const controls: Record<string, string> = {};
    for (const select of document.querySelectorAll<HTMLSelectElement>('.controls select'))
      controls[select.labels[0]!.textContent] = select.value;
    for (const group of document.querySelectorAll('.controls [role=radiogroup]')) {
      const name = document.getElementById(group.getAttribute('aria-labelledby')!)!.textContent;
      controls[name] = group.querySelector<HTMLInputElement>('input:checked')?.value ?? '';
    }
    const canvases = [...document.querySelectorAll<HTMLCanvasElement>('canvas[aria-label^="Map of image"]')];
    const painted = canvases.map((canvas) => {
      const { width, height } = canvas;
      const { data } = canvas.getContext('2d')!.getImageData(0, 0, width, height);
      return width * height > 1000 && new Uint32Array(data.buffer).some((pixel) => pixel !== 0);
    });
    const { job = '', result = '', backend = '', tensors = '' } = document.querySelector('main')!.dataset;
    return {
      job,
      result,
      backend,
      tensors: Number(tensors),
      similarity: text('output[aria-label=Similarity]'),
      distance: text('output[aria-label=Distance]'),
      // A text that has siblings stands in an element of its own; the space behind it keeps the words apart.
      scoreLabel: text('.score-label > x-text').trim(),
      previous: document.querySelector('.badge.previous') !== null,
      // Of a method that looks at one image only, the score stands beside the map and is not what it explains.
      line: { Explains: line('Explains'), Score: line('Score'), At: line('At'), Map: line('Map') },
      card: texts('.definition > dt'),
      words: canvases.map(
        (canvas) => document.getElementById(canvas.getAttribute('aria-describedby')!)!.textContent,
      ),
      controls,
      pictures: texts('.file-name'),
      alerts: texts('.job-row [role=alert]'),
      painted,
      compare: document.querySelector<HTMLInputElement>('.compare-tools input:checked')?.value ?? '',
      search: location.search,
    };
  });
}
