// Each problem in the description is a line that names its file as people do.
import { pathToFileURL } from "node:url";
import { describe, expect, it } from "vitest";
import { blameFile } from "../../scripts/description/blame-file.js";
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

  it.for([
    ["a file beside it", "plug%20in.js:12:3", "rules/plug in.js", 12],
    ["a file that was loaded again", "plugin.js?a=1:2:3", "rules/plugin.js", 2],
    ["a file in a folder below", "node_modules/tool.js:2:3", "rules/redocly.yaml", 1],
  ] as const)(
    "is of the file that a tool was run on, or of one beside it in the stack: %s",
    async ([, at, file, line]) => {
      const error = new Error("One\nTwo");
      error.stack = `Error: One\n    at run (${pathToFileURL("rules/").href}${at})\n    at file:///tool.js:7:8`;
      await expect(blameFile("rules/redocly.yaml", () => Promise.reject(error))).rejects.toEqual(
        new SpecError([{ file, line, message: "One" }]),
      );
    },
  );
});
