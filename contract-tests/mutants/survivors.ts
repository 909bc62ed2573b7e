/** A mutant of the code that no test can kill: its lines before and after, with white space folded. */
export interface Survivor {
  file: string;
  mutator: string;
  from: string;
  to: string;
  reason: string;
}

export const survivors: readonly Survivor[] = [];
