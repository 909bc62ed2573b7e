import "vitest";

declare module "vitest" {
  /** What a test leaves for the reporter, which counts it only when the test passes. */
  interface TaskMeta {
    /** The answer that the test has proven. */
    covers?: { operationId: string; status: number | "default"; example: string };
    /** The obligations that its traffic exercised. */
    reached?: string[];
    /** The fault that it was shown. */
    mutant?: {
      kind: "spec" | "wire";
      name: string;
      /** The ids of the obligations that it breaks. */
      breaks: string[];
      /** `tsc`, or the title of the check, that noticed it. */
      killers: string[];
      /** A change that breaks no caller. */
      widening: boolean;
    };
  }
}
