/** Two overlapping discs: what they share is what the page is about. */
export function Logo() {
  return (
    <svg className="logo" viewBox="0 0 44 32" aria-hidden="true">
      <circle className="logo-a" cx="16" cy="16" r="14" />
      <circle className="logo-b" cx="28" cy="16" r="14" />
      <path className="logo-both" d="M22 3.351a14 14 0 0 1 0 25.298a14 14 0 0 1 0-25.298z" />
    </svg>
  );
}
