/** A photograph that ships with the page. */
export interface Sample {
  /** The value of the URL parameters `a` and `b`. */
  readonly id: string;
  /** Relative to the folder `samples/`. */
  readonly file: string;
  readonly title: string;
  /** Who made it and when, and whose scan it is. */
  readonly credit: string;
  /** The npm package it was cut or scaled from; those of one source have scene, light and maker in common. */
  readonly source: string;
  /** What it is a picture of, in a word or two: frames of one sheet are of one subject. */
  readonly subject: string;
  /** SPDX expression. */
  readonly licence: string;
  /** Of the file, in pixels. */
  readonly width: number;
  readonly height: number;
}

/** Two samples worth comparing. */
export interface SamplePair {
  readonly id: string;
  /** Sample ids. */
  readonly a: string;
  readonly b: string;
  readonly title: string;
  /** One line: what to look for. A question, not a promise of what a map shows. */
  readonly lookFor: string;
}
