import { expose, transfer } from 'comlink';
import { serveWorker } from '../../workers/serve-worker.ts';
import type { DecodeApi } from '../api.ts';
import { decodeService } from './decode-service.ts';

/** The decoder's worker: bitmaps and bytes are handed over, not copied. */
const api: DecodeApi = {
  async open(blob, name) {
    const opened = await decodeService.open(blob, name);
    return transfer(opened, [opened.preview]);
  },
  async pixels(blob, size, fit) {
    const input = await decodeService.pixels(blob, size, fit);
    return transfer(input, [input.rgb.buffer as ArrayBuffer]);
  },
};

serveWorker(() => expose(api));
