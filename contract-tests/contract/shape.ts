import {
  deref,
  type JsonSchema,
  type OpenApiDocument,
  type Ref,
} from "../../scripts/description/document.js";

/** What a schema allows, with its references followed and its `allOf` and `anyOf` taken together. */
export interface Shape {
  /** The references that were followed. */
  refs: string[];
  types: Set<string>;
  properties: Map<string, { schema: JsonSchema | Ref; required: boolean }>;
  items: JsonSchema | Ref | undefined;
  /** The known values of an open set. */
  values: string[];
  /** Its keywords that a value can violate, but for `required`, which is about the object around it. */
  keywords: Set<string>;
  /** The first of the schema's own examples. */
  example: unknown;
}

export function shapeOf(document: OpenApiDocument, schema: JsonSchema | Ref): Shape {
  const own = deref(document, schema) as {
    type?: string | string[];
    properties?: Record<string, JsonSchema | Ref>;
    required?: string[];
    items?: JsonSchema | Ref;
    enum?: string[];
    allOf?: JsonSchema[];
    anyOf?: JsonSchema[];
    examples?: unknown[];
  };
  const ref = (schema as Partial<Ref>).$ref;
  const parts = [...(own.allOf ?? []), ...(own.anyOf ?? [])].map((part) => shapeOf(document, part));
  const required = new Set(own.required);
  const properties = Object.entries(own.properties ?? {}).map(
    ([name, property]) => [name, { schema: property, required: required.has(name) }] as const,
  );
  return {
    refs: [...(ref === undefined ? [] : [ref]), ...parts.flatMap((part) => part.refs)],
    types: new Set([...[own.type ?? []].flat(), ...parts.flatMap((part) => [...part.types])]),
    properties: new Map([...parts.flatMap((part) => [...part.properties]), ...properties]),
    items: own.items ?? parts.find((part) => part.items !== undefined)?.items,
    values: [...(own.enum ?? []), ...parts.flatMap((part) => part.values)],
    keywords: new Set([...listAssertions(own), ...parts.flatMap((part) => [...part.keywords])]),
    example: own.examples?.[0],
  };
}

/** Keywords that no value violates, that lead to other schemas, or that have a criterion of their own. */
const elsewhere = new Set(
  "title description examples $ref allOf anyOf items properties required enum".split(" "),
);

/** The keywords of a schema that say no to some value: all that are not known to do otherwise. */
export function listAssertions(schema: object): string[] {
  return Object.entries(schema)
    .filter(([keyword, value]) => !(keyword === "additionalProperties" && value === true))
    .map(([keyword]) => keyword)
    .filter((keyword) => !elsewhere.has(keyword));
}

/** A place in a body that a schema describes: `/member/roles/[]/role_id`. */
export interface Place {
  path: string;
  shape: Shape;
  /** Undefined for a body and for the items of an array. */
  property: { name: string; required: boolean } | undefined;
}

/** Every place that a schema describes, from the body down. */
export function listPlaces(document: OpenApiDocument, schema: JsonSchema | Ref): Place[] {
  const known = cache.get(schema) ?? walk(document, schema, "");
  cache.set(schema, known);
  return known;
}

const cache = new WeakMap<object, Place[]>();

function walk(
  document: OpenApiDocument,
  schema: JsonSchema | Ref,
  path: string,
  property?: Place["property"],
): Place[] {
  const shape = shapeOf(document, schema);
  return [
    { path, shape, property },
    ...(shape.items === undefined ? [] : walk(document, shape.items, `${path}/[]`)),
    ...[...shape.properties].flatMap(([name, { schema: child, required }]) =>
      walk(document, child, `${path}/${name}`, { name, required }),
    ),
  ];
}

/** Every value of a body at a place, with the pointer to it; a property that is absent stands as undefined. */
export function valuesAt(body: unknown, path: string): { pointer: string; value: unknown }[] {
  return path
    .split("/")
    .slice(1)
    .reduce<{ pointer: string; value: unknown }[]>(
      (found, key) =>
        found.flatMap(({ pointer, value }) => {
          if (key === "[]") {
            return Array.isArray(value)
              ? value.map((item, index) => ({ pointer: `${pointer}/${index}`, value: item }))
              : [];
          }
          if (typeof value !== "object" || value === null || Array.isArray(value)) return [];
          return [{ pointer: `${pointer}/${key}`, value: (value as Record<string, unknown>)[key] }];
        }),
      [{ pointer: "", value: body }],
    );
}

/** A copy of a body in which every value at a place was replaced, or removed where the change gives undefined. */
export function change(body: unknown, path: string, to: (value: unknown) => unknown): unknown {
  const [key, ...rest] = path.split("/").slice(1);
  if (key === undefined) return to(body);
  const below = rest.map((part) => `/${part}`).join("");
  if (key === "[]") return Array.isArray(body) ? body.map((item: unknown) => change(item, below, to)) : body;
  if (typeof body !== "object" || body === null) return body;
  const value = change((body as Record<string, unknown>)[key], below, to);
  const { [key]: _, ...others } = body as Record<string, unknown>;
  return value === undefined ? others : { ...others, [key]: value };
}
