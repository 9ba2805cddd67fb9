import type { Levels } from '../api.ts';
import type { PngLayout } from './png-layout.ts';

/** The smallest and the largest value of 16-bit samples, kept up row by row. Opacity is no value. */
export class LevelMeter {
  private from = 65535;
  private to = 0;
  private readonly channels: number;
  private readonly colours: number;

  constructor({ channels, colour }: Pick<PngLayout, 'channels' | 'colour'>) {
    this.channels = channels;
    this.colours = colour === 4 || colour === 6 ? channels - 1 : channels;
  }

  /** @param packed one row, two bytes a sample, most significant first. */
  add(packed: Uint8Array): void {
    for (let at = 0; at < packed.length; at += this.channels * 2)
      for (let c = 0; c < this.colours; c++) {
        const value = packed[at + c * 2]! * 256 + packed[at + c * 2 + 1]!;
        if (value < this.from) this.from = value;
        if (value > this.to) this.to = value;
      }
  }

  get levels(): Levels {
    return { from: Math.min(this.from, this.to), to: this.to };
  }
}
