/** A connection that works brings something within so many milliseconds. */
const PATIENCE = 30_000;

export interface Fetched {
  /** Of HTTP. */
  readonly status: number;
  readonly ok: boolean;
  /** Empty unless `ok`. */
  readonly bytes: Uint8Array<ArrayBuffer>;
}

export interface FetchOptions {
  readonly cache?: RequestCache;
  readonly signal?: AbortSignal | undefined;
  /** Milliseconds without a byte after which the server is given up. */
  readonly patience?: number;
}

/**
 * A file of the site, whole. Browsers wait for as long as a server that took the request says nothing; here it is an
 * error, as a broken line is.
 *
 * @param report bytes that came so far.
 * @throws the signal's reason; Error where the line breaks, or nothing comes for so long.
 */
export async function fetchBytes(
  url: string | URL,
  { cache = 'default', signal, patience = PATIENCE }: FetchOptions = {},
  report: (bytes: number) => void = () => undefined,
): Promise<Fetched> {
  const stop = new AbortController();
  const giveUp = () => stop.abort(signal?.reason);
  let silence: ReturnType<typeof setTimeout> | undefined;
  const heard = () => {
    clearTimeout(silence);
    silence = setTimeout(() => stop.abort(new Error(`nothing came for ${patience / 1000} s`)), patience);
  };
  signal?.addEventListener('abort', giveUp);
  try {
    signal?.throwIfAborted();
    heard();
    const { status, ok, body } = await fetch(url, { cache, signal: stop.signal });
    const chunks: Uint8Array<ArrayBuffer>[] = [];
    let length = 0;
    const reader = ok ? body?.getReader() : undefined;
    for (let part = await reader?.read(); part && !part.done; part = await reader?.read()) {
      heard();
      chunks.push(part.value);
      length += part.value.byteLength;
      report(length);
    }
    const bytes = new Uint8Array(length);
    let at = 0;
    for (const chunk of chunks) {
      bytes.set(chunk, at);
      at += chunk.byteLength;
    }
    return { status, ok, bytes };
  } finally {
    clearTimeout(silence);
    signal?.removeEventListener('abort', giveUp);
    // What is not read any more need not come.
    stop.abort();
  }
}
