import { sample, stringMatching } from "fast-check";
import {
  deref,
  type JsonSchema,
  type OpenApiDocument,
  type Ref,
} from "../../../scripts/description/document.js";
import { shapeOf } from "./shape.js";

/** Which of its properties a body has: those of requests, or those of answers. */
export type Direction = "request" | "response";

/** A value that a schema allows, with all its properties: its own example where it has one, or one made up. */
export function sampleOf(
  document: OpenApiDocument,
  schema: JsonSchema | Ref,
  direction: Direction,
  way: readonly object[] = [],
): unknown {
  const own = deref(document, schema) as JsonSchema;
  const given = listGiven(own)[0];
  if (given !== undefined) return structuredClone(given.value);
  const branches = [own["anyOf"], own["oneOf"]].flatMap((list) => (list as JsonSchema[] | undefined) ?? []);
  const isEndless = (part: JsonSchema | Ref): boolean => way.includes(deref(document, part) as object);
  // A null ends what would hold itself for ever.
  const branch =
    branches.find((part) => !shapeOf(document, part).types.has("null") && !isEndless(part)) ??
    branches.find((part) => shapeOf(document, part).types.has("null")) ??
    branches[0];
  const shape = shapeOf(document, schema);
  // No value is allowed where each needs another of its kind.
  if (way.filter((each) => each === own).length > 1) return {};
  const inside = [...way, own];
  if (branch !== undefined && own["properties"] === undefined && own["allOf"] === undefined)
    return sampleOf(document, branch, direction, inside);
  if (shape.values.length > 0) return shape.values[0];
  const { types, items, asserted } = shape;
  const size = (keyword: string, otherwise: number): number =>
    (asserted[keyword] as number | undefined) ?? otherwise;
  if (types.has("object") || shape.properties.size > 0) {
    const properties = [...shape.properties].filter(([, property]) => {
      const { only_in } = shapeOf(document, property.schema);
      const has_end = !inside.includes(deref(document, property.schema) as object);
      return (only_in === undefined || only_in === direction) && (property.required || has_end);
    });
    return Object.fromEntries(
      properties.map(([name, property]) => [name, sampleOf(document, property.schema, direction, inside)]),
    );
  }
  if (types.has("array")) {
    const has_end = items !== undefined && !inside.includes(deref(document, items.schema) as object);
    const length = !has_end ? 0 : Math.max(1, size("minItems", 1));
    return Array.from({ length }, () => sampleOf(document, items!.schema, direction, inside));
  }
  if (types.has("integer") || types.has("number")) return sampleNumber(asserted);
  if (types.has("boolean")) return true;
  if (types.has("null")) return null;
  return sampleText(asserted);
}

/** The examples that a schema has of its values, the value that it is set to, or the only one. */
function listGiven(schema: JsonSchema): { value: unknown }[] {
  const { examples } = schema;
  return [
    ...(Array.isArray(examples) ? examples.map((value: unknown) => ({ value })) : []),
    ...["example", "const", "default"].flatMap((key) => (key in schema ? [{ value: schema[key] }] : [])),
  ];
}

function sampleNumber(asserted: Readonly<Record<string, unknown>>): number {
  const {
    minimum,
    exclusiveMinimum,
    maximum,
    exclusiveMaximum,
    multipleOf = 1,
  } = asserted as Record<string, number | undefined>;
  const step = multipleOf;
  const from = minimum ?? (exclusiveMinimum === undefined ? undefined : exclusiveMinimum + step);
  if (from !== undefined) return Math.ceil(from / step) * step;
  const to = maximum ?? (exclusiveMaximum === undefined ? undefined : exclusiveMaximum - step);
  return to === undefined || to >= step ? step : Math.floor(to / step) * step;
}

const formatted: Record<string, string> = {
  "date-time": "2026-04-25T16:37:09Z",
  date: "2026-04-25",
  time: "16:37:09Z",
  duration: "P1D",
  email: "person@example.com",
  hostname: "example.com",
  ipv4: "192.0.2.1",
  ipv6: "2001:db8::1",
  uri: "https://example.com/a",
  "uri-reference": "/a",
  "uri-template": "/{a}",
  uuid: "00000000-0000-4000-8000-000000000000",
  "json-pointer": "/a",
  "relative-json-pointer": "0/a",
  regex: "^a$",
  byte: "YQ==",
};

function sampleText({
  format,
  pattern,
  minLength = 0,
  maxLength = Infinity,
}: Readonly<Record<string, unknown>>): string {
  const known = formatted[String(format)];
  if (known !== undefined) return known;
  const fits = (text: string): boolean =>
    text.length >= (minLength as number) && text.length <= (maxLength as number);
  if (typeof pattern !== "string")
    return "text".repeat(Math.ceil((minLength as number) / 4) || 1).slice(0, maxLength as number);
  const made = sample(stringMatching(new RegExp(pattern, "u")), { seed: 1, numRuns: 100 });
  return made.find(fits) ?? made[0]!;
}
