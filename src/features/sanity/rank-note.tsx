/** What ρ and “sizes” are, and that the limits between verdicts are no laws. @param limits e.g. `0.4 and 0.7`. */
export function RankNote({ limits, more = '' }: { readonly limits: string; readonly more?: string }) {
  return (
    <p className="quiet">
      ρ is Spearman’s rank correlation with the map as it is: 1 the same order of places, 0 none in common, −1
      the reverse. “Sizes”: the same of the magnitudes, which a mere change of sign leaves at 1. That {limits}{' '}
      part the verdicts is a convention.{more}
    </p>
  );
}
