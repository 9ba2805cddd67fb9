import { attr } from './attr.ts';
import type { Editor } from './editor.ts';
import type { Geometry } from './geometry.ts';

/**
 * Takes the patch tokens out of a value `[n, T, K]` and puts them back, so that they lie on the path as a feature map
 * `[n, h, w, K]`. A class token and registers go past it.
 *
 * @returns the node of the map
 */
export function layOutTokens(editor: Editor, tokens: string, { cells: [h, w], extra }: Geometry): string {
  const [n, all, channels] = editor.shape(tokens) as [number, number, number];
  const count = h * w;
  const added = new Set<string>();
  const add = (name: string): string => {
    added.add(name);
    return name;
  };
  const part = (from: number, length: number): string => {
    if (length === all) return tokens;
    const names = [tokens, editor.ints([0, from, 0]), editor.ints([-1, length, -1])];
    return add(editor.add('Slice', names, [n, length, channels]));
  };
  const map = add(editor.reshape(part(extra, count), [n, h, w, channels]));
  const back = add(editor.reshape(map, [n, count, channels]));
  const rest = all - extra - count;
  const parts = [
    ...(extra > 0 ? [part(0, extra)] : []),
    back,
    ...(rest > 0 ? [part(extra + count, rest)] : []),
  ];
  const joined =
    parts.length === 1
      ? back
      : add(
          editor.add('ConcatV2', [...parts, editor.ints([1], [])], [n, all, channels], {
            N: attr.int(parts.length),
            Tidx: attr.type('DT_INT32'),
          }),
        );
  editor.redirect(tokens, joined, added);
  return map;
}
