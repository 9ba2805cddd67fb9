import type { DecodeFault } from './api.ts';

/** A {@link DecodeFault} on its way up the stack; `message` is the fault's, fit to be shown. */
export class DecodeError extends Error {
  override readonly name = 'DecodeError';
  readonly fault: DecodeFault;

  constructor(code: DecodeFault['code'], message: string) {
    super(message);
    this.fault = { code, message };
  }
}
