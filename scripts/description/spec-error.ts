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
    super(problems.map(describeProblem).join("\n"));
  }
}

/** Stops generation for what a client would get wrong. Its message has a line for each kind, and one for each place. */
export class InexpressibleError extends Error {}

export function describeProblem({ file, line, message }: Problem): string {
  return `${file}:${line} ${message}`;
}

/** A source file as people name it: relative to the working directory, with slashes on every platform. */
export function displayPath(absolute: string): string {
  return relative(process.cwd(), absolute).replaceAll(sep, "/");
}
