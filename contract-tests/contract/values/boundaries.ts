import type { OpenApiDocument } from "../../../scripts/description/document.js";
import { sampleOf, type Direction } from "./sample.js";
import type { Shape } from "./shape.js";

/** A value at the edge of what a shape allows, on either side of it. */
export interface Boundary {
  what: string;
  value: unknown;
  /** The keyword that says no to it; undefined for what is allowed. */
  violates?: string;
  /** Whether another value stands at the same edge. */
  shows: (value: unknown) => boolean;
}

const boundaries = new WeakMap<Shape, Partial<Record<Direction, Boundary[]>>>();

/** Both sides of every edge that a shape has. */
export function boundariesOf(document: OpenApiDocument, shape: Shape, direction: Direction): Boundary[] {
  const known = boundaries.get(shape) ?? {};
  boundaries.set(shape, known);
  return (known[direction] ??= listBoundaries(document, shape, direction));
}

function listBoundaries(document: OpenApiDocument, shape: Shape, direction: Direction): Boundary[] {
  const { types } = shape;
  return [
    ...edgesOfSet(shape),
    ...(types.has("integer") || types.has("number") ? edgesOfNumber(shape) : []),
    ...(types.has("string") && shape.values.length === 0 ? edgesOfText(shape) : []),
    ...(types.has("boolean") ? [true, false].map((value) => inside(String(value), value)) : []),
    ...(types.has("array") ? edgesOfList(document, shape, direction) : []),
    ...(shape.asserted["additionalProperties"] === false
      ? [outside("another property", { something_new: 1 }, "additionalProperties")]
      : []),
  ];
}

/** The keyword that says no to a text; undefined where a shape allows it. */
export function findObjection({ asserted, values, closed }: Shape, text: string): string | undefined {
  const { minLength, maxLength, pattern, format, const: only } = asserted;
  if (only !== undefined && only !== text) return "const";
  if (closed && !values.includes(text)) return "enum";
  if (text.length < Number(minLength ?? 0)) return "minLength";
  if (text.length > Number(maxLength ?? Infinity)) return "maxLength";
  if (pattern !== undefined && !new RegExp(String(pattern), "u").test(text)) return "pattern";
  return misformed[String(format)] === undefined ? undefined : "format";
}

function inside(what: string, value: unknown): Boundary {
  const text = JSON.stringify(value);
  return { what, value, shows: (other) => JSON.stringify(other) === text };
}

const outside = (what: string, value: unknown, violates: string): Boundary => ({
  ...inside(what, value),
  violates,
});

function edgesOfSet({ values, closed, asserted, types }: Shape): Boundary[] {
  const { const: only } = asserted;
  const other = types.has("integer") || types.has("number") ? 12_345_678 : "something_new";
  if (only !== undefined) return [inside("the only value", only), outside("another value", other, "const")];
  if (values.length === 0) return [];
  const isKnown = (value: unknown): boolean => values.some((each) => each === value);
  const unknown: Boundary = {
    ...(closed ? outside("(unknown)", other, "enum") : inside("(unknown)", other)),
    shows: (value) => typeof value === typeof other && !isKnown(value),
  };
  return [...values.map((value) => inside(String(value), value)), unknown];
}

function edgesOfNumber({ asserted, types, values }: Shape): Boundary[] {
  const limits = asserted as Record<string, number | undefined>;
  const { minimum, maximum, exclusiveMinimum, exclusiveMaximum, multipleOf } = limits;
  if (values.length > 0 || limits["const"] !== undefined) return [];
  const step = multipleOf ?? 1;
  const bits = beyondBits[String(asserted["format"])];
  return [
    ...(minimum === undefined
      ? []
      : [inside("minimum", minimum), outside("below the minimum", minimum - step, "minimum")]),
    ...(exclusiveMinimum === undefined
      ? []
      : [
          inside("above the exclusive minimum", exclusiveMinimum + step),
          outside("the exclusive minimum", exclusiveMinimum, "exclusiveMinimum"),
        ]),
    ...(maximum === undefined
      ? []
      : [inside("maximum", maximum), outside("above the maximum", maximum + step, "maximum")]),
    ...(exclusiveMaximum === undefined
      ? []
      : [
          inside("below the exclusive maximum", exclusiveMaximum - step),
          outside("the exclusive maximum", exclusiveMaximum, "exclusiveMaximum"),
        ]),
    ...(multipleOf === undefined || (types.has("integer") && multipleOf === 1)
      ? []
      : [
          outside(
            "no multiple",
            (minimum ?? 0) + (types.has("integer") ? multipleOf + 1 : multipleOf * 1.5),
            "multipleOf",
          ),
        ]),
    ...(bits === undefined ? [] : [outside("too many bits", bits, "format")]),
  ];
}

/** An integer of more bits than a format has. */
const beyondBits: Record<string, number> = {
  int8: 2 ** 7,
  int16: 2 ** 15,
  int32: 2 ** 31,
  int64: 2 ** 64,
  uint8: 2 ** 8,
  uint16: 2 ** 16,
  uint32: 2 ** 32,
  uint64: 2 ** 65,
};

/** A text that has none of these formats. */
const misformed: Record<string, string> = {
  ...Object.fromEntries(
    ["date-time", "date", "time", "duration", "email", "ipv4", "ipv6", "uuid", "uri"].map((format) => [
      format,
      "yesterday",
    ]),
  ),
  hostname: "-",
  "uri-reference": "\\\\",
  "uri-template": "{",
  "json-pointer": "a",
  "relative-json-pointer": "a",
  regex: "(",
  byte: "~",
};

function edgesOfText({ asserted }: Shape): Boundary[] {
  const {
    minLength,
    maxLength,
    pattern,
    format,
    const: only,
  } = asserted as {
    minLength?: number;
    maxLength?: number;
    pattern?: string;
    format?: string;
    const?: string;
  };
  if (only !== undefined) return [];
  const matches = (text: string): boolean => pattern === undefined || new RegExp(pattern, "u").test(text);
  const letter = ["a", "A", "0", "1"].find((each) => matches(each.repeat(Math.max(1, minLength ?? 1))));
  const ofLength = (length: number): string => (letter ?? "a").repeat(length);
  const isFree = letter !== undefined && misformed[format ?? ""] === undefined;
  const odd = ["a b", "!", "~", "a|b", "A", "0", "a", "é😀", ""].find(
    (text) => !matches(text) && text.length >= (minLength ?? 0) && text.length <= (maxLength ?? Infinity),
  );
  const wrong = format === undefined ? undefined : misformed[format];
  return [
    ...(isFree && minLength !== undefined && matches(ofLength(minLength))
      ? [inside("shortest", ofLength(minLength))]
      : []),
    ...(minLength !== undefined && minLength > 0
      ? [outside("a letter too few", ofLength(minLength - 1), "minLength")]
      : []),
    ...(isFree && maxLength !== undefined && matches(ofLength(maxLength))
      ? [inside("longest", ofLength(maxLength))]
      : []),
    ...(maxLength === undefined ? [] : [outside("a letter too many", ofLength(maxLength + 1), "maxLength")]),
    ...(pattern === undefined || odd === undefined ? [] : [outside("another pattern", odd, "pattern")]),
    ...(wrong === undefined ? [] : [outside("another format", wrong, "format")]),
  ];
}

function edgesOfList(
  document: OpenApiDocument,
  { asserted, items }: Shape,
  direction: Direction,
): Boundary[] {
  const { minItems, maxItems, uniqueItems } = asserted as {
    minItems?: number;
    maxItems?: number;
    uniqueItems?: boolean;
  };
  const item = items === undefined ? "text" : sampleOf(document, items.schema, direction);
  const list = (length: number): unknown[] =>
    Array.from({ length }, (_, index) => (uniqueItems === true ? differ(item, index) : item));
  const ofLength = (length: number): Boundary => ({
    ...inside(String(length), list(length)),
    shows: (value) => Array.isArray(value) && value.length === length,
  });
  const lengths = new Set([
    minItems ?? 0,
    Math.max(1, minItems ?? 1),
    maxItems ?? Math.max(2, minItems ?? 2),
  ]);
  return [
    ...[...lengths].filter((length) => length <= (maxItems ?? Infinity)).map(ofLength),
    ...(minItems !== undefined && minItems > 0
      ? [outside("an item too few", list(minItems - 1), "minItems")]
      : []),
    ...(maxItems === undefined ? [] : [outside("an item too many", list(maxItems + 1), "maxItems")]),
    ...(uniqueItems === true ? [outside("an item twice", [item, item], "uniqueItems")] : []),
  ];
}

/** Another value of the same kind, for each number. */
function differ(item: unknown, index: number): unknown {
  if (index === 0) return item;
  if (typeof item === "number") return item + index;
  return typeof item === "string" ? `${item}${index}` : item;
}
