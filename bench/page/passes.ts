import type { ModelId } from '../../src/core/models/model.ts';
import type { BackendId } from '../../src/engine/api.ts';
import { Session } from './session.ts';

/** Opens what `bench/run.mjs` measures; it calls this through the browser. */
const open = (site: string, model: ModelId, size: number, backend: BackendId) =>
  new Session(site, model, size, backend);

Object.assign(window, { openSession: open });
