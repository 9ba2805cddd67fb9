/** `3.2 of 6.9 MB`; bytes in decimal megabytes, as download sizes are usually given. */
export function megabytes(loaded: number, total: number): string {
  const shown = (bytes: number) => (bytes / 1e6).toFixed(1);
  return `${shown(loaded)} of ${shown(total)} MB`;
}
