// Every schema is compiled strictly, and one that cannot be is named.
import { describe, expect, it } from "vitest";
import { compileSchemas, SchemaError } from "../../scripts/description/compile-schemas.js";
import type { OpenApiDocument } from "../../scripts/description/document.js";

describe("compileSchemas", () => {
  /** A document with these schemas and nothing else. */
  function documentOf(schemas: object, more: object = {}): OpenApiDocument {
    return { openapi: "3.1.1", components: { schemas, ...more } } as never;
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
    const properties = {
      at: { type: "string", format: "date-time" },
      name: { type: ["string", "boolean", "null"] },
    };
    const validate = compileSchemas(documentOf({ A: { type: "object", properties } })).get(
      "#/components/schemas/A",
    )!;
    expect(validate({ at: "2026-03-01T12:00:00Z", name: null })).toBe(true);
    expect(validate({ at: "yesterday", name: 7 })).toBe(false);
    expect(validate.errors!.map(({ instancePath }) => instancePath)).toEqual(["/at", "/name"]);
  });

  it.for<[format: string, type: string, right: unknown[], wrong: unknown[]]>([
    ["int8", "integer", [-128, 127], [-129, 128]],
    ["int16", "integer", [-32_768, 32_767], [-32_769, 32_768]],
    ["int32", "integer", [-(2 ** 31), 2 ** 31 - 1], [-(2 ** 31) - 1, 2 ** 31]],
    ["int64", "integer", [-(2 ** 63), 2 ** 53], [-(2 ** 64), 2 ** 63]],
    ["uint8", "integer", [0, 255], [-1, 256]],
    ["uint64", "integer", [0, 2 ** 53], [-1, 2 ** 64]],
    ["float", "number", [1.5], []],
    ["double", "number", [1.5], []],
    ["byte", "string", ["aGk="], ["%"]],
    ["binary", "string", ["%"], []],
    ["password", "string", ["%"], []],
    ["date", "string", ["2026-03-01"], ["2026-02-30"]],
    ["time", "string", ["12:00:00Z"], ["25:00:00Z"]],
    ["duration", "string", ["P1D"], ["1 day"]],
    ["email", "string", ["a@b.test"], ["a"]],
    ["hostname", "string", ["b.test"], ["-"]],
    ["ipv4", "string", ["127.0.0.1"], ["127.0.0"]],
    ["ipv6", "string", ["::1"], [":"]],
    ["uri", "string", ["https://a.test"], ["a b"]],
    ["uri-reference", "string", ["../a"], ["\\\\"]],
    ["uuid", "string", ["00000000-0000-4000-8000-000000000000"], ["0"]],
    ["regex", "string", ["^a$"], ["("]],
    ["json-pointer", "string", ["/a"], ["a"]],
    ["idn-email", "string", ["anything"], []],
    ["date-time-local", "string", ["anything"], []],
    ["sf-token", "string", ["anything"], []],
  ])("knows the format %s", ([format, type, right, wrong]) => {
    const validate = compileSchemas(documentOf({ A: { type, format } })).get("#/components/schemas/A")!;
    for (const value of right) expect([value, validate(value)]).toEqual([value, true]);
    for (const value of wrong) expect([value, validate(value)]).toEqual([value, false]);
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
      "a keyword of another type, in what stands beside others",
      {
        A: {
          type: "object",
          properties: { a: { type: "string" }, b: { type: "array", items: { type: "string", minItems: 1 } } },
        },
      },
      ["components", "schemas", "A", "properties", "b", "items"],
      'strict mode: missing type "array" for keyword "minItems"',
    ],
    [
      "a keyword of another type, where a reference leads",
      {
        A: { type: "object", properties: { b: { $ref: "#/components/schemas/B" } } },
        B: { type: "string", minItems: 1 },
      },
      ["components", "schemas", "B"],
      'strict mode: missing type "array" for keyword "minItems"',
    ],
    [
      "a keyword that nobody knows, and not what is wrong with a part in another way",
      { A: { type: "object", maxLenght: 3, properties: { b: { type: "string", minLength: "3" } } } },
      ["components", "schemas", "A"],
      'strict mode: unknown keyword: "maxLenght"',
    ],
    [
      "the same where the schema holds itself",
      { A: { type: "object", maxLenght: 3, properties: { b: { $ref: "#/components/schemas/A" } } } },
      // The place of this reference is that of the schema.
      ["components", "schemas", "A", "properties", "b"],
      'strict mode: unknown keyword: "maxLenght"',
    ],
    [
      "the same where it stands in what refers to its holder",
      { A: { type: "object", properties: { b: { $ref: "#/components/schemas/A", not: { maxLenght: 3 } } } } },
      ["components", "schemas", "A", "properties", "b", "not"],
      'strict mode: unknown keyword: "maxLenght"',
    ],
    [
      "a value that its keyword does not take",
      { A: { type: "string", minLength: "3" } },
      ["components", "schemas", "A"],
      'minLength value must be ["number"]',
    ],
    [
      "a schema that is none",
      { A: null },
      ["components", "schemas", "A"],
      "Cannot read properties of null (reading '$id')",
    ],
    [
      "a format that nobody knows",
      { A: { type: "string", format: "e-mail" } },
      ["components", "schemas", "A"],
      'unknown format "e-mail" ignored',
    ],
    [
      "a reference to nowhere",
      { A: { $ref: "#/components/schemas/Nowhere" } },
      ["components", "schemas", "A"],
      "can't resolve reference #/components/schemas/Nowhere from id openapi.json",
    ],
  ])("refuses %s, and says where", ([, schemas, pointer, message]) => {
    expect(() => compileSchemas(documentOf(schemas))).toThrow(new SchemaError(pointer, message));
  });
});
