import { describe, expect, it } from "vitest";
import { deref, listOperations, type OpenApiDocument } from "../../scripts/description/document.js";
import { formatPointer, getByPointer, parsePointer } from "../../scripts/description/json-pointer.js";
import { displayPath, SpecError } from "../../scripts/description/spec-error.js";

describe("A JSON pointer", () => {
  it.for([
    ["#/", [""]],
    ["#/paths/~1v1~1{id}/delete", ["paths", "/v1/{id}", "delete"]],
    ["#/a~1b/c~0d/~01", ["a/b", "c~d", "~1"]],
    ["#/~1~1/~0~0", ["//", "~~"]],
  ] as const)("is read and written: %s", ([fragment, keys]) => {
    expect(parsePointer(fragment)).toEqual(keys);
    expect(formatPointer(keys)).toBe(fragment);
  });

  it("is read when a URI spells it", () => {
    expect(parsePointer("#/a%20b/%7Eid")).toEqual(["a b", "~id"]);
  });

  it("leads to a value, or to none", () => {
    const root = { a: { b: [1, { c: null }] } };
    expect(getByPointer(root, [])).toBe(root);
    expect(getByPointer(root, ["a", "b", "1", "c"])).toBeNull();
    expect(getByPointer(root, ["a", "x", "y"])).toBeUndefined();
  });
});

describe("The operations of a document", () => {
  it("are those of every method, with their places, in the order of the paths", () => {
    const methods = ["get", "put", "post", "delete", "options", "head", "patch", "trace"];
    const item = Object.fromEntries(methods.map((method) => [method, { operationId: method }]));
    const paths = { "/b": { ...item, parameters: [], summary: "None" }, "/a": { get: { operationId: "a" } } };
    expect(listOperations({ paths } as unknown as OpenApiDocument)).toEqual([
      ...methods.map((method) => ({
        path: "/b",
        method,
        operation: { operationId: method },
        pointer: ["paths", "/b", method],
      })),
      { path: "/a", method: "get", operation: { operationId: "a" }, pointer: ["paths", "/a", "get"] },
    ]);
  });
});

describe("A reference", () => {
  const document = {
    components: { schemas: { One: { $ref: "#/components/schemas/Two" }, Two: { type: "string" } } },
  } as unknown as OpenApiDocument;

  it("stands for what it leads to, however far", () => {
    expect(deref(document, { $ref: "#/components/schemas/One" })).toEqual({ type: "string" });
  });

  it.for(["$ref", 7, null, undefined, true, { type: "string" }])("is not %j", (value) => {
    expect(deref(document, value)).toBe(value);
  });
});

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
