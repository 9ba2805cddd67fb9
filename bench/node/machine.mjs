import { cpus, loadavg, totalmem } from 'node:os';

/** What measured, in words that name no host. */
export function machine(browserVersion) {
  const [cpu] = cpus();
  const model = cpu?.model.replace(/\s+/g, ' ').trim() || 'unknown processor';
  const memory = Math.round(totalmem() / 2 ** 30);
  return `${cpus().length} cores of ${model}, ${memory} GiB, ${process.platform} ${process.arch}, Chromium ${browserVersion}, Node ${process.versions.node}`;
}

/** Processes that want to run, averaged over the last minute: above the number of cores, numbers suffer. */
export const load = () => Number(loadavg()[0].toFixed(2));
