import type { JsonSchema } from "./document.js";
import { mapSchemas, type Schema } from "./map-schemas.js";

/**
 * A copy of an OpenAPI document that says the same in 3.1. Of a later version than 3.0, what only 3.0 has is taken for
 * what it means there.
 */
export function upgrade<Document extends object>(document: Document): Document {
  const { openapi } = document as { openapi?: unknown };
  if (!String(openapi).startsWith("3.0")) return mapSchemas(document, upgradeSchema);
  const upgraded = mapSchemas(document, (schema) => upgradeSchema(ignoreSiblings(schema)));
  return { ...upgraded, openapi: "3.1.1" };
}

/** What OpenAPI 3.0 says to ignore beside a `$ref` (3.0.4, "Reference Object"), but for what is only told. */
function ignoreSiblings(schema: Schema): Schema {
  const { $ref, nullable, ...rest } = schema as JsonSchema;
  if (typeof $ref !== "string") return schema;
  // Many say `nullable` all the same.
  return { $ref, nullable, ...pick(rest, true) };
}

function upgradeSchema(given: Schema): Schema {
  if (typeof given !== "object") return given;
  const { nullable, exclusiveMinimum, exclusiveMaximum, ...schema } = given;
  const bounds = [
    ["exclusiveMinimum", "minimum", exclusiveMinimum],
    ["exclusiveMaximum", "maximum", exclusiveMaximum],
  ] as const;
  for (const [exclusive, inclusive, value] of bounds) {
    if (value === true) {
      // Without a bound, there is nothing to exclude.
      if (schema[inclusive] !== undefined) schema[exclusive] = schema[inclusive];
      delete schema[inclusive];
    } else if (value !== undefined && value !== false) schema[exclusive] = value;
  }
  const { allOf } = schema;
  const others = Array.isArray(allOf) && allOf.filter((part) => !isNullMark(part));
  // Beside a reference, `nullable` has long been said in a part of its own.
  if (others && others.length < allOf.length && others.length > 0)
    return orNull({ ...schema, allOf: others });
  return nullable === true ? orNull(schema) : schema;
}

/** Whether a schema says that the value may be null, and nothing else. */
function isNullMark(schema: Schema): boolean {
  const { nullable, ...rest } = schema as JsonSchema;
  return nullable === true && Object.keys(pick(rest, false)).length === 0;
}

const composing = ["$ref", "allOf", "anyOf", "oneOf"];

function orNull(schema: JsonSchema): JsonSchema {
  const { type, enum: values, ...rest } = schema;
  // Anything can be null.
  if (Object.keys(pick(schema, false)).length === 0) return schema;
  // null would have to fit the parts too.
  if (typeof type !== "string" || composing.some((keyword) => keyword in schema))
    return { anyOf: [pick(schema, false), { type: "null" }], ...pick(schema, true) };
  const nulled = Array.isArray(values) && !values.includes(null) ? [...(values as unknown[]), null] : values;
  return { ...rest, type: [type, "null"], ...(values !== undefined && { enum: nulled }) };
}

/** What is said of a value, whatever the value is. Tools look for it beside `anyOf`, not in its parts. */
const annotations = new Set(
  "title description default deprecated readOnly writeOnly example externalDocs".split(" "),
);

function pick(schema: JsonSchema, isAnnotation: boolean): JsonSchema {
  const keys = Object.keys(schema).filter((key) => annotations.has(key) === isAnnotation);
  return Object.fromEntries(keys.map((key) => [key, schema[key]]));
}
