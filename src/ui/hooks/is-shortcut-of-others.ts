/**
 * Whether a key press with Ctrl, Alt or Meta belongs to the browser or the system. On many layouts the brackets are
 * typed with AltGr, which Windows reports as Ctrl and Alt together, or with Option on a Mac: those type a character.
 */
export function isShortcutOfOthers(
  event: Pick<KeyboardEvent, 'ctrlKey' | 'altKey' | 'metaKey' | 'getModifierState'>,
  mac = /^Mac/.test(navigator.platform),
): boolean {
  if (event.getModifierState('AltGraph')) return false;
  return event.ctrlKey || event.metaKey || (event.altKey && !mac);
}
