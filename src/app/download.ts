/** Hands bytes to the person as a file. */
export function download(bytes: Blob, name: string): void {
  const link = document.createElement('a');
  link.href = URL.createObjectURL(bytes);
  link.download = name;
  link.click();
  // Some browsers read the address only after the click returned.
  setTimeout(() => URL.revokeObjectURL(link.href), 60_000);
}

/** `semblance-cosine-final-<what>`: only letters, digits and dashes, whatever the files are called. */
export function fileName(parts: readonly string[], extension: string): string {
  return `${['semblance', ...parts].join('-').replace(/[^A-Za-z0-9-]+/g, '-')}.${extension}`;
}
