/** Milliseconds in words, coarse enough not to flicker. */
export function timeLeft(left: number | null): string {
  if (left === null) return 'estimating the time left';
  const seconds = left / 1000;
  if (seconds < 4) return 'a few seconds left';
  if (seconds < 55) return `about ${Math.ceil(seconds / 5) * 5} seconds left`;
  const minutes = Math.round(seconds / 60);
  return minutes <= 1 ? 'about a minute left' : `about ${minutes} minutes left`;
}
