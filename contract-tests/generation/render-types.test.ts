// The rendered types keep what is known of a value, and no more.
import type ts from "typescript";
import { describe, expect, it } from "vitest";
import type { OpenApiDocument } from "../../scripts/description/document.js";
import { nameRecursive } from "../../scripts/render/name-recursive.js";
import { renderTypes } from "../../scripts/render/render-types.js";

describe("The rendered types", () => {
  const string = { type: "string" };
  const known = { type: "string", enum: ["a", "b"] };
  const number = { type: "number" };
  const nullable = { type: ["string", "null"] };
  const object = { type: "object", properties: { a: string } };
  const strings = { type: "object", patternProperties: { "^a": string } };
  const title = { title: "A" };
  const any = { type: "object", description: "Whatever." };
  const b = { $ref: "#/components/schemas/B" };
  const typeOfB = 'components["schemas"]["B"]';

  it.for<[what: string, schema: object, type: string]>([
    ["a string", string, "string"],
    ["known values", known, '"a" | "b"'],
    ["known values or any string", { anyOf: [known, string] }, '"a" | "b" | (string & {})'],
    ["known values, any string or null", { anyOf: [known, nullable] }, '"a" | "b" | (string & {}) | null'],
    ["a list of them", { type: "array", items: { anyOf: [known, string] } }, '("a" | "b" | (string & {}))[]'],
    ["a number or a string", { anyOf: [number, string] }, "number | string"],
    ["a reference or a string", { anyOf: [b, string] }, `${typeOfB} | string`],
    ["numbers or a string", { anyOf: [{ enum: [1, 2] }, string] }, "(1 | 2) | string"],
    ["known values beside a reference", { ...b, enum: ["a", "b"] }, '"a" | "b"'],
    ["one value beside a reference", { ...b, const: "a" }, '"a"'],
    ["any object beside a reference", { ...b, ...any }, typeOfB],
    ["an object beside a reference", { ...b, ...object }, `{ a?: string; } & ${typeOfB}`],
    ["a string with a part", { ...string, allOf: [b] }, `string & ${typeOfB}`],
    ["a string or null with a part", { ...nullable, allOf: [b] }, `(string | null) & ${typeOfB}`],
    ["one of these and of those", { anyOf: [string, b], oneOf: [b] }, `(string | ${typeOfB}) & ${typeOfB}`],
    ["any object of two parts", { allOf: [any, any] }, "{ [key: string]: unknown; }"],
    ["nothing as the only part", { description: "None.", allOf: [false] }, "never"],
    ["nothing beside a reference", { ...b, ...any, not: {} }, "never"],
    ["nothing by a word", { not: true }, "never"],
    ["nothing among parts", { allOf: [{ ...any, not: {} }, b] }, `never & ${typeOfB}`],
    ["anything but some strings", { ...string, not: { maxLength: 3 } }, "string"],
    ["what is left empty", { ...string, not: null, allOf: [null] }, "string"],
    ["a string that the API says more of", { ...string, "x-typescript": "never" }, "string"],
    ["an unknown type", { type: ["any"] }, "unknown"],
    ["an object of nothing", { ...any, additionalProperties: false }, "Record<string, never>"],
    ["an object of strings", strings, "{ [key: string]: string; }"],
    [
      "an object that has more",
      { ...object, additionalProperties: any },
      "{ a?: string; } & { [key: string]: { [key: string]: unknown; } | string; }",
    ],
    [
      "an object that has anything more",
      { ...object, additionalProperties: title },
      "{ a?: string; } & { [key: string]: unknown; }",
    ],
    ["a string that has items", { ...string, items: string }, "string"],
    ["an object that has items", { properties: { a: string }, items: string }, "{ a?: string; }"],
    ["a pair", { prefixItems: [string, number] }, "[ string, number ]"],
    [
      "a list that ends",
      { type: "array", prefixItems: [string, number], items: false },
      "[ string, number ]",
    ],
    ["null alone", { const: null }, "null"],
    ["known values or null", { type: ["string", "null"], enum: ["a"] }, '"a" | null'],
    ["anything or null beside a reference", { ...b, type: ["object", "null"] }, typeOfB],
    ["strings beside a reference", { ...b, ...strings }, `{ [key: string]: string; } & ${typeOfB}`],
    ["what it requires", { ...object, required: ["a", "b"] }, "{ a: string; b: {} | null; }"],
    [
      "what is described at a property",
      {
        properties: {
          a: { ...b, ...title },
          b: { allOf: [b], ...title },
          c: { allOf: [b, b], ...title },
          d: { allOf: [string], ...title },
          e: { prefixItems: [string], items: number, ...title },
        },
      },
      `{ /** A */ a?: ${typeOfB}; /** A */ b?: ${typeOfB}; /** A */ c?: ${typeOfB} & ${typeOfB}; /** A */ d?: string; /** A */ e?: (string | number)[]; }`,
    ],
    ["a list that goes on", { prefixItems: [string], items: number }, "(string | number)[]"],
    [
      "a string that has properties",
      { ...nullable, properties: { a: string }, required: ["b"] },
      "string | null",
    ],
    ["a constant that has properties", { ...object, const: "a" }, '"a"'],
    ["known values of an object", { ...any, enum: ["a", { a: 1 }] }, '"a" | { a: 1; }'],
    ["known values that have properties", { ...object, ...known }, '"a" | "b"'],
  ])("of %s keep what is known", async ([, schema, type]) => {
    const schemas = { A: schema, B: {} };
    const text = renderTypes({
      openapi: "3.1.1",
      info: { title: "", version: "" },
      paths: {},
      components: { schemas },
    } as unknown as OpenApiDocument);
    expect(/^ {8}A: ([^]*?);\n {8}B: /m.exec(text)?.[1]!.replaceAll(/\s+/g, " ")).toBe(type);
  });

  it("give a schema that holds itself a name of its own, and nothing else that is called so", async () => {
    const tree = { $ref: "#/components/schemas/Tree" };
    const parameter = { $ref: "#/components/parameters/Tree" };
    const text = renderTypes({
      openapi: "3.1.1",
      info: { title: "", version: "" },
      paths: { "/a": { get: { parameters: [parameter], responses: { 200: { description: "" } } } } },
      components: {
        parameters: { Tree: { name: "Tree", in: "query", schema: string } },
        schemas: {
          Tree: { type: "array", items: tree },
          Holder: { properties: { schemas: { properties: { Tree: tree } } } },
          Inner: { $ref: "#/components/schemas/Holder/properties/schemas/properties/Tree" },
        },
      },
    } as unknown as OpenApiDocument);
    const short = text.replaceAll(/\s+/g, " ");
    expect(short).toContain(
      `schemas: { Tree: Schema_Tree; Holder: { schemas?: { Tree?: Schema_Tree; }; }; Inner: components["schemas"]["Holder"]["schemas"]["Tree"]; };`,
    );
    expect(short).toContain("parameters: { Tree: string; };");
    expect(short).toContain('query?: { Tree?: components["parameters"]["Tree"]; };');
    expect(short).toMatch(/ type Schema_Tree = Schema_Tree\[\]; $/);
  });

  it("are as they were given where no schema holds itself", () => {
    const nodes: ts.Node[] = [];
    expect(nameRecursive({ components: { schemas: { A: string } } } as never, nodes)).toBe(nodes);
  });
});
