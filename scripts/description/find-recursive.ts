import type { JsonSchema, OpenApiDocument } from "./document.js";
import { nameOfSchema } from "./references.js";

const ofParts = ["allOf", "anyOf", "oneOf"];

/** The schemas that consist of themselves: nothing says what a value of theirs is. */
export function findEndless(document: OpenApiDocument): string[] {
  return findRecursive(document, ofParts);
}

/** The schemas that lead back to themselves through lists or parts, as the compiler does not take it from an interface. */
export function findRecursiveLists(document: OpenApiDocument): string[] {
  return findRecursive(document, [...ofParts, "items", "prefixItems"]);
}

/** The schemas that lead back to themselves through none but these keywords. */
function findRecursive({ components }: OpenApiDocument, keywords: readonly string[]): string[] {
  const names = Object.keys(components.schemas);
  const parts = new Map(names.map((name) => [name, listNames(components.schemas[name]!, keywords)]));
  return names.filter((name) => {
    // It grows while it is gone through.
    const reached = new Set(parts.get(name));
    for (const part of reached) for (const next of parts.get(part)!) reached.add(next);
    return reached.has(name);
  });
}

function listNames(schema: JsonSchema, keywords: readonly string[]): string[] {
  const { $ref, ...own } = Object(schema) as JsonSchema;
  const name = nameOfSchema($ref);
  const named = name === undefined ? [] : [name];
  const inner: JsonSchema[] = keywords.flatMap((keyword) => (own[keyword] ?? []) as JsonSchema[]);
  return [...named, ...inner.flatMap((part) => listNames(part, keywords))];
}
