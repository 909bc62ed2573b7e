import type { JsonSchema, OpenApiDocument } from "./document.js";
import { formatPointer, parsePointer } from "./json-pointer.js";
import { listSchemas, type Schema } from "./map-schemas.js";
import { nameOfSchema } from "./references.js";

interface Discriminator {
  propertyName: string;
  mapping?: Record<string, string>;
}

/**
 * Makes each discriminator map to all that it tells apart, by references: what it maps by bare names, and what is only
 * implied by those of the schemas (OpenAPI 3.1.1, "Discriminator Object").
 */
export function completeMappings(document: OpenApiDocument): void {
  const { schemas } = document.components;
  const refTo = (name: string): string => formatPointer(["components", "schemas", name]);
  const names = new Map<Schema, string>(Object.entries(schemas).map(([name, schema]) => [schema, name]));
  for (const schema of listSchemas(document)) {
    const discriminator = findDiscriminator(schema);
    if (discriminator === undefined || typeof schema !== "object") continue;
    const mapping = Object.fromEntries(
      Object.entries(discriminator.mapping ?? {}).map(([value, target]) => [
        value,
        Object.hasOwn(schemas, target) ? refTo(target) : formatPointer(parsePointer(target)),
      ]),
    );
    const mapped = new Set(Object.values(mapping));
    const heirs = mapped.size > 0 ? [] : listHeirs(document, names.get(schema));
    for (const name of listChoices(schema) ?? heirs) {
      if (!mapped.has(refTo(name))) mapping[name] ??= refTo(name);
    }
    schema["discriminator"] = { ...discriminator, mapping };
  }
}

export function findDiscriminator(schema: Schema): Discriminator | undefined {
  const { discriminator } = Object(schema) as { discriminator?: Partial<Discriminator> };
  return typeof discriminator?.propertyName === "string" ? (discriminator as Discriminator) : undefined;
}

/** The components that are all of a component and more, and in turn those that are all of them. */
export function listHeirs({ components }: OpenApiDocument, name: string | undefined): string[] {
  const schemas = Object.entries(components.schemas);
  const listOwn = (parent: string | undefined): string[] =>
    schemas.flatMap(([heir, schema]) =>
      listNamed((Object(schema) as JsonSchema)["allOf"]).includes(parent) ? [heir] : [],
    );
  const heirs = new Set(name === undefined ? [] : listOwn(name));
  // It grows while it is gone through.
  for (const heir of heirs) for (const next of listOwn(heir)) heirs.add(next);
  return [...heirs];
}

/** The components that a schema is a choice of; undefined where it is none. */
function listChoices(schema: JsonSchema): string[] | undefined {
  const { oneOf, anyOf } = schema;
  if ((oneOf ?? anyOf) === undefined) return undefined;
  return [oneOf, anyOf].flatMap(listNamed).filter((name) => name !== undefined);
}

function listNamed(parts: unknown): (string | undefined)[] {
  return Array.isArray(parts) ? parts.map((part) => nameOfSchema((Object(part) as JsonSchema)["$ref"])) : [];
}
