import { transfer } from 'comlink';
import { AppError } from '../../core/app-error.ts';
import type { NetworkFile } from '../../graph/files.ts';
import { inspect } from '../../graph/inspect.ts';
import { LIMITS } from '../../graph/limits.ts';
import { prepare } from '../../graph/prepare.ts';
import { workerHasPolicy } from '../../workers/under-policy.ts';
import type { ImportApi, ReadProgress } from './import-api.ts';

/**
 * A file's bytes, copied once.
 * @throws AppError `network-refused` where it cannot be read: moved, changed or not allowed.
 */
async function readFile(file: File, report: (bytes: number) => void): Promise<Uint8Array> {
  try {
    const bytes = new Uint8Array(file.size);
    let at = 0;
    const reader = file.stream().getReader();
    for (let part = await reader.read(); !part.done; part = await reader.read()) {
      bytes.set(part.value, at);
      at += part.value.length;
      report(part.value.length);
    }
    return bytes;
  } catch (error) {
    throw new AppError(
      'network-refused',
      String(error),
      `“${file.name}” could not be read. It may have been moved or changed since, or be too large for this device’s memory: choose it again.`,
    );
  }
}

async function sha256(bytes: Uint8Array): Promise<string | null> {
  // Plain http has no subtle; the graph's own digest is used then.
  const subtle = (globalThis.crypto as { subtle?: SubtleCrypto }).subtle;
  if (!subtle) return null;
  const digest = new Uint8Array(await subtle.digest('SHA-256', bytes as Uint8Array<ArrayBuffer>));
  return Array.from(digest, (byte) => byte.toString(16).padStart(2, '0')).join('');
}

/** Import itself; runs in its worker. */
export function importService(): ImportApi {
  let files: readonly NetworkFile[] = [];
  return {
    async open(chosen, progress, guarded) {
      if (guarded && !(await workerHasPolicy())) {
        throw AppError.saying(
          'network-refused',
          'The part that reads networks came without this page’s protection against requests to other servers, so it was not given the file. Close other pages of this address, reload, and try again.',
        );
      }
      const total = chosen.reduce((sum, { size }) => sum + size, 0);
      if (total > LIMITS.bytes) {
        throw AppError.saying(
          'network-refused',
          `The files have ${Math.round(total / 1e6)} MB; at most ${Math.round(LIMITS.bytes / 1e6)} MB can be opened. Export in float16, or choose a smaller network.`,
        );
      }
      let loaded = 0;
      let reported = 0;
      const report = (p: ReadProgress) => progress?.(p);
      const read: NetworkFile[] = [];
      for (const file of chosen) {
        const bytes = await readFile(file, (more) => {
          loaded += more;
          // A message every few megabytes is plenty.
          if (loaded - reported < 4e6 && loaded < total) return;
          reported = loaded;
          report({ loaded, total });
        });
        const digest = await sha256(bytes);
        read.push({ name: file.name, bytes, ...(digest !== null && { sha256: digest }) });
      }
      files = read;
      return inspect(files);
    },

    look: (choices) => Promise.resolve().then(() => inspect(files, choices)),

    prepare: (choices) =>
      Promise.resolve().then(() => {
        const { card, modelTopology, weightSpecs, weightData } = prepare(files, choices);
        const topology = { modelTopology, weightsManifest: [{ paths: [], weights: weightSpecs }] };
        return transfer({ card, topology, weights: weightData }, [weightData]);
      }),
  };
}
