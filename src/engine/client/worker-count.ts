/** What a browser tells of the machine. */
export interface Machine {
  readonly hardwareConcurrency: number;
  /** GB, rounded and capped; Chromium only. */
  readonly deviceMemory?: number;
}

/** Below it a second copy of the model and of the runtime is not worth what it takes from the page. */
const ENOUGH_GB = 4;

/** Workers to compute in where the backend gains from a second one: as many as there is a core and memory for. */
export function workerCount({ hardwareConcurrency, deviceMemory = ENOUGH_GB }: Machine): 1 | 2 {
  return hardwareConcurrency >= 2 && deviceMemory >= ENOUGH_GB ? 2 : 1;
}
