import { type Dims, orFree } from './dims.ts';

/** Attributes of tfjs graph nodes as their JSON holds them: text is base64, whole numbers are text. */
export interface Attr {
  readonly type?: string;
  readonly s?: string;
  readonly i?: string | number;
  readonly f?: number;
  readonly b?: boolean;
  readonly shape?: TensorShape;
  readonly tensor?: { readonly dtype?: string; readonly tensorShape?: TensorShape };
  readonly list?: {
    readonly i?: readonly (string | number)[];
    readonly s?: readonly string[];
    readonly f?: readonly number[];
  };
}

export interface TensorShape {
  readonly dim?: readonly { readonly size: string | number }[];
}

export type Attrs = Readonly<Record<string, Attr>>;

const DIGITS = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/';

/** ASCII as base64; `core` and `graph` have no DOM, hence no btoa. */
function toBase64(text: string): string {
  let out = '';
  for (let i = 0; i < text.length; i += 3) {
    const [a = 0, b = 0, c = 0] = [0, 1, 2].map((k) => text.charCodeAt(i + k) || 0);
    const bits = (a << 16) | (b << 8) | c;
    const digits = [18, 12, 6, 0].map((shift) => DIGITS[(bits >> shift) & 63]!);
    const left = text.length - i;
    out += digits.map((digit, k) => (k <= left ? digit : '=')).join('');
  }
  return out;
}

function fromBase64(text: string): string {
  let out = '';
  let bits = 0;
  let count = 0;
  for (const char of text.replace(/=+$/, '')) {
    bits = ((bits << 6) | DIGITS.indexOf(char)) & 0xffffff;
    count += 6;
    if (count >= 8) {
      count -= 8;
      out += String.fromCharCode((bits >> count) & 0xff);
    }
  }
  return out;
}

export const attr = {
  type: (type: 'DT_FLOAT' | 'DT_INT32' | 'DT_BOOL'): Attr => ({ type }),
  text: (s: string): Attr => ({ s: toBase64(s) }),
  texts: (s: readonly string[]): Attr => ({ list: { s: s.map(toBase64) } }),
  int: (i: number): Attr => ({ i: String(i) }),
  ints: (i: readonly number[]): Attr => ({ list: { i: i.map(String) } }),
  float: (f: number): Attr => ({ f }),
  bool: (b: boolean): Attr => ({ b }),
  shape: (dims: Dims): Attr => ({ shape: { dim: dims.map((d) => ({ size: String(orFree(d)) })) } }),
};

/** Reads attributes of a node, with tfjs's defaults. */
export const read = {
  text: (attrs: Attrs | undefined, name: string): string => fromBase64(attrs?.[name]?.s ?? ''),
  texts: (attrs: Attrs | undefined, name: string): string[] => (attrs?.[name]?.list?.s ?? []).map(fromBase64),
  int: (attrs: Attrs | undefined, name: string, otherwise: number): number =>
    Number(attrs?.[name]?.i ?? otherwise),
  ints: (attrs: Attrs | undefined, name: string): number[] => (attrs?.[name]?.list?.i ?? []).map(Number),
  float: (attrs: Attrs | undefined, name: string, otherwise: number): number => attrs?.[name]?.f ?? otherwise,
  bool: (attrs: Attrs | undefined, name: string): boolean => attrs?.[name]?.b ?? false,
};
