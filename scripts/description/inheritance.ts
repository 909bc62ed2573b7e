import type { JsonSchema, OpenApiDocument } from "./document.js";
import { nameOfSchema } from "./references.js";

/** The components that are all of a component and more, and in turn those that are all of them. */
export function listHeirs(document: OpenApiDocument, name: string): string[] {
  return findHeirs(document)(name);
}

/** Finds the heirs of several, for which the components are gone through once. */
export function findHeirs({ components }: OpenApiDocument): (name: string) => string[] {
  const own = new Map<string, string[]>();
  for (const [heir, schema] of Object.entries(components.schemas))
    for (const parent of listParents(schema)) own.set(parent, [...(own.get(parent) ?? []), heir]);
  return (name) => {
    const heirs = new Set(own.get(name));
    // It grows while it is gone through.
    for (const heir of heirs) for (const next of own.get(heir) ?? []) heirs.add(next);
    return [...heirs];
  };
}

function listParents(schema: JsonSchema): string[] {
  const { $ref, allOf, ...own } = Object(schema) as JsonSchema;
  // What is only another name is no heir.
  const isMore = (allOf ?? own["properties"]) !== undefined;
  return [...listNamed(allOf), ...listNamed(isMore ? [{ $ref }] : undefined)];
}

/** The components that a list of schemas refers to. */
export function listNamed(parts: unknown): string[] {
  if (!Array.isArray(parts)) return [];
  return parts
    .map((part) => nameOfSchema((Object(part) as JsonSchema)["$ref"]))
    .filter((name) => name !== undefined);
}
