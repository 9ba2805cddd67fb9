import { expose, transfer } from 'comlink';
import { serveWorker } from '../../workers/serve-worker.ts';
import type { Decoder } from '../api.ts';
import { decodeService } from './decode-service.ts';

/** The decoder's worker: bitmaps and bytes are handed over, not copied. */
const api: Decoder = {
  async open(...of) {
    const opened = await decodeService.open(...of);
    return transfer(opened, [opened.preview]);
  },
  async pixels(...of) {
    const input = await decodeService.pixels(...of);
    return transfer(input, [input.rgb.buffer as ArrayBuffer]);
  },
};

serveWorker(() => expose(api));
