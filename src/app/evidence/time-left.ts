/** Milliseconds in words, coarse enough not to flicker. */
export function timeLeft(left: number | null): string {
  if (left === null) return 'estimating the time left';
  const seconds = left / 1000;
  if (seconds < 4) return 'a few seconds left';
  if (seconds < 55) return `about ${Math.ceil(seconds / 5) * 5} seconds left`;
  const minutes = Math.round(seconds / 60);
  return minutes <= 1 ? 'about a minute left' : `about ${minutes} minutes left`;
}

/** What work that has not begun will take: to a figure or two, since more is not known. */
export function aboutTime(milliseconds: number): string {
  const seconds = milliseconds / 1000;
  if (seconds < 1) return 'less than a second';
  if (seconds < 2.75) return `about ${Math.round(seconds * 2) / 2} s`;
  if (seconds < 9.5) return `about ${Math.round(seconds)} s`;
  if (seconds < 57.5) return `about ${Math.round(seconds / 5) * 5} s`;
  const minutes = seconds / 60;
  if (minutes < 9.75) return `about ${Math.round(minutes * 2) / 2} min`;
  if (minutes < 89.5) return `about ${Math.round(minutes)} min`;
  return `about ${Math.round(minutes / 6) / 10} h`;
}
