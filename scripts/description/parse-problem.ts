import { displayPath, type Problem } from "./spec-error.js";

/** What js-yaml throws. */
interface YamlError extends Error {
  reason?: string;
  /** Of what is wrong with a file as a whole, there is none. */
  mark?: { line: number };
}

/** No parser says so: it runs out of room. */
const endless = "an alias leads back to what holds it, or the file is nested too deep to be read";

/** What is wrong with a file that cannot be parsed. Redocly wraps what its parser throws. */
export function toParseProblem(path: string, error: unknown): Problem {
  const { originalError = error } = error as { originalError?: unknown };
  const {
    message,
    reason = originalError instanceof RangeError ? endless : message,
    mark,
  } = originalError as YamlError;
  return { file: displayPath(path), line: (mark?.line ?? 0) + 1, message: `Failed to parse: ${reason}.` };
}
