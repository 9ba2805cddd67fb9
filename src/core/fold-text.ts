/** FNV-1a, 32 bits: the same text gives the same number everywhere. For seeds and short names, not for secrets. */
export function foldText(text: string): number {
  let hash = 0x811c9dc5;
  for (let i = 0; i < text.length; i++) hash = Math.imul(hash ^ text.charCodeAt(i), 0x01000193);
  return hash >>> 0;
}
