/** What became of a mutant: a world in which one thing was spoiled on purpose. */
export interface MutantOutcome {
  kind: "spec" | "wire";
  name: string;
  /** `tsc`, or the title of the check, that noticed it. Empty for one that survived. */
  killers: string[];
  /** A change that breaks no caller. */
  widening: boolean;
}

/** A request of a test and what came of it, with the credentials that it carried. */
export interface LastExchange {
  method: string;
  url: string;
  /** With names in lower case. */
  headers: Record<string, string>;
  /** The body, if it had one. */
  text?: string;
  /** The operation whose path and method the request has. */
  operationId?: string;
  /** Who was asked: Prism, or a stub, which may break the description on purpose. */
  server: "mock" | "stub";
  /** The suite spoiled the request behind the client's back. */
  spoiled: boolean;
  /** Undefined when no answer came. */
  status?: number;
  /** The answer is one of the description's examples. */
  example: boolean;
  violations: { in: "request" | "response"; by: "Prism" | "Ajv"; at: string; says: string }[];
}

declare module "vitest" {
  /** What a test leaves for the report. Coverage counts only when the test passes. */
  interface TaskMeta {
    /** The obligations that its traffic exercised. */
    reached?: string[];
    /** Those that it proved: it asserted something that no longer holds of a description without them. */
    proven?: string[];
    /** Those that it would have noticed the loss of, although it did not exercise them. */
    astray?: string[];
    /** The mutant that it tried. */
    mutant?: MutantOutcome;
    /** Its last exchange in the real world: evidence, should it fail. */
    exchange?: LastExchange;
    /** Where the description speaks of what it looked at last, if it said so. */
    pointer?: string[];
    /** The client refused a call. */
    refused?: boolean;
  }
}
