import {
  deref,
  listOperations,
  type JsonSchema,
  type OpenApiDocument,
  type Parameter,
} from "../description/document.js";
import { speaksOf } from "./read-schema.js";

/**
 * Of the values that a parameter can have, leaves those that can be written: no lists and objects in others, and no
 * objects where their style has none. What is nothing else is left as it is, to be refused. Returns a line for each
 * parameter that takes less.
 */
export function settleParameters(document: OpenApiDocument): string[] {
  // A component is settled once, and told of each operation that has it.
  const settled = new Map<Parameter, boolean>();
  return listOperations(document).flatMap(({ path, method, operation }) =>
    // settlePaths has made the list.
    operation.parameters!.flatMap((given) => {
      const parameter = deref(document, given);
      if (!settled.has(parameter)) settled.set(parameter, settle(document, parameter));
      if (!settled.get(parameter)) return [];
      return `${method.toUpperCase()} ${path} takes less in the parameter ${parameter.name} than is described: a list or an object cannot be written there.`;
    }),
  );
}

function settle(document: OpenApiDocument, parameter: Parameter): boolean {
  const { in: place, style, schema } = parameter;
  const isFlat = place === "header" || style === "pipeDelimited" || style === "spaceDelimited";
  const left = narrow({ document, unfit: isFlat ? ["object"] : [], isInner: false }, schema);
  if (left === schema) return false;
  parameter.schema = left;
  return true;
}

type Type = "array" | "object";

interface Limits {
  document: OpenApiDocument;
  /** The types that a value cannot have. */
  unfit: readonly Type[];
  /** Whether the value is in another, which is as deep as it goes. */
  isInner: boolean;
}

/** The schema itself where nothing of it is unfit, or where nothing else would be left. */
function narrow(limits: Limits, schema: JsonSchema, seen: ReadonlySet<object> = new Set()): JsonSchema {
  if (typeof schema !== "object" || schema === null || seen.has(schema)) return schema;
  const { document, unfit, isInner } = limits;
  const again = (part: JsonSchema): JsonSchema => narrow(limits, part, new Set([...seen, schema]));
  const within = (part: JsonSchema): JsonSchema =>
    isInner ? part : narrow({ document, unfit: ["array", "object"], isInner: true }, part);
  const isFit = (part: JsonSchema): boolean => !unfit.some((type) => speaksOf(document, part, type));
  const { $ref, ...own } = schema;
  if (typeof $ref === "string") {
    const target = deref<JsonSchema>(document, { $ref });
    const left = again(target);
    return left === target ? schema : { ...left, ...own };
  }
  const isNull = (part: JsonSchema): boolean => deref(document, part)["type"] === "null";
  return mapSame(schema, (value, keyword) => {
    const parts = value as JsonSchema[];
    switch (keyword) {
      case "type":
        return Array.isArray(value)
          ? keepFit(
              value,
              (type) => !unfit.includes(type as Type),
              (type) => type === "null",
            )
          : value;
      case "anyOf":
      case "oneOf":
        return keepFit(mapSame(parts, again), isFit, isNull);
      case "allOf":
        return mapSame(parts, again);
      case "properties":
      case "patternProperties":
      case "prefixItems":
        return mapSame(parts, within);
      case "items":
      case "additionalProperties":
        return within(value as JsonSchema);
      default:
        return value;
    }
  });
}

/** The items that are fit, unless that is none of them or null alone. */
function keepFit<Item>(
  items: readonly Item[],
  isFit: (item: Item) => boolean,
  isNull: (item: Item) => boolean,
): readonly Item[] {
  const fit = items.filter(isFit);
  return fit.length < items.length && fit.some((item) => !isNull(item)) ? fit : items;
}

/** A copy of a list or an object with other values, or itself where all are the same. */
function mapSame<Value, Node extends Record<string, Value> | readonly Value[]>(
  node: Node,
  map: (value: Value, key: string) => Value,
): Node {
  const entries = Object.entries(node).map(([key, value]) => ({ key, value, next: map(value, key) }));
  if (entries.every(({ value, next }) => value === next)) return node;
  const copy = entries.map(({ key, next }) => [key, next] as const);
  return (Array.isArray(node) ? copy.map(([, next]) => next) : Object.fromEntries(copy)) as Node;
}
