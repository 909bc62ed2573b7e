import { relative, sep } from "node:path";

/** Something wrong in the API description, where a person can mend it. */
export interface Problem {
  /** Path of the source file, relative to the working directory. */
  file: string;
  /** 1-based. */
  line: number;
  message: string;
}

/** Stops generation. Its message has a line per problem: `file:line message`. */
export class SpecError extends Error {
  constructor(readonly problems: readonly Problem[]) {
    super(problems.map(({ file, line, message }) => `${file}:${line} ${message}`).join("\n"));
  }
}

/** A source file as people name it: relative to the working directory, with slashes on every platform. */
export function displayPath(absolute: string): string {
  return relative(process.cwd(), absolute).replaceAll(sep, "/");
}
