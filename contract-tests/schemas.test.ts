import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { deref, listOperations, type JsonSchema, type Ref } from "../scripts/document.js";
import { compileSchemas, SchemaError } from "../scripts/schemas.js";
import { document, operations } from "./spec.js";

const compiled = compileSchemas(document);

/** The schema of an operation's 200. */
function schemaOf(operationId: string): Ref {
  const { operation } = listOperations(document).find((each) => each.operation.operationId === operationId)!;
  return deref(document, operation.responses["200"]!).content!["application/json"]!.schema as Ref;
}

/** What Ajv, the second opinion beside Prism's, objects to in the body of an operation's 200. */
function violationsOf(operationId: string, body: unknown): string[] {
  const validate = compiled.get(schemaOf(operationId).$ref)!;
  validate(body);
  return (validate.errors ?? []).map(({ instancePath, message }) => `${instancePath} ${message}`);
}

/** The body that the documentation of an operation prints, typed from it by hand. No script writes these files. */
function documentedBody(operationId: string): Record<string, unknown> {
  return JSON.parse(readFileSync(`contract-tests/golden/${operationId}.json`, "utf8"));
}

interface Field {
  /** Where the property stands in a body: `["member", "roles", "0", "role_id"]`. */
  path: string[];
  schema: JsonSchema;
  required: boolean;
}

/** Every property that a schema describes and a body has, at every depth. */
function listFields(schema: JsonSchema | Ref, body: unknown, path: string[] = []): Field[] {
  const { anyOf, allOf, items, properties, required } = deref(document, schema) as {
    anyOf?: JsonSchema[];
    allOf?: JsonSchema[];
    items?: JsonSchema;
    properties?: Record<string, JsonSchema>;
    required?: string[];
  };
  const nested = [...(anyOf ?? []), ...(allOf ?? [])].flatMap((part) => listFields(part, body, path));
  if (Array.isArray(body)) {
    return [
      ...nested,
      ...body.flatMap((item, index) => (items ? listFields(items, item, [...path, String(index)]) : [])),
    ];
  }
  if (typeof body !== "object" || body === null) return nested;
  const own = Object.entries(properties ?? {}).filter(([name]) => name in body);
  return [
    ...nested,
    ...own.map(([name, property]) => ({
      path: [...path, name],
      schema: deref(document, property) as JsonSchema,
      required: required?.includes(name) ?? false,
    })),
    ...own.flatMap(([name, property]) =>
      listFields(property, (body as Record<string, unknown>)[name], [...path, name]),
    ),
  ];
}

/** A copy of a body in which one property was replaced, or removed when `value` is undefined. */
function change(body: unknown, path: readonly string[], value: unknown): unknown {
  const copy = structuredClone(body);
  const parent = path
    .slice(0, -1)
    .reduce<unknown>((node, key) => (node as Record<string, unknown>)?.[key], copy);
  // An object that was itself replaced has no such property any more.
  if (typeof parent !== "object" || parent === null) return copy;
  if (value === undefined) delete (parent as Record<string, unknown>)[path.at(-1)!];
  else (parent as Record<string, unknown>)[path.at(-1)!] = value;
  return copy;
}

describe("compileSchemas", () => {
  /** A document with these schemas and nothing else. */
  function documentOf(schemas: object, more: object = {}): typeof document {
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
      'unknown format "email" ignored in schema at path "openapi.json#/components/schemas/A"',
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

describe.for(operations)("the 200 of $operationId", ({ operationId }) => {
  const body = documentedBody(operationId);
  const fields = listFields(schemaOf(operationId), body);
  const required = fields.filter((field) => field.required);
  const optional = fields.filter((field) => !field.required);

  it("accepts the documented body", () => {
    expect(violationsOf(operationId, body)).toEqual([]);
  });

  it("describes every property of the documented body", () => {
    const described = new Set(fields.map(({ path }) => path.join(".")));
    const documented: string[] = [];
    const visit = (node: unknown, path: string): void => {
      if (typeof node !== "object" || node === null) return;
      for (const [key, value] of Object.entries(node)) {
        const here = path === "" ? key : `${path}.${key}`;
        if (!Array.isArray(node)) documented.push(here);
        visit(value, here);
      }
    };
    visit(body, "");
    expect(documented.filter((path) => !described.has(path))).toEqual([]);
    expect(described.size).toBe(documented.length);
  });

  it("accepts null for every optional property", () => {
    expect(
      violationsOf(
        operationId,
        optional.reduce((all, { path }) => change(all, path, null) as typeof body, body),
      ),
    ).toEqual([]);
    for (const { path } of optional) expect(violationsOf(operationId, change(body, path, null))).toEqual([]);
  });

  it("accepts a body without any one optional property", () => {
    for (const { path } of optional)
      expect(violationsOf(operationId, change(body, path, undefined))).toEqual([]);
  });

  it("accepts an empty string for every required string", () => {
    const strings = required.filter(
      ({ path }) => typeof path.reduce<unknown>((node, key) => (node as never)[key], body) === "string",
    );
    expect(strings).not.toEqual([]);
    expect(
      violationsOf(
        operationId,
        strings.reduce((all, { path }) => change(all, path, "") as typeof body, body),
      ),
    ).toEqual([]);
  });

  it.for(required.map(({ path }) => [path.join("."), path] as const))(
    "rejects a body without %s",
    ([, path]) => {
      const parent = path
        .slice(0, -1)
        .map((key) => `/${key}`)
        .join("");
      expect(violationsOf(operationId, change(body, path, undefined))).toContain(
        `${parent} must have required property '${path.at(-1)}'`,
      );
    },
  );

  it("accepts values and properties that it does not know", () => {
    expect(violationsOf(operationId, { ...body, something_new: true })).toEqual([]);
    for (const { path, schema: field } of fields.filter((each) => Array.isArray(each.schema["anyOf"]))) {
      if (!JSON.stringify(field).includes('"enum"')) continue;
      expect(violationsOf(operationId, change(body, path, "something_new"))).toEqual([]);
    }
  });
});
