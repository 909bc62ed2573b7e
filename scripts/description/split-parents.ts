import type { JsonSchema, OpenApiDocument } from "./document.js";
import { findHeirs, listNamed } from "./inheritance.js";
import { numberName } from "./number-name.js";
import { nameOfSchema, refToSchema } from "./references.js";

const choosing = ["oneOf", "anyOf"];

/**
 * Takes apart the schemas that are a choice of their own heirs, and so consist of themselves: an heir is all that its
 * parent is besides the choice, which becomes a component that both are all of.
 */
export function splitParents(document: OpenApiDocument): void {
  const { schemas } = document.components;
  const listHeirs = findHeirs(document);
  const parents = Object.keys(schemas).flatMap((name) => findParent(schemas, name, listHeirs));
  for (const { name, base, heirs } of parents)
    for (const heir of heirs) moveParent(schemas[heir]!, name, base);
  for (const { name, base, keywords } of parents) {
    const { discriminator, ...own } = schemas[name]!;
    const choice = Object.fromEntries(keywords.map((keyword) => [keyword, own[keyword]]));
    for (const keyword of keywords) delete own[keyword];
    schemas[base] = own;
    schemas[name] = {
      ...("description" in own && { description: own["description"] }),
      allOf: [{ $ref: refToSchema(base) }],
      ...choice,
      ...(discriminator !== undefined && { discriminator }),
    };
  }
}

interface Parent {
  name: string;
  /** The name of what it is besides the choice. */
  base: string;
  /** Those of its heirs that lead back to it. */
  heirs: string[];
  keywords: string[];
}

function findParent(
  schemas: Record<string, JsonSchema>,
  name: string,
  listHeirs: (name: string) => string[],
): Parent[] {
  const schema = Object(schemas[name]) as JsonSchema;
  const heirs = listHeirs(name);
  const keywords = choosing.filter((keyword) =>
    listNamed(schema[keyword]).some((each) => heirs.includes(each)),
  );
  if (keywords.length === 0) return [];
  const chosen = new Set(keywords.flatMap((keyword) => listNamed(schema[keyword])));
  const leadsBack = (heir: string): boolean => [heir, ...listHeirs(heir)].some((each) => chosen.has(each));
  const base = numberName(`${name}_base`, (each) => Object.hasOwn(schemas, each));
  return [{ name, base, heirs: heirs.filter(leadsBack), keywords }];
}

function moveParent(heir: JsonSchema, from: string, to: string): void {
  for (const part of [heir, ...((heir["allOf"] ?? []) as JsonSchema[])])
    if (nameOfSchema(Object(part)["$ref"]) === from) part["$ref"] = refToSchema(to);
}
