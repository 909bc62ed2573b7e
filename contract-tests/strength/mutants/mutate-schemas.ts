import type { JsonSchema, OpenApiDocument } from "../../../scripts/description/document.js";
import { listBodies, listHosts, type DescribedBody, type HostedPlace } from "../../contract/values/hosts.js";
import { isBelowTag, listPlaces, shapeOf } from "../../contract/values/shape.js";
import { criteriaOf, idAt, witnessOf } from "../coverage/body-obligations.js";
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
    const names = criteriaOf(direction);
    // Where it is tried, nobody may have typed anything; where else it stands, somebody may have.
    const shown = direction === "response" ? findGoldenBody(document, name) : undefined;
    const is_golden = shown !== undefined;
    const { operationId } = (shown ?? host[0]).operation;
    /** What tells the component from the other kinds of object that stand in its place. */
    const tag = host[1].find((place) => place.home.owner === name && place.tag !== undefined)?.tag?.name;
    /** The id of what a property of the component asks for. */
    const idFor = (key: string, criterion: string, detail: string): string | undefined => {
      if (key === tag) return witnessOf(host[0].operation.operationId, direction, name);
      const place = placeOf(key);
      const of = criterion === names.property || detail.startsWith("required ") ? "holder" : "home";
      return place && idAt(host[0], place[of], criterion, detail);
    };
    const placeOf = (key: string): HostedPlace | undefined =>
      host[1].find(({ holder }) => holder.owner === name && holder.trail === `/${key}`);
    const mutant = (
      what: string,
      breaks: string | undefined,
      edit: (schema: Editable) => void,
      widening?: boolean,
    ) => {
      const copy = structuredClone(document);
      edit(copy.components.schemas[name] as unknown as Editable);
      const path = shown && findPath(document, shown, name, what.split(" ")[0]!);
      return {
        name: `${name}: ${what}`,
        operator: what.replace(/^[a-z_]+ /, ""),
        is_golden,
        is_kind: tag !== undefined,
        operationId,
        breaks,
        ...(path !== undefined && { type: `${shown!.declared} ${path}` }),
        document: copy,
        ...(widening !== undefined && { widening }),
      };
    };
    const inheritedId = (key: string): string | undefined => {
      const root = host[1].find(({ home, shape }) => home.owner === name && home.trail === "" && shape)!;
      const place = host[1].find(({ trail }) => trail === `${root.trail}/${key}`);
      return place && idAt(host[0], place.holder, names.property, "present");
    };
    if (properties === undefined) {
      const [inherited] = shapeOf(document, schema).properties.keys();
      return where(inherited, (key) => [
        mutant("everything removed", inheritedId(key), (edited) => delete edited.allOf),
      ]);
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
      mutant(`${key} removed`, idFor(key, names.property, "present"), (edited) => {
        delete edited.properties[key];
        edited.required = edited.required!.filter((other) => other !== key);
      }),
      mutant(`${key} renamed`, idFor(key, names.property, "present"), (edited) => {
        edited.properties["renamed"] = edited.properties[key]!;
        delete edited.properties[key];
        edited.required = edited.required!.map((other) => (other === key ? "renamed" : other));
      }),
      mutant(`${key} of another type`, idFor(key, names.keyword, "type satisfied"), (edited) => {
        edited.properties[key] = {
          type: shape(properties[key]!).types.has("boolean") ? "string" : "boolean",
        };
      }),
      mutant(`${key} no longer required`, idFor(key, names.keyword, "required violated"), (edited) => {
        edited.required = edited.required!.filter((other) => other !== key);
      }),
    ];
    return [
      ...where(tag, mutateRequired),
      ...where(needed, mutateRequired),
      ...where(optional, (key) => [
        mutant(`${key} required`, idFor(key, names.property, "absent"), (edited) =>
          (edited.required ??= []).push(key),
        ),
        mutant(`${key} never null`, idFor(key, names.property, "null"), (edited) => {
          edited.properties[key] = JSON.parse(
            JSON.stringify(edited.properties[key])
              .replace(',{"type":"null"}', "")
              .replace(/\["(\w+)","null"\]/, '"$1"'),
          );
        }),
      ]),
      ...where(open, (key) => [
        mutant(`${key} a closed set`, idFor(key, names.value(""), "(unknown)"), (edited) => {
          edited.properties[key] = {
            ...edited.properties[key],
            anyOf: edited.properties[key]!["anyOf"]!.slice(0, 1),
          } as never;
        }),
        mutant(
          `${key} with one more known value`,
          undefined,
          (edited) => edited.properties[key]!["anyOf"]![0]!.enum.push("new_value"),
          false,
        ),
      ]),
      ...where(list, (key) => [
        mutant(`${key} never empty`, idFor(key, names.value([]), "0"), (edited) =>
          Object.assign(edited.properties[key]!, { minItems: 1 }),
        ),
        mutant(`${key} of one item at most`, idFor(key, names.value([]), "2"), (edited) =>
          Object.assign(edited.properties[key]!, { maxItems: 1 }),
        ),
      ]),
      ...where(flag, (key) => [
        mutant(`${key} always true`, idFor(key, names.value(true), "false"), (edited) =>
          Object.assign(edited.properties[key]!, { enum: [true] }),
        ),
      ]),
      ...where(time, (key) => [
        mutant(`${key} any text`, idFor(key, names.keyword, "format violated"), (edited) => {
          delete edited.properties[key]!["format"];
        }),
      ]),
      ...where(integer, (key) => [
        mutant(`${key} any integer`, idFor(key, names.keyword, "format violated"), (edited) => {
          delete edited.properties[key]!["format"];
        }),
      ]),
      mutant(
        "one more optional property",
        undefined,
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

function findPath(
  document: OpenApiDocument,
  { schema }: DescribedBody,
  name: string,
  key: string,
): string | undefined {
  return listPlaces(document, schema).find(
    ({ holder }) => holder.owner === name && holder.trail === `/${key}`,
  )?.trail;
}
