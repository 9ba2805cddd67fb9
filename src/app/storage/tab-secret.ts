import * as v from 'valibot';

/** What this tab alone knows, as long as it lives: sessionStorage survives a reload, and goes with the tab. */
export interface TabSecret {
  /** Which rows are this tab's. Tells nothing. */
  readonly id: string;
  readonly seal: Uint8Array<ArrayBuffer>;
  readonly hash: Uint8Array<ArrayBuffer>;
}

const hex = v.pipe(v.string(), v.regex(/^[0-9a-f]{64}$/), v.transform(toBytes));
const Stored = v.object({ id: v.pipe(v.string(), v.regex(/^[0-9a-f]{32}$/)), seal: hex, hash: hex });

/**
 * The secret of this tab, made where there is none. A tab that was duplicated begins with its twin's.
 *
 * @throws where there is no sessionStorage.
 */
export function tabSecret(name: string, session: Pick<globalThis.Storage, 'getItem' | 'setItem'>): TabSecret {
  const stored = parse(session.getItem(name));
  if (stored) return stored;
  const random = (bytes: number) => toHex(crypto.getRandomValues(new Uint8Array(bytes)));
  const made = JSON.stringify({ id: random(16), seal: random(32), hash: random(32) });
  session.setItem(name, made);
  return v.parse(Stored, JSON.parse(made));
}

function parse(text: string | null): TabSecret | null {
  try {
    const parsed = v.safeParse(Stored, JSON.parse(text ?? 'null'));
    return parsed.success ? parsed.output : null;
  } catch {
    return null;
  }
}

function toHex(bytes: Uint8Array): string {
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');
}

function toBytes(text: string): Uint8Array<ArrayBuffer> {
  return Uint8Array.from(text.match(/../g) ?? [], (byte) => Number.parseInt(byte, 16));
}
