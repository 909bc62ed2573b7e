import { kindOf } from "./hide-data.js";

type Node = Record<string, unknown>;

/** A copy of an OpenAPI 3.0 document that says the same in 3.1; of any other version, the document itself. */
export function upgrade<Document extends object>(document: Document): Document {
  const { openapi } = document as { openapi?: unknown };
  if (!String(openapi).startsWith("3.0")) return document;
  return { ...(copy(document) as Document), openapi: "3.1.1" };
}

/** Changes every object from the leaves up, but for data and for what only has names. */
function copy(node: unknown, hasNames = false): unknown {
  if (Array.isArray(node)) return node.map((item) => copy(item));
  if (typeof node !== "object" || node === null) return node;
  const entries = Object.entries(node).map(([key, value]) => {
    const kind = kindOf(key, value, hasNames);
    return [key, kind === "data" ? value : copy(value, kind === "names")] as const;
  });
  const copied: Node = Object.fromEntries(entries);
  return hasNames ? copied : upgradeSchema(copied);
}

function upgradeSchema(node: Node): Node {
  const { nullable, exclusiveMinimum, exclusiveMaximum, ...schema } = node;
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
  return nullable === true ? orNull(schema) : schema;
}

function orNull(schema: Node): Node {
  const { type, enum: values, ...rest } = schema;
  if (typeof type !== "string")
    return { anyOf: [pick(schema, false), { type: "null" }], ...pick(schema, true) };
  const nulled = Array.isArray(values) && !values.includes(null) ? [...(values as unknown[]), null] : values;
  return { ...rest, type: [type, "null"], ...(values !== undefined && { enum: nulled }) };
}

/** What is said of a value, whatever the value is. Tools look for it beside `anyOf`, not in its parts. */
const annotations = new Set(
  "title description default deprecated readOnly writeOnly example externalDocs".split(" "),
);

function pick(schema: Node, isAnnotation: boolean): Node {
  const keys = Object.keys(schema).filter((key) => annotations.has(key) === isAnnotation);
  return Object.fromEntries(keys.map((key) => [key, schema[key]]));
}
