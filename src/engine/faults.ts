import type { ErrorCode, Fault } from './api.ts';

const MARK = 'semblance-fault:';

/** An `Error` that carries a {@link Fault} through Comlink, which keeps only name, message and stack. */
export function faultError(fault: Fault): Error {
  const error = new Error(MARK + JSON.stringify(fault));
  error.name = 'Fault';
  return error;
}

/** The fault of an error thrown by {@link faultError}; anything else becomes `internal` with its message as detail. */
export function toFault(error: unknown): Fault {
  const message = error instanceof Error ? error.message : String(error);
  const at = message.indexOf(MARK);
  if (at >= 0) return JSON.parse(message.slice(at + MARK.length)) as Fault;
  const code = classify(message);
  return { code, message: WORDS[code], detail: message };
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

/** Cause and remedy, in words, for every code. */
export const WORDS: Readonly<Record<ErrorCode, string>> = {
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
  evicted: 'An image had to make room in memory for others. Press “Try again”.',
  cancelled: 'Cancelled.',
  internal: 'Something went wrong inside semblance. Press “Try again”; if it happens again, reload the page.',
};

/** A fault with its standard words. */
export function fault(code: ErrorCode, detail?: string): Fault {
  return detail === undefined ? { code, message: WORDS[code] } : { code, message: WORDS[code], detail };
}
