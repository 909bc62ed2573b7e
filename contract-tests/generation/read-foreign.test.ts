// Somebody else's files are read as one document, or what is wrong with them is told with its line.
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { readForeign } from "../../scripts/description/read-foreign.js";
import { displayPath, SpecError } from "../../scripts/description/spec-error.js";
import { write } from "./foreign-files.js";

const head = "openapi: 3.1.0\ninfo: { title: a, version: '1' }\n";

describe("The files of a document", () => {
  it("become one, in which two schemas of the same name differ, and data is as it was", async () => {
    const root = `${head}components:
  schemas:
    A: { $ref: 'a.yaml#/Thing' }
    B: { $ref: 'b.yaml#/Thing', example: { $ref: nowhere.yaml } }`;
    const file = write({
      "root.yaml": root,
      "a.yaml": "Thing: { type: string }",
      "b.yaml": "Thing: { type: number }",
    });
    const { components } = await readForeign(file);
    expect(Object.values(components.schemas)).toEqual(
      expect.arrayContaining([{ type: "string" }, { type: "number" }]),
    );
    expect(components.schemas["B"]!["example"]).toEqual({ "\0$ref": "nowhere.yaml" });
  });

  it.for(["3.0.4", "3.1.1"])("may be of version %s, and of nothing but paths", async (version) => {
    const { components } = await readForeign(write({ "a.yaml": `openapi: ${version}\npaths: {}` }));
    expect(components).toEqual({ schemas: {} });
  });

  it.for<[text: string, line: number, reason: string]>([
    ["a: 1\n---\nb: 2", 1, "expected a single document in the stream, but found more"],
    [`${"\n".repeat(10)}description: A: b`, 11, "bad indentation of a mapping entry"],
    ["a: &a { b: *a }", 1, "an alias leads back to what holds it, or the file is nested too deep to be read"],
  ])("are refused where one cannot be parsed: %j", async ([text, line, reason]) => {
    const file = write({ "a.yaml": text });
    await expect(readForeign(file)).rejects.toThrow(
      new SpecError([{ file: displayPath(file), line, message: `Failed to parse: ${reason}.` }]),
    );
  });

  it.for(["openapi: 3.2.0", "swagger: '2.0'"])(
    "are refused where they are of another version: %s",
    async (version) => {
      await expect(readForeign(write({ "a.yaml": `${version}\ninfo: {}\npaths: {}` }))).rejects.toThrow(
        new Error("This is no OpenAPI 3.0 or 3.1 document."),
      );
    },
  );

  it("are refused where a reference leads nowhere", async () => {
    const file = write({ "a.yaml": `${head}paths:\n  /a: { $ref: '#/nowhere' }` });
    await expect(readForeign(file)).rejects.toThrow(`${displayPath(file)}:4 Can't resolve $ref`);
  });

  it("are refused where a reference leads back to itself, in whichever file", async () => {
    const file = write({
      "root.yaml": `${head}paths:\n  /a:\n    $ref: a.yaml`,
      "a.yaml": "get:\n  $ref: 'a.yaml#/get'",
    });
    await expect(readForeign(file)).rejects.toThrow(
      new SpecError([
        { file: displayPath(join(file, "../a.yaml")), line: 1, message: "This `$ref` leads back to itself." },
      ]),
    );
  });
});
