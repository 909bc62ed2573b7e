import type { JsonSchema, OpenApiDocument } from "../description/document.js";
import { splitSchema } from "../render/read-schema.js";

/** What a schema says of a value, wherever it says so: by itself, behind a reference, in parts or choices. */
export interface Shape {
  /** Undefined where any is allowed. */
  types: readonly string[] | undefined;
  /** Those that are listed, as JSON, without null. */
  values: readonly string[];
  /** Whether others than the listed are allowed. */
  isOpen: boolean;
  /** Everything else that is said of the value itself, by keyword. */
  facts: Readonly<Record<string, string>>;
  /** What the value holds, as its place goes on: properties, items. */
  inner: Readonly<Record<string, JsonSchema>>;
  /** Which of that it always holds. */
  required: readonly string[];
}

export function readShape(
  document: OpenApiDocument,
  schema: JsonSchema,
  seen: readonly object[] = [],
): Shape {
  const { own, parts, choices } = splitSchema(document, schema);
  if (seen.includes(own)) return nothing;
  const read = (part: JsonSchema): Shape => readShape(document, part, [...seen, own]);
  return [...parts.map(read), ...choices.map((branches) => choose(branches.map(read)))].reduce(
    join,
    readOwn(own),
  );
}

const nothing: Shape = { types: undefined, values: [], isOpen: true, facts: {}, inner: {}, required: [] };

/** What a value is told by elsewhere, and what nothing follows from. */
const untold = new Set(
  (
    "$ref allOf anyOf oneOf type enum const properties required items additionalProperties title description " +
    "example examples externalDocs xml discriminator $comment"
  ).split(" "),
);

function readOwn(own: JsonSchema): Shape {
  const { type, enum: listed, properties, required = [], items, additionalProperties: rest } = own;
  const values = [...((listed ?? []) as unknown[]), ...("const" in own ? [own["const"]] : [])];
  const known = Object.entries(own).filter(([keyword]) => !untold.has(keyword) && !keyword.startsWith("x-"));
  const facts = Object.entries({
    ...Object.fromEntries(known),
    ...(rest === false && { additionalProperties: false }),
  }).map(([keyword, value]) => [keyword, typeof value === "string" ? value : JSON.stringify(value)]);
  const implied =
    properties || rest ? ["object"] : items ? ["array"] : values.length > 0 ? values.map(typeOf) : undefined;
  const inner = Object.entries(Object(properties) as object).map(([name, schema]) => [keyOf(name), schema]);
  const isSchema = (value: unknown): boolean => Object.keys(Object(value) as object).length > 0;
  return {
    types: type === undefined ? implied && unique(implied) : ([type].flat() as string[]),
    values: unique(values.filter((value) => value !== null).map((value) => JSON.stringify(value))),
    isOpen: values.length === 0,
    facts: Object.fromEntries(facts),
    inner: Object.fromEntries([
      ...inner,
      ...(isSchema(items) ? [["/[]", items]] : []),
      ...(isSchema(rest) ? [["/{}", rest]] : []),
    ]) as Shape["inner"],
    required: (required as string[]).map(keyOf),
  };
}

const keyOf = (name: string): string => `/${name.replaceAll("~", "~0").replaceAll("/", "~1")}`;
const typeOf = (value: unknown): string => (value === null ? "null" : typeof value);
const unique = <T>(items: readonly T[]): T[] => [...new Set(items)];

/** What both say together. */
function join(one: Shape, other: Shape): Shape {
  const both = one.types && other.types ? one.types.filter((type) => other.types!.includes(type)) : undefined;
  return {
    types: both ?? one.types ?? other.types,
    values: unique([...one.values, ...other.values]),
    isOpen: one.isOpen && other.isOpen,
    facts: { ...one.facts, ...other.facts },
    inner: mergeInner([one, other], "allOf"),
    required: [...one.required, ...other.required],
  };
}

/** What is left to say where one of them holds. */
function choose(branches: readonly Shape[]): Shape {
  const isNull = ({ types }: Shape): boolean => types?.join() === "null";
  const shapes = branches.filter((branch) => !isNull(branch));
  const keywords = unique(shapes.flatMap(({ facts }) => Object.keys(facts)));
  const facts = keywords.map((keyword) => [
    keyword,
    unique(shapes.map((each) => each.facts[keyword] ?? "none")).join(" or "),
  ]);
  return {
    types: branches.every(({ types }) => types !== undefined)
      ? unique(branches.flatMap(({ types }) => types!))
      : undefined,
    values: unique(shapes.flatMap(({ values }) => values)),
    isOpen: shapes.some(({ isOpen }) => isOpen),
    facts: Object.fromEntries(facts),
    inner: mergeInner(shapes, "anyOf"),
    required: (shapes[0]?.required ?? []).filter((key) =>
      shapes.every(({ required }) => required.includes(key)),
    ),
  };
}

function mergeInner(shapes: readonly Shape[], keyword: "allOf" | "anyOf"): Shape["inner"] {
  const keys = unique(shapes.flatMap(({ inner }) => Object.keys(inner)));
  return Object.fromEntries(
    keys.map((key): [string, JsonSchema] => {
      const found = shapes.flatMap(({ inner }): JsonSchema[] => (inner[key] ? [inner[key]] : []));
      const schemas = [...new Map(found.map((schema) => [JSON.stringify(schema), schema])).values()];
      return [key, schemas.length === 1 ? schemas[0]! : { [keyword]: schemas }];
    }),
  );
}
