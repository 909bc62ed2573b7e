import { deref } from "./document.js";

const keywords = new Set("properties patternProperties responses headers content examples".split(" "));

/**
 * Puts what is meant in place of references that types cannot be made of: those into a path, and those that stand where
 * names do, such as in `properties`, which OpenAPI does not have and real documents do.
 */
export function inlineRefs(document: object): void {
  const seen = new Set<unknown>();
  const visit = (node: unknown, hasNames: boolean): void => {
    if (typeof node !== "object" || node === null || seen.has(node)) return;
    seen.add(node);
    for (const [key, value] of Object.entries(node) as [string, unknown][]) {
      const isMap = !hasNames && keywords.has(key) && !Array.isArray(value);
      const { $ref, ...own } = Object(value) as { $ref?: unknown };
      if (typeof $ref === "string" && (isMap || /^#\/(?:paths|components\/pathItems)\//.test($ref)))
        // A copy, since two paths that mean the same are two.
        Reflect.set(node, key, { ...structuredClone(deref<object>(document as never, { $ref })), ...own });
      visit(Reflect.get(node, key), isMap);
    }
  };
  visit(document, false);
}
