import type { JsonSchema, OpenApiDocument } from "../description/document.js";
import { mapSchemas, type Schema } from "../description/map-schemas.js";

/** A copy of a document whose schemas say what they mean in words that openapi-typescript does not misread. */
export function expressSchemas(document: OpenApiDocument): OpenApiDocument {
  return mapSchemas(document, express);
}

/** Types that no schema has. */
const never = { type: "object", "x-typescript": "never" };
const present = { "x-typescript": "present" };

/** The type that a schema was put in place of, by this module alone. */
export function readMark(schema: unknown): string | undefined {
  return (Object(schema) as Partial<typeof never>)["x-typescript"];
}

/** The keywords that a type is made of. */
const typed = new Set(
  (
    "type enum const properties patternProperties additionalProperties required items prefixItems " +
    "$ref allOf anyOf oneOf"
  ).split(" "),
);

function express(schema: Schema): Schema {
  if (isNever(schema)) return never;
  if (schema === present) return present;
  const { $ref, allOf, anyOf, oneOf, ...rest } = Object(schema) as JsonSchema;
  const { discriminator: _, $defs: __, "x-typescript": ___, ...own } = rest;
  const silent = Object.fromEntries(Object.entries(own).filter(([keyword]) => !typed.has(keyword)));
  const { type, enum: values, const: only } = own;
  // Where values are listed, there is no more to say: not even that they are objects, which hides them.
  if ((values ?? only) !== undefined)
    return expressType({ ...silent, ...(type !== "object" && { type }), enum: values, const: only });
  const choices: Schema[] = [{ $ref }, { anyOf }, { oneOf }];
  const said = ([own, ...choices, allOf].flat() as Schema[]).filter(speaks);
  const full = said.filter((part) => !isAnyObject(part));
  const parts = full.length > 0 ? full : said.slice(0, 1);
  // Side by side, some count for nothing and others for too much.
  if (parts.length > 1) return { ...silent, allOf: parts };
  const [part = own] = parts;
  if (typeof part !== "object") return express(part);
  if (part === own) return expressObject(expressList(expressType(own)));
  return choices.includes(part) ? { ...silent, ...part } : express({ ...part, ...silent });
}

/** Whether nothing fits. */
function isNever(schema: Schema): boolean {
  const { not } = Object(schema) as JsonSchema;
  const isOfAll = typeof not === "object" && not !== null && Object.keys(not).length === 0;
  return schema === false || not === true || isOfAll;
}

/** Whether a schema says anything of a type. */
const speaks = (schema: Schema): boolean =>
  isNever(schema) ||
  Object.entries(Object(schema) as JsonSchema).some(
    ([keyword, value]) => value !== undefined && typed.has(keyword),
  );

/** Whether any object fits, and at most null: beside what says more, that says nothing. */
function isAnyObject(schema: Schema): boolean {
  const { type, properties = {}, ...rest } = Object(schema) as JsonSchema;
  const isObject = type === "object" || (Array.isArray(type) && String(type.toSorted()) === "null,object");
  return isObject && Object.keys(properties as object).length === 0 && !speaks(rest);
}

const types = new Set<unknown>("string number integer boolean array object null".split(" "));

/** A schema of a type that there is none of could be anything. */
function expressType({ type: given, const: only, ...rest }: JsonSchema): JsonSchema {
  if (only === null) return { ...rest, type: "null" };
  const known = [given].flat().filter((type) => types.has(type));
  const type = Array.isArray(given) ? known : known[0];
  return {
    ...rest,
    ...(known.length > 0 && { type }),
    ...(only !== undefined && { const: only }),
  };
}

function expressList(schema: JsonSchema): JsonSchema {
  const { prefixItems, ...rest } = schema;
  const { type, items, properties } = rest;
  const isList = type === undefined && properties === undefined && (items ?? prefixItems) !== undefined;
  const list = isList ? { ...schema, type: "array" } : schema;
  // A tuple would end with its first items.
  if (prefixItems === undefined || items === undefined || isNever(items as Schema)) return list;
  return { ...rest, type: list["type"], items: { anyOf: [...(prefixItems as Schema[]), items] } };
}

interface ObjectKeywords {
  properties?: Record<string, Schema>;
  patternProperties?: Record<string, Schema>;
  additionalProperties?: Schema;
  required?: string[];
}

/** Beside another type, what is said of an object counts for nothing anyway. */
function expressObject(schema: JsonSchema): JsonSchema {
  const {
    type,
    properties = {},
    patternProperties = {},
    additionalProperties,
    required = [],
    ...rest
  } = schema as JsonSchema & ObjectKeywords;
  const missing = required.filter((name) => !Object.hasOwn(properties, name));
  const named = { ...properties, ...Object.fromEntries(missing.map((name) => [name, present])) };
  const others = [...Object.values(patternProperties), additionalProperties ?? false];
  const open = others.filter((each) => !isNever(each));
  // Of an object of which nothing is said, openapi-typescript lets no property through.
  const isUnsaid = type !== undefined && additionalProperties === undefined && open.length === 0;
  const isAny = open.some((each) => !speaks(each)) || (isUnsaid && Object.keys(named).length === 0);
  return {
    ...rest,
    ...(type !== undefined && { type }),
    required,
    properties: named,
    ...(isAny && { additionalProperties: true }),
    // An index signature holds for the properties of an object too.
    ...(!isAny &&
      open.length > 0 && { additionalProperties: { anyOf: [...open, ...Object.values(properties)] } }),
  };
}
