import { unzipSync } from 'fflate';
import { decodeNpy, type NpyArray } from '../src/core/npy.ts';

export interface Exported {
  readonly manifest: Record<string, unknown> & {
    readonly similarity: number;
    readonly distance: number;
    readonly layerSimilarity: number;
    readonly backend: string;
  };
  readonly arrays: Readonly<Record<string, NpyArray>>;
}

/** What stands in the zip of “Export data”. */
export function readExport(zip: Uint8Array): Exported {
  const files = unzipSync(new Uint8Array(zip));
  const arrays: Record<string, NpyArray> = {};
  for (const [name, bytes] of Object.entries(files))
    if (name.endsWith('.npy')) arrays[name.slice(0, -4)] = decodeNpy(bytes);
  const manifest = JSON.parse(new TextDecoder().decode(files['manifest.json'])) as Exported['manifest'];
  return { manifest, arrays };
}
