// Each problem in the description is a line that names its file as people do.
import { describe, expect, it } from "vitest";
import { displayPath, SpecError } from "../../scripts/description/spec-error.js";

describe("A SpecError", () => {
  it("has a line for each problem", () => {
    const problems = [
      { file: "a.yaml", line: 1, message: "One" },
      { file: "b.yaml", line: 22, message: "Two" },
    ];
    const error = new SpecError(problems);
    expect(error.message).toBe("a.yaml:1 One\nb.yaml:22 Two");
    expect(error.problems).toBe(problems);
  });

  it("names files as they stand in the working directory", () => {
    expect(displayPath(`${process.cwd()}/openapi/paths/member.yaml`)).toBe("openapi/paths/member.yaml");
  });
});
