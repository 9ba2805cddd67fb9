import { expose, transfer } from 'comlink';
import { holdLifeline } from '../../workers/hold-lifeline.ts';
import type { DecodeApi } from '../api.ts';
import { decodeService } from './decode-service.ts';

/** The decoder's worker: bitmaps and bytes are handed over, not copied. */
const api: DecodeApi = {
  async open(blob, name) {
    const outcome = await decodeService.open(blob, name);
    return outcome.ok ? transfer(outcome, [outcome.value.preview]) : outcome;
  },
  async pixels(blob, size, fit) {
    const outcome = await decodeService.pixels(blob, size, fit);
    return outcome.ok ? transfer(outcome, [outcome.value.rgb.buffer as ArrayBuffer]) : outcome;
  },
};

expose(api);
holdLifeline((message) => postMessage(message));
