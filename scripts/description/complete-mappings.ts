import type { JsonSchema, OpenApiDocument } from "./document.js";
import { listHeirs, listNamed } from "./inheritance.js";
import { formatPointer, parsePointer } from "./json-pointer.js";
import { listSchemas, type Schema } from "./map-schemas.js";
import { refToSchema } from "./references.js";

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
  // None that is true or false has one.
  for (const schema of listSchemas(document) as JsonSchema[]) {
    const discriminator = findDiscriminator(schema);
    if (discriminator === undefined) continue;
    const mapping = Object.fromEntries(
      Object.entries(discriminator.mapping ?? {}).map(([value, target]) => [
        value,
        Object.hasOwn(schemas, target) ? refToSchema(target) : formatPointer(parsePointer(target)),
      ]),
    );
    const mapped = new Set(Object.values(mapping));
    for (const name of listImplied(document, schema, mapped.size > 0)) {
      if (!mapped.has(refToSchema(name))) mapping[name] ??= refToSchema(name);
    }
    schema["discriminator"] = { ...discriminator, mapping };
  }
}

/** Of a choice, its parts; of a component that is none, its heirs, unless it says which. */
function listImplied(document: OpenApiDocument, schema: JsonSchema, isMapped: boolean): string[] {
  const { oneOf, anyOf } = schema;
  if ((oneOf ?? anyOf) !== undefined) return [oneOf, anyOf].flatMap((parts) => listNamed(parts));
  const named = Object.entries(document.components.schemas).find(([, each]) => each === schema);
  return named === undefined || isMapped ? [] : listHeirs(document, named[0]);
}

export function findDiscriminator(schema: Schema): Discriminator | undefined {
  const { discriminator } = Object(schema) as { discriminator?: Partial<Discriminator> };
  return typeof discriminator?.propertyName === "string" ? (discriminator as Discriminator) : undefined;
}
