import { deref } from "./document.js";

const keywords = new Set("properties patternProperties responses headers content examples".split(" "));

/**
 * OpenAPI has no reference in place of names with what they stand for, such as `properties`. Real documents have:
 * there, the names take its place.
 */
export function inlineMaps(document: object): void {
  const visit = (node: unknown, isNamed: boolean): void => {
    if (typeof node !== "object" || node === null) return;
    for (const [key, value] of Object.entries(node) as [string, unknown][]) {
      const isMap = !isNamed && keywords.has(key) && typeof value === "object";
      const { $ref } = Object(value) as { $ref?: unknown };
      if (isMap && typeof $ref === "string") {
        const { $ref: _, ...own } = value as Record<string, unknown>;
        Reflect.set(node, key, { ...deref<object>(document as never, { $ref }), ...own });
      }
      visit(Reflect.get(node, key), isMap);
    }
  };
  visit(document, false);
}
