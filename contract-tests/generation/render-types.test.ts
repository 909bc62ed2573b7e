// The rendered types keep what is known of a value, and no more.
import { describe, expect, it } from "vitest";
import type { OpenApiDocument } from "../../scripts/description/document.js";
import { renderTypes } from "../../scripts/render/render-types.js";

describe("The rendered types", () => {
  const string = { type: "string" };
  const known = { type: "string", enum: ["a", "b"] };
  const nullable = { type: ["string", "null"] };

  it.for<[what: string, schema: object, type: string]>([
    ["a string", string, "string"],
    ["known values", known, '"a" | "b"'],
    ["known values or any string", { anyOf: [known, string] }, '"a" | "b" | (string & {})'],
    ["known values, any string or null", { anyOf: [known, nullable] }, '"a" | "b" | (string & {}) | null'],
    ["a list of them", { type: "array", items: { anyOf: [known, string] } }, '("a" | "b" | (string & {}))[]'],
    ["a number or a string", { anyOf: [{ type: "number" }, string] }, "number | string"],
    [
      "a reference or a string",
      { anyOf: [{ $ref: "#/components/schemas/B" }, string] },
      'components["schemas"]["B"] | string',
    ],
    ["numbers or a string", { anyOf: [{ enum: [1, 2] }, string] }, "(1 | 2) | string"],
  ])("of %s keep what is known", async ([, schema, type]) => {
    const schemas = { A: schema, B: {} };
    const text = await renderTypes({
      openapi: "3.1.1",
      info: { title: "", version: "" },
      paths: {},
      components: { schemas },
    } as unknown as OpenApiDocument);
    expect(/^ {8}A: (.*);$/m.exec(text)?.[1]).toBe(type);
  });
});
