import { localisation } from '../../core/faithfulness/localisation.ts';
import { upsample } from '../../core/upsample.ts';
import type { Region } from './regions.ts';
import type { TablePicture } from './rows.ts';
import type { Cell, TableRun } from './table-run.ts';

/** A table with what its maps have inside the regions: arithmetic, so that a box can be drawn afterwards. */
export function localise(run: TableRun, regionOf: (picture: TablePicture) => Region | null): TableRun {
  const [height, width] = run.settings.size;
  return {
    ...run,
    rows: run.rows.map((done) => {
      const region = regionOf(done.row.of);
      if (region === null) return done;
      const place = ({ map }: Cell) =>
        localisation(upsample(map.data, map.height, map.width, height, width), region.inside);
      return {
        ...done,
        region,
        area: region.inside.reduce((sum, one) => sum + one, 0) / region.inside.length,
        cells: done.cells.map((cell) => {
          const { pointing, energy } = place(cell);
          return { ...cell, numbers: { ...cell.numbers, pointing, energy } };
        }),
      };
    }),
  };
}
