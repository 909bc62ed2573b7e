import { completeMappings, findDiscriminator } from "../description/complete-mappings.js";
import type { JsonSchema, OpenApiDocument } from "../description/document.js";
import { listHeirs, listNamed } from "../description/inheritance.js";
import { listSchemas, mapSchemas } from "../description/map-schemas.js";
import { nameOfSchema } from "../description/references.js";
import { isObject, listAspects } from "./read-schema.js";

/**
 * A copy of a document in which each schema that a discriminator tells from others says by itself which values that
 * property has.
 */
export function expressDiscriminators(given: OpenApiDocument): OpenApiDocument {
  const document = mapSchemas(given, (schema) => schema);
  completeMappings(document);
  const { schemas } = document.components;
  const told = listTold(document);
  for (const { name, property } of new Map(told.map((each) => [keyOf(each), each])).values()) {
    const names = listNarrower(document, name);
    const values = told.flatMap((each) =>
      each.property === property && names.has(each.name) ? [each.value] : [],
    );
    const schema = schemas[name];
    if (schema !== undefined) schemas[name] = tell(document, schema, property, values);
  }
  return document;
}

interface Told {
  name: string;
  property: string;
  value: string;
}

const keyOf = ({ name, property }: Told): string => JSON.stringify([name, property]);

/** By which values of which property each component is told from others. */
function listTold(document: OpenApiDocument): Told[] {
  return listSchemas(document).flatMap((schema) => {
    const discriminator = findDiscriminator(schema);
    return Object.entries(discriminator?.mapping ?? {}).map(([value, target]) => ({
      // No component is called as what leads elsewhere.
      name: nameOfSchema(target) ?? target,
      property: discriminator!.propertyName,
      value,
    }));
  });
}

/** A component and those by which a value of it can be told as well: its heirs and what it is a choice of. */
function listNarrower(document: OpenApiDocument, name: string): ReadonlySet<string> {
  // It grows while it is gone through.
  const names = new Set([name]);
  for (const each of names) {
    const { oneOf, anyOf } = Object(document.components.schemas[each]) as JsonSchema;
    for (const next of [...listHeirs(document, each), ...listNamed(oneOf), ...listNamed(anyOf)])
      names.add(next);
  }
  return names;
}

interface Keywords {
  properties?: Record<string, unknown>;
  required?: string[];
  allOf?: unknown[];
  enum?: unknown[];
  const?: unknown;
}

function tell(
  document: OpenApiDocument,
  schema: JsonSchema,
  property: string,
  values: readonly string[],
): JsonSchema {
  const { properties = {}, required = [], allOf } = schema as Keywords;
  // Of what is a choice and nothing else, each part is told.
  const isChoice = (schema["oneOf"] ?? schema["anyOf"]) !== undefined;
  if (isChoice && allOf === undefined && schema["properties"] === undefined) return schema;
  if (!isObject(document, schema)) return schema;
  const told = keepValues(document, schema, property, values);
  if (told.length === 0) return schema;
  const { const: _, enum: __, ...given } = Object(properties[property]) as JsonSchema;
  const own = { [property]: { ...given, enum: told } };
  return { ...schema, required: [...required, property], properties: { ...properties, ...own } };
}

/** Of the values of a property, as a schema writes them, those that all that it says leaves to it. */
function keepValues(
  document: OpenApiDocument,
  schema: JsonSchema,
  property: string,
  values: readonly string[],
): readonly unknown[] {
  const declared = listAspects(document, schema).flatMap(({ properties }) =>
    listAspects(document, (properties as Record<string, JsonSchema> | undefined)?.[property]),
  );
  const lists = (declared as Keywords[]).flatMap(({ enum: some, const: only }) =>
    only === undefined ? (some === undefined ? [] : [some]) : [[only]],
  );
  if (lists.length > 0)
    return lists[0]!.filter(
      (value) => values.includes(String(value)) && lists.every((list) => list.includes(value)),
    );
  const isText = declared.every(({ type }) => type === undefined || [type].flat().includes("string"));
  return isText ? values : [];
}
