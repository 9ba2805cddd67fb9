/** One option of a select or of a segmented radio group. */
export interface Choice<Id extends string = string> {
  readonly id: Id;
  readonly label: string;
  /** Why it cannot be chosen now; shown to the user. */
  readonly unavailable?: string | null;
}
