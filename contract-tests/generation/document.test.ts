// A description is read the same way by everything that enumerates it.
import { describe, expect, it } from "vitest";
import { deref, listOperations, type OpenApiDocument } from "../../scripts/description/document.js";

describe("The operations of a document", () => {
  it("are those of every method, with their places, in the order of the paths", () => {
    const methods = ["get", "put", "post", "delete", "options", "head", "patch", "trace"];
    const item = Object.fromEntries(methods.map((method) => [method, { operationId: method }]));
    const paths = {
      "/b": { ...item, parameters: [], summary: "None" },
      "/a": { get: { operationId: "a" } },
      "x-a": item,
    };
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
