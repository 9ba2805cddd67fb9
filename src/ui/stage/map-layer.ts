import type { MapData } from '../../app/state.ts';
import { colorize } from '../../core/colorize.ts';
import { upsample } from '../../core/upsample.ts';
import type { MapColoring } from './map-coloring.ts';

/**
 * A map as a bitmap, made again only when the map or its colouring changes. Values are interpolated, not
 * colours: `smooth` reads the map bilinearly at the network's input resolution, `cells` keeps one pixel a cell.
 */
export class MapLayer {
  private readonly canvas = document.createElement('canvas');
  private values: { source: Float32Array; size: number; data: Float32Array } | null = null;
  private drawn = '';
  private source: Float32Array | null = null;

  /** The coloured bitmap, opaque where there is a value to show. */
  bitmap(map: MapData, coloring: MapColoring, size: number, smooth: boolean): HTMLCanvasElement {
    const { colormap, sign, range } = coloring;
    const key = `${colormap.id} ${sign} ${range.low} ${range.high} ${smooth ? size : 'cells'}`;
    if (this.drawn === key && this.source === map.data) return this.canvas;
    const width = smooth ? size : map.width;
    const height = smooth ? size : map.height;
    const values = smooth ? this.interpolated(map, size) : map.data;
    this.canvas.width = width;
    this.canvas.height = height;
    const image = new ImageData(colorize(values, range, sign, colormap), width, height);
    this.canvas.getContext('2d')?.putImageData(image, 0, 0);
    this.drawn = key;
    this.source = map.data;
    return this.canvas;
  }

  private interpolated(map: MapData, size: number): Float32Array {
    if (this.values?.source !== map.data || this.values.size !== size) {
      const data = upsample(map.data, map.height, map.width, size, size);
      this.values = { source: map.data, size, data };
    }
    return this.values.data;
  }
}
