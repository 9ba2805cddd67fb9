/** Cause and remedy, in words, for what can go wrong outside a file that somebody opens. */
const WORDS = {
  'backend-unavailable':
    'This browser cannot run the compute backend that was asked for. Remove “backend=…” from the address to use the best one there is.',
  'backend-lost':
    'The graphics device was taken away while computing (sleep, a driver reset, or too many tabs). Press “Try again”: semblance starts it anew.',
  'model-missing':
    'The model file could not be found beside this page. If you host semblance yourself, check that the folder “models” was uploaded.',
  'model-corrupt':
    'The model file arrived damaged: its checksum is not the recorded one. Press “Try again” to download it anew.',
  'model-interrupted':
    'The download of the model stopped half-way. Check the connection and press “Try again”.',
  offline:
    'There is no network and this model has not been stored on this device yet. Connect and press “Try again”.',
  'part-missing':
    'A part of semblance could not be downloaded. Check the connection and press “Try again”; if that does not help, reload the page. If you host semblance yourself, check that the folder “assets” was uploaded whole.',
  'out-of-memory':
    'The device ran out of memory. Choose a smaller input size, or close other tabs, and press “Try again”.',
  'not-finite':
    'The network produced numbers that are not finite, so there is nothing honest to show. Try another backend (for example “?backend=wasm”).',
  'worker-crashed':
    'The part that computes stopped unexpectedly. Press “Try again” to restart it; your images are kept.',
  'no-relevance': 'Relevance-CAM has no rule for an operator of this network. Choose another method.',
  'no-class-map': 'There is no map of a class here. Choose another method.',
  evicted: 'An image had to make room in memory for others. Press “Try again”.',
  cancelled: 'Cancelled.',
  internal: 'Something went wrong inside semblance. Press “Try again”; if it happens again, reload the page.',
} as const;

/** Why a file did not become an image. What helps depends on the file, so whoever throws says it. */
const FILE_CODES = [
  'empty-file',
  'not-an-image',
  'unsupported-format',
  'heic',
  'damaged',
  'no-pixels',
  'no-size',
  'too-large',
  'too-wide',
  'image-memory',
  'unreadable',
  'decoder-stopped',
  // Not an image either: a network's file.
  'network-refused',
] as const;

const FILE_WORDS = 'This image could not be opened. Drop another one.';

export type ErrorCode = keyof typeof WORDS | (typeof FILE_CODES)[number];

/**
 * The one error: a code to act on, a message fit to be shown (cause and remedy), and a detail for the curious.
 * It crosses threads whole (workers/errors-as-data.ts).
 */
export class AppError extends Error {
  override readonly name = 'AppError';
  readonly code: ErrorCode;
  readonly detail: string | undefined;

  /** @param message in place of the code's own words. */
  constructor(code: ErrorCode, detail?: string, message?: string) {
    super(message ?? (code in WORDS ? WORDS[code as keyof typeof WORDS] : FILE_WORDS));
    this.code = code;
    this.detail = detail;
  }

  /** An error that one sentence says all about. */
  static saying(code: ErrorCode, message: string): AppError {
    return new AppError(code, undefined, message);
  }

  /** Whether it is about a file that somebody opened: another file may do, and nothing has to be restarted. */
  get isOfFile(): boolean {
    return (FILE_CODES as readonly ErrorCode[]).includes(this.code);
  }
}

/** The error itself, or what browsers and TensorFlow.js throw told by its words; the message is kept as detail. */
export function toAppError(error: unknown): AppError {
  if (error instanceof AppError) return error;
  const message = error instanceof Error ? error.message : String(error);
  return new AppError(classify(message), message);
}

/** The last four: what does not fit, however much memory is free, and a smaller input would. */
const OUT_OF_MEMORY = new RegExp(
  [
    'out of memory|OOM|allocation failed|maximum memory size',
    'unable to create webgl ?texture',
    'exceeds? the max',
    'larger than the maximum',
    'greater than webgl maximum',
    'too large for the implementation',
  ].join('|'),
  'i',
);

/** What browsers and TensorFlow.js say when memory or the device is gone; there are no codes to go by. */
function classify(message: string): ErrorCode {
  if (/device (was|is) (lost|destroyed)|context.?lost|instance (was )?dropped/i.test(message))
    return 'backend-lost';
  if (OUT_OF_MEMORY.test(message)) return 'out-of-memory';
  // WebAssembly that trapped: its memory cannot be trusted any more, a fresh worker's can.
  if (/memory access out of bounds|unreachable|aborted\(/i.test(message)) return 'worker-crashed';
  return 'internal';
}
