import { AppError } from '../core/app-error.ts';

/** What is wrong with a file; the words stand beside it. */
export type RefusalReason =
  | 'not-onnx'
  | 'truncated'
  | 'malformed'
  | 'too-large'
  | 'missing-file'
  | 'unsafe-path'
  | 'bad-tensor'
  | 'bad-weights'
  | 'unsupported-operator'
  | 'unsupported-form'
  | 'quantised'
  | 'bad-graph'
  | 'bad-shapes'
  | 'no-image-input'
  | 'no-embedding'
  | 'too-costly';

/**
 * A network that is not run, and why: an AppError, whose message is `what`, then `remedy`, the way round. Both may quote
 * the file (through `quoted`) and are shown as text only.
 */
export class Refusal extends AppError {
  readonly reason: RefusalReason;
  readonly what: string;
  readonly remedy: string;

  constructor(reason: RefusalReason, what: string, remedy: string) {
    super('network-refused', reason, `${what} ${remedy}`);
    this.reason = reason;
    this.what = what;
    this.remedy = remedy;
  }
}

const EXPORT_AGAIN = 'Export the network again, for example with torch.onnx.export(model.eval(), …).';

/** A file whose structure contradicts itself: nothing but a new export helps. */
export const broken = (reason: RefusalReason, what: string, remedy: string = EXPORT_AGAIN): Refusal =>
  new Refusal(reason, what, remedy);

/** A known operator in a form that is not run. */
export const notRun = (what: string): Refusal =>
  new Refusal(
    'unsupported-form',
    what,
    'Export the part of the network up to the embedding only, or replace that step in the model before exporting.',
  );

/** Text from a file as it may be shown: cut to 80 characters, control and bidirectional characters made visible. */
export function quoted(text: string): string {
  const cut = text.length > 80 ? `${text.slice(0, 79)}…` : text;
  return `'${cut.replace(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/gu, '\u{FFFD}')}'`;
}
