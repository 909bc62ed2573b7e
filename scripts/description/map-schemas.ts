import type { JsonSchema } from "./document.js";
import { kindOf } from "./hide-data.js";

export type Schema = JsonSchema | boolean;

/** The keywords of a schema that hold others: under names, in a list, and one. */
export const ofNames = ["properties", "patternProperties", "dependentSchemas", "$defs"];
export const ofParts = ["allOf", "anyOf", "oneOf", "prefixItems"];
export const ofOne = (
  "items contains additionalProperties propertyNames unevaluatedItems unevaluatedProperties contentSchema " +
  "not if then else"
).split(" ");

// A list in `items` is the tuple of older drafts.
const ofMany = new Set([...ofNames, ...ofParts, "items"]);

type Change = (schema: Schema) => Schema;

/** A copy of a document in which each schema is what it is changed to, and the parts of that are changed in turn. */
export function mapSchemas<Document extends object>(document: Document, change: Change): Document {
  return mapObject(document, false, change) as Document;
}

/** Every schema of a document, each before its parts. */
export function listSchemas(document: object): Schema[] {
  const schemas: Schema[] = [];
  mapSchemas(document, (schema) => {
    schemas.push(schema);
    return schema;
  });
  return schemas;
}

function mapObject(node: unknown, hasNames: boolean, change: Change): unknown {
  return mapValues(node, (value, key) => {
    const kind = kindOf(key, value, hasNames);
    if (kind === "data") return value;
    if (!hasNames && key === "schema") return mapSchema(value, change);
    if (!hasNames && key === "schemas") return mapValues(value, (schema) => mapSchema(schema, change));
    return mapObject(value, kind === "names", change);
  });
}

function mapSchema(schema: unknown, change: Change): unknown {
  const map = (part: unknown): unknown => mapSchema(part, change);
  return mapValues(change(schema as Schema), (value, key) => {
    if (ofOne.includes(key) && !Array.isArray(value)) return map(value);
    return ofMany.has(key) ? mapValues(value, map) : value;
  });
}

/** A copy of a list or an object with other values, and anything else as it is. */
export function mapValues(node: unknown, map: (value: unknown, key: string) => unknown): unknown {
  if (Array.isArray(node)) return node.map((item, index) => map(item, String(index)));
  if (typeof node !== "object" || node === null) return node;
  return Object.fromEntries(Object.entries(node).map(([key, value]) => [key, map(value, key)]));
}
