/** What is wrong with a file, for tests, telemetry-free logs and translations; the words stand beside it. */
export type RefusalCode =
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
 * A network that is not run, and why. `message` names the cause, `remedy` the way round. Both may quote the file
 * (through `quoted`) and are shown as text only.
 */
export class Refusal extends Error {
  readonly code: RefusalCode;
  readonly remedy: string;

  constructor(code: RefusalCode, message: string, remedy: string) {
    super(message);
    this.name = 'Refusal';
    this.code = code;
    this.remedy = remedy;
  }
}

const EXPORT_AGAIN = 'Export the network again, for example with torch.onnx.export(model.eval(), …).';

/** A file whose structure contradicts itself: nothing but a new export helps. */
export const broken = (code: RefusalCode, message: string, remedy: string = EXPORT_AGAIN): Refusal =>
  new Refusal(code, message, remedy);

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
