import type { MapData } from '../../app/state.ts';
import { colorize } from '../../core/colorize.ts';
import { type Extent, sameExtent } from '../../core/extent.ts';
import { upsample } from '../../core/upsample.ts';
import type { MapColoring } from './map-coloring.ts';

/**
 * A map as a bitmap, made again only when the map or its colouring changes. Values are interpolated, not
 * colours: `smooth` reads the map bilinearly at the network's input resolution, `cells` keeps one pixel a cell.
 */
export class MapLayer {
  private readonly canvas: HTMLCanvasElement;
  private values: { source: Float32Array; size: Extent; data: Float32Array } | null = null;
  private drawn = '';
  private source: Float32Array | null = null;

  /** @param canvas one on the page, where a map is shown without its picture. */
  constructor(canvas = document.createElement('canvas')) {
    this.canvas = canvas;
  }

  /** The coloured bitmap, opaque where there is a value to show. */
  bitmap(map: MapData, coloring: MapColoring, size: Extent, smooth: boolean): HTMLCanvasElement {
    const { colormap, sign, range } = coloring;
    const key = `${colormap.id} ${sign} ${range.low} ${range.high} ${smooth ? size.join('x') : 'cells'}`;
    if (this.drawn === key && this.source === map.data) return this.canvas;
    const width = smooth ? size[1] : map.width;
    const height = smooth ? size[0] : map.height;
    const values = smooth ? this.interpolated(map, size) : map.data;
    this.canvas.width = width;
    this.canvas.height = height;
    const image = new ImageData(colorize(values, range, sign, colormap), width, height);
    this.canvas.getContext('2d')?.putImageData(image, 0, 0);
    this.drawn = key;
    this.source = map.data;
    return this.canvas;
  }

  private interpolated(map: MapData, size: Extent): Float32Array {
    if (this.values?.source !== map.data || !sameExtent(this.values.size, size)) {
      const data = upsample(map.data, map.height, map.width, size[0], size[1]);
      this.values = { source: map.data, size, data };
    }
    return this.values.data;
  }
}
