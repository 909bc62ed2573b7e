import type { JsonSchema, OpenApiDocument } from "../../../scripts/description/document.js";
import { listBodies, listHosts, type DescribedBody, type HostedPlace } from "../../contract/values/hosts.js";
import { isBelowTag, listPlaces, shapeOf } from "../../contract/values/shape.js";
import { hasGolden, type SpecMutant } from "./spec-mutant.js";
import { where } from "./where.js";

/** What the generated types show to the examples of the description. The rest is told by what people typed, alone. */
const shown_by_types = new Set(["removed", "renamed", "of another type", "required"]);

/** The operators for schemas: a property removed in every object, and so at every depth; the others in two objects and two kinds each. */
export function mutateSchemas(document: OpenApiDocument): (SpecMutant & { operator: string })[] {
  const used = new Map<string, number>();
  const all = Object.entries(document.components.schemas).flatMap(([name, schema]) => {
    const { properties, required = [] } = schema as {
      properties?: Record<string, JsonSchema>;
      required?: string[];
    };
    const host = findHost(document, name);
    if (host === undefined) return [];
    const { direction } = host[0];
    // Where it is tried, nobody may have typed anything; where else it stands, somebody may have.
    const shown = direction === "response" ? findGoldenBody(document, name) : undefined;
    const is_golden = shown !== undefined;
    const { operationId } = (shown ?? host[0]).operation;
    /** What tells the component from the other kinds of object that stand in its place. */
    const tag = host[1].find((place) => place.home.owner === name && place.tag !== undefined)?.tag?.name;
    const mutant = (what: string, edit: (schema: Editable) => void, widening?: boolean) => {
      const copy = structuredClone(document);
      edit(copy.components.schemas[name] as unknown as Editable);
      return {
        name: `${name}: ${what}`,
        operator: what.replace(/^[a-z_]+ /, ""),
        is_golden,
        is_kind: tag !== undefined,
        operationId,
        document: copy,
        ...(widening !== undefined && { widening }),
      };
    };
    if (properties === undefined) {
      const [inherited] = shapeOf(document, schema).properties.keys();
      return where(inherited, () => [mutant("everything removed", (edited) => delete edited.allOf)]);
    }
    const first = (test: (property: JsonSchema) => boolean): string | undefined =>
      Object.keys(properties).find((key) => test(properties[key]!));
    const shape = (property: JsonSchema) => shapeOf(document, property);
    const needed = required.find((key) => key !== tag);
    const optional = Object.keys(properties).find((key) => !required.includes(key));
    const open = first(
      (property) =>
        Array.isArray(property["anyOf"]) && shape(property).values.length > 0 && !shape(property).closed,
    );
    const list = first((property) => shape(property).types.has("array"));
    const flag = first((property) => shape(property).types.has("boolean"));
    const formatted = (type: string): string | undefined =>
      first((property) => shape(property).keywords.has("format") && shape(property).types.has(type));
    const time = formatted("string");
    const integer = formatted("integer");
    const mutateRequired = (key: string) => [
      mutant(`${key} removed`, (edited) => {
        delete edited.properties[key];
        edited.required = edited.required!.filter((other) => other !== key);
      }),
      mutant(`${key} renamed`, (edited) => {
        edited.properties["renamed"] = edited.properties[key]!;
        delete edited.properties[key];
        edited.required = edited.required!.map((other) => (other === key ? "renamed" : other));
      }),
      mutant(`${key} of another type`, (edited) => {
        edited.properties[key] = {
          type: shape(properties[key]!).types.has("boolean") ? "string" : "boolean",
        };
      }),
      mutant(`${key} no longer required`, (edited) => {
        edited.required = edited.required!.filter((other) => other !== key);
      }),
    ];
    return [
      ...where(tag, mutateRequired),
      ...where(needed, mutateRequired),
      ...where(optional, (key) => [
        mutant(`${key} required`, (edited) => (edited.required ??= []).push(key)),
        mutant(`${key} never null`, (edited) => {
          edited.properties[key] = JSON.parse(
            JSON.stringify(edited.properties[key])
              .replace(',{"type":"null"}', "")
              .replace(/\["(\w+)","null"\]/, '"$1"'),
          );
        }),
      ]),
      ...where(open, (key) => [
        mutant(`${key} a closed set`, (edited) => {
          edited.properties[key] = {
            ...edited.properties[key],
            anyOf: edited.properties[key]!["anyOf"]!.slice(0, 1),
          } as never;
        }),
        mutant(
          `${key} with one more known value`,
          (edited) => edited.properties[key]!["anyOf"]![0]!.enum.push("new_value"),
          false,
        ),
      ]),
      ...where(list, (key) => [
        mutant(`${key} never empty`, (edited) => Object.assign(edited.properties[key]!, { minItems: 1 })),
        mutant(`${key} of one item at most`, (edited) =>
          Object.assign(edited.properties[key]!, { maxItems: 1 }),
        ),
      ]),
      ...where(flag, (key) => [
        mutant(`${key} always true`, (edited) => Object.assign(edited.properties[key]!, { enum: [true] })),
      ]),
      ...where(time, (key) => [
        mutant(`${key} any text`, (edited) => {
          delete edited.properties[key]!["format"];
        }),
      ]),
      ...where(integer, (key) => [
        mutant(`${key} any integer`, (edited) => {
          delete edited.properties[key]!["format"];
        }),
      ]),
      mutant(
        "one more optional property",
        (edited) => {
          edited.properties["added"] = { type: "string" };
        },
        true,
      ),
    ];
  });
  return all.filter(({ operator, operationId, is_golden, is_kind }) => {
    if (!is_golden && !shown_by_types.has(operator)) return false;
    const key = `${operationId} ${operator} ${is_kind}`;
    used.set(key, (used.get(key) ?? 0) + 1);
    return operator === "removed" || used.get(key)! <= 2;
  });
}

interface Editable {
  properties: Record<string, JsonSchema & { anyOf?: { enum: string[] }[] }>;
  required?: string[];
  allOf?: unknown;
}

/** The body in which the values of a component are tried, with its places. */
function findHost(
  document: OpenApiDocument,
  name: string,
): readonly [DescribedBody, HostedPlace[]] | undefined {
  const all = [...listHosts(document, "response"), ...listHosts(document, "request")];
  return all.find(([, places]) =>
    places.some(({ home, hosts_value }) => hosts_value && home.owner === name && home.trail === ""),
  );
}

/** An answer with the component, of an operation of which somebody typed what it answers. */
function findGoldenBody(document: OpenApiDocument, name: string): DescribedBody | undefined {
  return listBodies(document, "response").find(
    ({ operation, schema }) =>
      hasGolden(operation.operationId) &&
      listPlaces(document, schema).some(
        // Of an object that is one of several kinds, nobody typed all.
        ({ home, trail }) => home.owner === name && home.trail === "" && !isBelowTag(trail),
      ),
  );
}
