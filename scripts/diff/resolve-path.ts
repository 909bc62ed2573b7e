import type { OpenApiDocument } from "../description/document.js";
import { getByPointer, parsePointer } from "../description/json-pointer.js";

type Node = Record<string, unknown>;

const isRef = (node: unknown): node is { $ref: string } =>
  typeof node === "object" && node !== null && typeof (node as Node)["$ref"] === "string";

/** What stands at the end of the keys, when every `$ref` on the way is followed; a last one stays. */
export function resolvePath(document: OpenApiDocument, keys: readonly string[]): unknown {
  return keys.reduce<unknown>((node, key) => {
    const { [key]: next } = Object(follow(document, node)) as Node;
    return next;
  }, document);
}

/** What a `$ref` leads to, in the end. */
export function follow(document: OpenApiDocument, node: unknown): unknown {
  let found = node;
  for (const seen = new Set(); isRef(found) && !seen.has(found);) {
    seen.add(found);
    found = getByPointer(document, parsePointer(found.$ref));
  }
  return found;
}

/** Keywords that say nothing of a value. */
const annotations = new Set("title description examples example deprecated externalDocs $comment".split(" "));

export const isAnnotation = (keyword: string): boolean =>
  annotations.has(keyword) || keyword.startsWith("x-");

/** Keywords whose value has names of its own, not keywords. */
const maps = new Set("properties patternProperties dependentSchemas $defs".split(" "));

/** A schema written out, without annotations and in one order, so that equal text is an equal schema. */
export function spell(document: OpenApiDocument, schema: unknown, within: readonly unknown[] = []): string {
  const node = follow(document, schema);
  if (typeof node !== "object" || node === null) return JSON.stringify(node) ?? "";
  // The same on both sides, wherever the circle begins.
  if (within.includes(node)) return `circle of ${within.length - within.indexOf(node)}`;
  const inner = (value: unknown): string => spell(document, value, [...within, node]);
  if (Array.isArray(node)) return `[${node.map(inner).toSorted().join()}]`;
  const { allOf, ...rest } = node as Node;
  // Beside other keywords a `$ref` is often put into an `allOf`, which changes nothing.
  if (Array.isArray(allOf) && allOf.length === 1 && Object.keys(rest).every(isAnnotation))
    return inner(allOf[0]);
  const write = (map: object, isMap: boolean): string =>
    Object.entries(map)
      .filter(([key]) => isMap || !isAnnotation(key))
      .map(
        ([key, value]) =>
          `${key}:${!isMap && maps.has(key) ? `{${write(Object(value), true)}}` : inner(value)}`,
      )
      .toSorted()
      .join();
  return `{${write(node, false)}}`;
}
