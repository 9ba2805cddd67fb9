import { type TransferHandler, transferHandlers } from 'comlink';
import { AppError, type ErrorCode, toAppError } from '../core/app-error.ts';

type Sent = readonly [code: ErrorCode, detail: string | undefined, message: string];

/** What Comlink wraps a rejection in. */
interface Thrown {
  readonly value: unknown;
}

const comlinks = transferHandlers.get('throw') as TransferHandler<Thrown, unknown>;

/**
 * Whatever a call across threads throws arrives as an {@link AppError}: Comlink by itself keeps name, message and
 * stack. Both sides import this.
 */
const asData: TransferHandler<Thrown, Sent> = {
  canHandle: (value): value is Thrown => comlinks.canHandle(value),
  serialize({ value }) {
    const { code, detail, message } = toAppError(value);
    return [[code, detail, message], []];
  },
  deserialize([code, detail, message]) {
    throw new AppError(code, detail, message);
  },
};

transferHandlers.set('throw', asData);
