import type { FirstLookReport } from './evidence/make-first-look.ts';
import type { AppState, Result } from './state.ts';

export type ExportId = 'figure' | 'report' | 'data';

/** A finished result, the way it is looked at, and the link that makes both again. */
export interface Exportable {
  readonly state: AppState;
  readonly result: Result;
  /** null where none could be had. */
  readonly firstLook: FirstLookReport | null;
  /** Absolute. */
  readonly link: string;
}

/** What only the interface can make; fetched when it is first asked for. */
export interface Drawings {
  /** A PNG. */
  figure(of: Exportable): Promise<Blob>;
  /** One HTML file with images, maps, numbers and settings, readable offline. */
  report(of: Exportable): Promise<Blob>;
}

/** One way in which a result leaves the page. */
export interface Export {
  readonly id: ExportId;
  readonly label: string;
  /** `KeyboardEvent.key`. */
  readonly key: string;
  /** Of the file, without the dot. */
  readonly extension: string;
  make(of: Exportable, drawings: Drawings): Blob | Promise<Blob>;
}

/** Every export, in the order of the buttons: button, key, help and file name come from here. */
export const EXPORTS: Readonly<Record<ExportId, Export>> = {
  figure: {
    id: 'figure',
    label: 'Export figure',
    key: 'f',
    extension: 'png',
    make: (of, drawings) => drawings.figure(of),
  },
  report: {
    id: 'report',
    label: 'Export report',
    key: 'h',
    extension: 'html',
    make: (of, drawings) => drawings.report(of),
  },
  data: {
    id: 'data',
    label: 'Export data',
    key: 'd',
    extension: 'zip',
    // What zips is fetched when it is first asked for.
    make: async ({ result, firstLook }) => {
      const { exportData } = await import('./export-data.ts');
      return new Blob([exportData(result, firstLook)], { type: 'application/zip' });
    },
  },
};
