import {
  deref,
  type JsonSchema,
  type OpenApiDocument,
  type Ref,
} from "../../../scripts/description/document.js";
import type { Boundary } from "../../contract/values/boundaries.js";
import { shapeOf, type Place } from "../../contract/values/shape.js";
import type { Denial } from "./denial.js";

/** Where something is described: a place in a body, or a parameter. */
export type Described = Pick<Place, "schema"> & Partial<Pick<Place, "tag">>;

/** What no value satisfies stands there instead. */
export const denyAll = (document: OpenApiDocument, place: Described): Denial => ({
  schemas: new Map([[siteOf(document, place), false]]),
});

/** A null is not taken there, although it may be elsewhere. */
export function denyNull(document: OpenApiDocument, place: Described): Denial {
  const site = siteOf(document, place);
  return { schemas: new Map([[site, { allOf: [copyOf(site)], not: { type: "null" } }]]) };
}

/** A place that takes only what these do not describe. */
function denyValue(document: OpenApiDocument, place: Described, ...refused: JsonSchema[]): Denial {
  return tighten(document, place, { not: { anyOf: refused } });
}

/** A place that satisfies something besides. */
export function tighten(document: OpenApiDocument, place: Described, besides: JsonSchema): Denial {
  const node = deref<JsonSchema>(document, place.schema);
  return { schemas: new Map([[node, { allOf: [copyOf(node)], ...besides }]]) };
}

/** A place that takes something besides. */
export function loosen(document: OpenApiDocument, place: Described, besides: JsonSchema): Denial {
  const node = deref<JsonSchema>(document, place.schema);
  return { schemas: new Map([[node, { anyOf: [copyOf(node), besides] }]]) };
}

/** A place that does not take what stands at an edge. */
export function denyEdge(document: OpenApiDocument, place: Described, { what, value }: Boundary): Denial {
  if (Array.isArray(value))
    return denyValue(document, place, { type: "array", minItems: value.length, maxItems: value.length });
  if (what === "longest")
    return denyValue(document, place, { minLength: String(value).length, type: "string" });
  if (what === "shortest")
    return denyValue(document, place, { maxLength: String(value).length, type: "string" });
  if (what !== "(unknown)") return denyValue(document, place, { const: value });
  const { values } = shapeOf(document, place.schema);
  return denyValue(document, place, { type: typeof value, not: { enum: values } });
}

/** A place that takes nothing that satisfies a keyword. */
export function denySatisfied(document: OpenApiDocument, place: Described, keyword: string): Denial {
  const shape = shapeOf(document, place.schema);
  const types = [...shape.types].filter((type) => type !== "null");
  const names = Object.fromEntries([...shape.properties.keys()].map((name) => [name, true]));
  const asserted = listParts(document, place.schema).flatMap((part) =>
    keyword in part
      ? {
          ...(keyword !== "type" && types.length > 0 && { type: types }),
          ...(keyword === "additionalProperties" && { properties: names }),
          [keyword]: part[keyword],
        }
      : [],
  );
  return denyValue(document, place, ...asserted);
}

/** A place that takes what violates a keyword: by one more, where it counts something, or else without the keyword. */
export function denyViolated(document: OpenApiDocument, { schema }: Described, keyword: string): Denial {
  const by = (counts[keyword] ?? 0) * Number(shapeOf(document, schema).asserted["multipleOf"] ?? 1);
  return edit(document, schema, keyword, (value) => (by === 0 ? undefined : (value as number) + by));
}

const counts: Readonly<Record<string, number>> = {
  ...Object.fromEntries(["minimum", "exclusiveMinimum", "minLength", "minItems"].map((each) => [each, -1])),
  ...Object.fromEntries(["maximum", "exclusiveMaximum", "maxLength", "maxItems"].map((each) => [each, 1])),
};

/** An object that may lack a property. */
export const denyRequired = (document: OpenApiDocument, { schema }: Described, name: string): Denial =>
  edit(document, schema, "required", (names) => (names as string[]).filter((each) => each !== name));

/** What stands in a place with another value of a keyword, or without it, wherever it is written. */
function edit(
  document: OpenApiDocument,
  schema: JsonSchema | Ref,
  keyword: string,
  to: (value: unknown) => unknown,
): Denial {
  const parts = listParts(document, schema).filter((part) => keyword in part);
  return {
    schemas: new Map(
      parts.map((part) => {
        const { [keyword]: value, ...rest } = part;
        const other = to(value);
        return [part, other === undefined ? rest : { ...rest, [keyword]: other }];
      }),
    ),
  };
}

/** The schemas that say together what stands in one place. */
function listParts(
  document: OpenApiDocument,
  schema: JsonSchema | Ref,
  way: readonly object[] = [],
): JsonSchema[] {
  const own = deref<JsonSchema>(document, schema);
  if (way.includes(own)) return [];
  const inside = ["allOf", "anyOf", "oneOf"].flatMap((keyword) => (own[keyword] ?? []) as JsonSchema[]);
  return [own, ...inside.flatMap((part) => listParts(document, part, [...way, own]))];
}

const copies = new WeakMap<JsonSchema, JsonSchema>();

/** What is written in a schema, for where another stands in its place: the same each time, so that it is compiled once. */
function copyOf(schema: JsonSchema): JsonSchema {
  const copy = copies.get(schema) ?? { ...schema };
  copies.set(schema, copy);
  return copy;
}

/** The schema of a place as it stands there, a reference where it is one: that of a kind of objects is known by its reference alone. */
const siteOf = (document: OpenApiDocument, { schema, tag }: Described): JsonSchema =>
  tag === undefined ? schema : deref<JsonSchema>(document, schema);
