import { displayPath, type Problem } from "./spec-error.js";

/** What js-yaml throws. */
interface YamlError extends Error {
  reason?: string;
  /** Of what is wrong with a file as a whole, there is none. */
  mark?: { line: number };
}

/** What is wrong with a file that cannot be parsed. Redocly wraps what its parser throws. */
export function toParseProblem(path: string, error: unknown): Problem {
  const { originalError = error } = error as { originalError?: unknown };
  // Of an alias of what it stands in, no parser says that it has no end.
  const { message, reason = message, mark } = originalError as YamlError;
  return { file: displayPath(path), line: (mark?.line ?? 0) + 1, message: `Failed to parse: ${reason}.` };
}
