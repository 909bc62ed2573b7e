/** Something that an answer has, or lacks. */
export interface Finding {
  /** The description says otherwise, or it only does not know it. */
  kind: "broken" | "news";
  /** `status`, `body`, a header, or a place in the body. */
  at: string;
  says: string;
  /** Where the description speaks of it: the keys from the bundle's root. */
  pointer: string[];
}
