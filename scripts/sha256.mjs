import { createHash } from 'node:crypto';

/**
 * @param {Uint8Array | string} data
 * @returns {string} lower-case hexadecimal
 */
export const sha256 = (data) => createHash('sha256').update(data).digest('hex');
