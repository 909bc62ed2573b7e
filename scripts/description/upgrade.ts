type Node = Record<string, unknown>;

/** A copy of an OpenAPI 3.0 document that says the same in 3.1; of any other version, the document itself. */
export function upgrade<Document extends object>(document: Document): Document {
  const { openapi } = document as { openapi?: unknown };
  if (!String(openapi).startsWith("3.0")) return document;
  return { ...(copy(document, upgradeSchema) as Document), openapi: "3.1.1" };
}

/** Applies a change to every object, from the leaves up. Data (examples, enums, defaults) stays as it is. */
function copy(node: unknown, change: (node: Node) => Node): unknown {
  if (Array.isArray(node)) return node.map((item) => copy(item, change));
  if (typeof node !== "object" || node === null) return node;
  const isData = (key: string): boolean => ["example", "examples", "enum", "default", "value"].includes(key);
  const entries = Object.entries(node).map(([key, value]) => [
    key,
    isData(key) && !isMap(value) ? value : copy(value, change),
  ]);
  return change(Object.fromEntries(entries) as Node);
}

/** `enum`, `default` and the others can be names of properties too: then a schema stands there. */
function isMap(value: unknown): boolean {
  return (
    typeof value === "object" && value !== null && ("type" in value || "$ref" in value || "allOf" in value)
  );
}

function upgradeSchema(node: Node): Node {
  const { nullable, exclusiveMinimum, exclusiveMaximum, ...rest } = node;
  const schema: Node =
    typeof nullable === "boolean" ? rest : { ...rest, ...(nullable !== undefined && { nullable }) };
  const bounds = [
    ["exclusiveMinimum", "minimum", exclusiveMinimum],
    ["exclusiveMaximum", "maximum", exclusiveMaximum],
  ] as const;
  for (const [exclusive, inclusive, value] of bounds) {
    if (value === true) {
      schema[exclusive] = schema[inclusive];
      delete schema[inclusive];
    } else if (value !== undefined && value !== false) schema[exclusive] = value;
  }
  return nullable === true ? orNull(schema) : schema;
}

function orNull(schema: Node): Node {
  const { type, enum: values, ...rest } = schema;
  if (typeof type !== "string") return { anyOf: [schema, { type: "null" }] };
  const nulled = Array.isArray(values) && !values.includes(null) ? [...(values as unknown[]), null] : values;
  return { ...rest, type: [type, "null"], ...(values !== undefined && { enum: nulled }) };
}
