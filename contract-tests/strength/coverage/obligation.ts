import type { Denial } from "../proof/denial.js";

/** One thing that the suite has to exercise. */
export interface Obligation {
  id: string;
  criterion: string;
  /** The operations whose description asks for it: several, where it is about a schema that they share. */
  operationIds: readonly string[];
  /** Another description, in which it is not so: whoever has asserted it has to notice. The compiler proves the others. */
  deny?: () => Denial;
  /** What an exchange has to show for it, in the checks of one kind alone, which its criterion names. */
  repeats?: string;
  /** Why nothing can ever reach it. */
  waiver?: string;
}

/** The name of an obligation. Its subject is an operation or the component of a schema. */
export const idOf = (subject: string, criterion: string, detail: string): string =>
  `${subject}: ${criterion}: ${detail}`;
