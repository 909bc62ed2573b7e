import type { MutantResult } from "./model.js";

/** The last request that a test sent, as the recorder saw it: what its `curl` is made from if the test fails. */
export interface Exchange {
  method: string;
  url: string;
  /** With names in lower case. Credentials are replaced before anything is shown. */
  headers: Record<string, string>;
  operationId?: string;
  /** Of the answer, once there is one. */
  status?: number;
  /** What the mock objects to in the request and in its own answer; empty once it has said that nothing is wrong. */
  violations?: { location: string[]; message: string }[];
}

declare module "vitest" {
  interface TaskMeta {
    /** Set as the last statement of a test that proved this answer of this operation. */
    covers?: { operationId: string; status: number | "default"; example: string };
    /** The ids of the obligations that the traffic of this test exercised. They count once it has passed. */
    reached?: string[];
    /** What became of the mutant that this test is about. */
    mutant?: MutantResult;
    exchange?: Exchange;
  }
}
