/**
 * A file's name as it may be written beside other words: control characters, line breaks among them, become
 * spaces, and those that turn the direction of what follows (`photo\u202egnp.exe` reads photoexe.png) are left out.
 */
export function plainName(name: string): string {
  return name.replace(/\p{Cc}/gu, ' ').replace(/\p{Bidi_Control}/gu, '');
}
