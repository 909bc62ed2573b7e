import type { JsonSchema, OpenApiDocument, Ref } from "../description/document.js";
import { getByPointer, parsePointer } from "../description/json-pointer.js";

interface SplitSchema {
  /** The schema itself, whose keywords apply even beside a `$ref` (JSON Schema 2020-12, 8.2.3.1). */
  own: JsonSchema;
  /** Those that apply besides. */
  parts: JsonSchema[];
  /** Of each of these, one applies besides. */
  choices: JsonSchema[][];
}

/** A schema can be `true`, and a media type can have none: neither says anything. */
export function splitSchema(document: OpenApiDocument, schema: JsonSchema | Ref | undefined): SplitSchema {
  const own = Object(schema) as JsonSchema;
  const { $ref, allOf = [], oneOf, anyOf } = own;
  const target = typeof $ref === "string" ? [getByPointer(document, parsePointer($ref)) as JsonSchema] : [];
  const choices = [oneOf, anyOf].filter((branches) => branches !== undefined) as JsonSchema[][];
  return { own, parts: [...target, ...(allOf as JsonSchema[])], choices };
}

/** Whether nothing but an object fits. Where no type is said, what is said of properties means one. */
export function isObject(
  document: OpenApiDocument,
  schema: JsonSchema | Ref,
  seen: ReadonlySet<object> = new Set(),
): boolean {
  const { own, parts, choices } = splitSchema(document, schema);
  if (seen.has(own)) return false;
  const isPart = (part: JsonSchema): boolean => isObject(document, part, new Set([...seen, own]));
  const { type, properties, required } = own;
  return (
    (Array.isArray(type) ? type.length === 1 && type[0] === "object" : type === "object") ||
    (type === undefined && (properties ?? required) !== undefined) ||
    parts.some(isPart) ||
    choices.some((branches) => branches.every(isPart))
  );
}

/** The properties that every object has which fits. */
export function listRequired(
  document: OpenApiDocument,
  schema: JsonSchema | Ref,
  seen: ReadonlySet<object> = new Set(),
): string[] {
  const { own, parts, choices } = splitSchema(document, schema);
  if (seen.has(own)) return [];
  const ofPart = (part: JsonSchema): string[] => listRequired(document, part, new Set([...seen, own]));
  const { required = [] } = own;
  const shared = choices.flatMap((branches) => {
    const [first = [], ...others] = branches.map(ofPart);
    return first.filter((name) => others.every((names) => names.includes(name)));
  });
  return [...(required as string[]), ...parts.flatMap(ofPart), ...shared];
}

/** A schema and all others that speak of the same value, together with it or as a choice. */
export function listAspects(document: OpenApiDocument, schema: JsonSchema | undefined): JsonSchema[] {
  // It grows while it is gone through.
  const aspects = new Set([schema]);
  for (const aspect of aspects) {
    const { parts, choices } = splitSchema(document, aspect);
    for (const part of [...parts, ...choices.flat()]) aspects.add(part);
  }
  return [...aspects].map((aspect) => Object(aspect) as JsonSchema);
}

const spokenOf = {
  object: ["properties", "additionalProperties", "patternProperties"],
  array: ["items", "prefixItems"],
} as const;

/** Whether a schema speaks of values of a type. */
export function speaksOf(
  document: OpenApiDocument,
  schema: JsonSchema | undefined,
  type: "object" | "array",
): boolean {
  return listAspects(document, schema).some((own) =>
    own["type"] === undefined
      ? spokenOf[type].some((keyword) => own[keyword] !== undefined)
      : [own["type"]].flat().includes(type),
  );
}

/** The schemas of what a list or an object holds. */
export function listInner(document: OpenApiDocument, schema: JsonSchema | undefined): JsonSchema[] {
  return listAspects(document, schema).flatMap((own) => {
    const { properties, patternProperties, additionalProperties, items, prefixItems } = own;
    const named = [properties, patternProperties, prefixItems].flatMap((each) => Object.values(Object(each)));
    return [...named, additionalProperties, items] as JsonSchema[];
  });
}

export function listProperties(document: OpenApiDocument, schema: JsonSchema | undefined): string[] {
  return listAspects(document, schema).flatMap(({ properties }) => Object.keys(Object(properties)));
}
