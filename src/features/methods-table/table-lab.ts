import { createStore, type StoreApi } from 'zustand/vanilla';
import { headIn, headsOf } from '../../app/classifier/heads.ts';
import { onePairsLab } from '../../app/collection/one-pairs-lab.ts';
import { onEngine } from '../../app/engine-task.ts';
import { pixelKey } from '../../app/pixel-key.ts';
import type { Services } from '../../app/services.ts';
import type { Settings } from '../../app/state.ts';
import { pictureOf } from '../../app/store.ts';
import { soFar, Task } from '../../app/task.ts';
import { toAppError } from '../../core/app-error.ts';
import type { SourceRectangle } from '../../core/resize/fit.ts';
import { type ColumnId, columnsOf, FIRST_CHOICE, type JudgeId } from './columns.ts';
import { localise } from './localise.ts';
import { measureRows } from './measure-rows.ts';
import { boxInInput, insideBox, insideMask, nameKey, type Region, readBoxes } from './regions.ts';
import {
  episodeRows,
  pairRows,
  type RowChoice,
  stageRows,
  type TablePicture,
  type TableRow,
} from './rows.ts';
import type { TableRun } from './table-run.ts';

export interface TableChoice extends RowChoice {
  readonly methods: readonly ColumnId[];
  /** Of a classifier's maps. */
  readonly judge: JudgeId;
  readonly steps: number;
}

interface TableState {
  readonly choice: TableChoice;
  /** By what the network is given of a picture (pixel-key.ts). */
  readonly regions: ReadonlyMap<string, Region>;
  /** Boxes and masks that were loaded, by what their pictures are called. */
  readonly boxes: ReadonlyMap<string, SourceRectangle>;
  readonly masks: ReadonlyMap<string, File>;
  readonly problems: readonly string[];
}

/** The rows that a choice leads to, or in words why there are none. */
export type Rows = { readonly rows: readonly TableRow[] } | { readonly reason: string };

/** The panel without what is on screen: choices, regions, and the run, which goes on while the panel is closed. */
export class TableLab {
  readonly state: StoreApi<TableState>;
  readonly task = new Task<TableRun>();
  private readonly services: Services;

  constructor(services: Services) {
    this.services = services;
    this.state = createStore<TableState>(() => ({
      choice: { source: 'stage', pairs: 6, ways: 2, methods: FIRST_CHOICE, judge: 'class', steps: 16 },
      regions: new Map(),
      boxes: new Map(),
      masks: new Map(),
      problems: [],
    }));
  }

  change(change: Partial<TableChoice>): void {
    this.state.setState(({ choice }) => ({ choice: { ...choice, ...change } }));
  }

  /** What would be run now. */
  rows(): Rows {
    const { source, pairs, ways } = this.state.getState().choice;
    const set = onePairsLab(this.services).state.getState();
    if (source === 'stage') {
      const { images } = this.services.store.getState();
      const [a, b] = [pictureOf(images.a), pictureOf(images.b)];
      return a && b
        ? { rows: stageRows(this.services, { a, b }) }
        : { reason: 'There are no two images yet.' };
    }
    if (source === 'pairs')
      return set.pairs.length > 0
        ? { rows: pairRows(this.services, set.pairs, pairs) }
        : { reason: 'There is no pair under “A set of pairs”.' };
    try {
      return { rows: episodeRows(this.services, set.pictures, ways) };
    } catch (error) {
      return { reason: error instanceof Error ? error.message : String(error) };
    }
  }

  async start(): Promise<void> {
    const found = this.rows();
    if (!('rows' in found)) return;
    const { choice } = this.state.getState();
    const { settings } = this.services.store.getState();
    const { rows } = found;
    const run = this.task.start(
      onEngine(this.services, settings, (task) =>
        measureRows(
          {
            source: choice.source,
            rows,
            columns: columnsOf(
              choice.methods,
              settings,
              headIn(headsOf(this.services).getState(), settings.model),
              choice.judge,
            ),
            settings,
            steps: choice.steps,
          },
          task,
        ),
      ),
    );
    await this.findRegions(rows, settings);
    await run;
  }

  /** A run with the regions that are known by now. */
  localised(run: TableRun, regions: ReadonlyMap<string, Region>): TableRun {
    const { size, fit } = run.settings;
    return localise(run, ({ id }) => regions.get(pixelKey(id, size, fit)) ?? null);
  }

  /** @param box whole pixels of the network's input; null takes what was drawn away. */
  async draw(
    picture: TablePicture,
    settings: Pick<Settings, 'size' | 'fit'>,
    box: SourceRectangle | null,
  ): Promise<void> {
    const key = pixelKey(picture.id, settings.size, settings.fit);
    if (box) this.keep(key, { inside: insideBox(box, settings.size), from: 'drawn' });
    else {
      const regions = new Map(this.state.getState().regions);
      regions.delete(key);
      this.state.setState({ regions });
      await this.findRegions([{ of: picture, against: [] }], settings);
    }
  }

  /** Lists of boxes and pictures of masks, told apart by what they are. */
  async takeFiles(files: readonly File[]): Promise<void> {
    const isMask = ({ type, name }: File) => type.startsWith('image/') || /\.(png|bmp|webp)$/i.test(name);
    // CUB keeps names and boxes in two files; “images.txt” has to come first.
    const lists = files
      .filter((file) => !isMask(file))
      .sort((a, b) => Number(/box/i.test(a.name)) - Number(/box/i.test(b.name)));
    const text = (await Promise.all(lists.map((file) => file.text()))).join('\n');
    const { boxes, problems } = readBoxes(text);
    const masks = files.filter(isMask).map((file) => [nameKey(file.name), file] as const);
    this.state.setState((before) => ({
      boxes: new Map([...before.boxes, ...boxes]),
      masks: new Map([...before.masks, ...masks]),
      problems,
    }));
    const run = soFar(this.task.store.getState());
    const found = this.rows();
    const { settings } = this.services.store.getState();
    if (run)
      await this.findRegions(
        run.rows.map(({ row }) => row),
        run.settings,
      );
    else if ('rows' in found) await this.findRegions(found.rows, settings);
  }

  /** Regions of pictures that nobody drew one for: from their masks, else from the list of boxes. */
  private async findRegions(
    rows: readonly TableRow[],
    { size, fit }: Pick<Settings, 'size' | 'fit'>,
  ): Promise<void> {
    const { boxes, masks } = this.state.getState();
    const problems: string[] = [];
    for (const { of } of rows) {
      const key = pixelKey(of.id, size, fit);
      const [mask, box] = [masks.get(nameKey(of.name)), boxes.get(nameKey(of.name))];
      if (this.state.getState().regions.get(key)?.from === 'drawn') continue;
      try {
        if (mask) {
          const inside = insideMask((await this.services.decoder.pixels(mask, size, fit, of.part)).rgb);
          if (inside) this.keep(key, { inside, from: 'mask' });
          else problems.push(`The mask “${mask.name}” is dark where the network sees it.`);
        } else if (box) {
          const { x, y } = of.part ?? { x: 0, y: 0 };
          const own = { ...box, x: box.x - x, y: box.y - y };
          const seen = boxInInput(own, await of.extent(), size, fit);
          if (seen) this.keep(key, { inside: insideBox(seen, size), from: 'box list' });
          else problems.push(`The network sees nothing of the box of “${of.name}”.`);
        }
      } catch (error) {
        problems.push(`The region of “${of.name}” could not be had: ${toAppError(error).message}`);
      }
    }
    if (problems.length > 0)
      this.state.setState((before) => ({ problems: [...new Set([...before.problems, ...problems])] }));
  }

  private keep(key: string, region: Region): void {
    this.state.setState(({ regions }) => ({ regions: new Map([...regions, [key, region]]) }));
  }
}
