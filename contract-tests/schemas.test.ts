import { describe, expect, it } from "vitest";
import { compileSchemas, SchemaError } from "../scripts/schemas.js";
import type { OpenApiDocument } from "../scripts/document.js";

describe("compileSchemas", () => {
  /** A document with these schemas and nothing else. */
  function documentOf(schemas: object, more: object = {}): OpenApiDocument {
    return { openapi: "3.1.1", components: { schemas, ...more } } as never;
  }

  function refusal(schemas: object): SchemaError {
    try {
      compileSchemas(documentOf(schemas));
    } catch (error) {
      if (error instanceof SchemaError) return error;
      throw error;
    }
    return expect.fail("It compiles");
  }

  it("compiles what is registered, and whatever stands under the key schema outside of examples", () => {
    const schema = { type: "string" };
    const more = {
      parameters: { "a/b": { name: "a", schema, example: { schema: 1 }, examples: { one: { schema: 2 } } } },
      responses: { Gone: { headers: [{ schema }], content: { "text/plain": { schema } }, none: null } },
    };
    expect([
      ...compileSchemas(documentOf({ Schema: { type: "object", properties: { schema } } }, more)).keys(),
    ]).toEqual([
      "#/components/schemas/Schema",
      "#/components/parameters/a~1b/schema",
      "#/components/responses/Gone/headers/0/schema",
      "#/components/responses/Gone/content/text~1plain/schema",
    ]);
  });

  it("names everything that is wrong with a value, its date-times included", () => {
    const properties = { at: { type: "string", format: "date-time" }, name: { type: ["string", "null"] } };
    const validate = compileSchemas(documentOf({ A: { type: "object", properties } })).get(
      "#/components/schemas/A",
    )!;
    expect(validate({ at: "2026-03-01T12:00:00Z", name: null })).toBe(true);
    expect(validate({ at: "yesterday", name: 7 })).toBe(false);
    expect(validate.errors!.map(({ instancePath }) => instancePath)).toEqual(["/at", "/name"]);
  });

  it.for<[what: string, schemas: object, pointer: string[], message: string]>([
    [
      "a keyword that nobody knows",
      { A: { type: "string", maxLenght: 3 } },
      ["components", "schemas", "A"],
      'strict mode: unknown keyword: "maxLenght"',
    ],
    [
      "a keyword of another type, deep in a schema",
      { A: { type: "object", properties: { "c/d": { type: "string", minItems: 1 } } } },
      ["components", "schemas", "A", "properties", "c/d"],
      'strict mode: missing type "array" for keyword "minItems"',
    ],
    [
      "a value that its keyword does not take",
      { A: { type: "string", minLength: "3" } },
      ["components", "schemas", "A"],
      'minLength value must be ["number"]',
    ],
    [
      "a format that Ajv was not taught",
      { A: { type: "string", format: "email" } },
      ["components", "schemas", "A"],
      'unknown format "email" ignored',
    ],
    [
      "a reference to nowhere",
      { A: { $ref: "#/components/schemas/Nowhere" } },
      ["components", "schemas", "A"],
      "can't resolve reference #/components/schemas/Nowhere from id openapi.json",
    ],
  ])("refuses %s, and says where", ([, schemas, pointer, message]) => {
    const error = refusal(schemas);
    expect(error.pointer).toEqual(pointer);
    expect(error.message).toBe(message);
  });
});
