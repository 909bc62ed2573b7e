import type { OpenApiDocument, Parameter } from "../../../scripts/description/document.js";
import { boundariesOf, findObjection, type Boundary } from "./boundaries.js";
import { shapeOf } from "./shape.js";

const reserved = "a&b=c d+e%#é😀/?";

/** What a query or a header can carry of the edges of a parameter, its items' included. */
export function listParameterEdges(document: OpenApiDocument, parameter: Parameter): Boundary[] {
  const shape = shapeOf(document, parameter.schema);
  const { types, items } = shape;
  const isText = types.has("string") && findObjection(shape, reserved) === undefined && !types.has("array");
  const isOtherScalar = types.size > 0 && !["string", "array", "object"].some((type) => types.has(type));
  const item = items && shapeOf(document, items.schema);
  const ofItems = item === undefined ? [] : boundariesOf(document, item, "request").map(inList);
  return [
    ...boundariesOf(document, shape, "request"),
    ...(shape.asserted["minItems"] === undefined || shape.asserted["minItems"] === 1 ? ofItems : []),
    ...(parameter.in === "query" && isText ? [same("reserved characters", reserved)] : []),
    ...(isOtherScalar ? [{ ...same("of another type", "wrong"), violates: "type" }] : []),
  ].filter(({ value, violates }) => {
    // No list and an absent one look the same.
    if (Array.isArray(value) && value.length === 0) return false;
    // What an object has besides is a parameter that nobody declared.
    if (violates === "additionalProperties") return false;
    return parameter.in !== "header" || /^[ -~]*$/.test(String(value));
  });
}

const same = (what: string, value: unknown): Boundary => ({ what, value, shows: (other) => other === value });

/** The edge of an item as that of a list which has it alone. */
const inList = ({ what, value, shows, ...rest }: Boundary): Boundary => ({
  ...rest,
  what: `an item ${what}`,
  value: [value],
  shows: (other) => Array.isArray(other) && other.length === 1 && shows(other[0]),
});
