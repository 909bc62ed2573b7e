import type { OpenApiDocument } from "../../../scripts/description/document.js";
import { boundariesOf } from "../../contract/values/boundaries.js";
import { wrongFor } from "../../contract/values/body-variants.js";
import { listBodies, listHosts, type DescribedBody, type HostedPlace } from "../../contract/values/hosts.js";
import type { Direction } from "../../contract/values/sample.js";
import { listPlaces, type Home } from "../../contract/values/shape.js";
import type { Denial } from "../proof/denial.js";
import {
  denyAll,
  denyEdge,
  denyNull,
  denyRequired,
  denySatisfied,
  denyViolated,
  tighten,
} from "../proof/deny-schema.js";
import { idOf, type Obligation } from "./obligation.js";

/** What the schemas ask, once for each component, and that it stands in the bodies of each operation that uses it. */
export function listBodyObligations(document: OpenApiDocument): Obligation[] {
  return (["request", "response"] as const).flatMap((direction) => {
    const users = listUsers(document, direction);
    return [
      ...[...users].flatMap(([component, operationIds]) =>
        operationIds.map((operationId) => ({
          id: witnessOf(operationId, direction, component),
          criterion: "schema",
          operationIds: [operationId],
          deny: () => denyAll(document, { schema: document.components.schemas[component]! }),
        })),
      ),
      ...listHosts(document, direction).flatMap(([body, places]) =>
        places.flatMap((place) =>
          listFacts(document, direction, place, parentOf(places, place)).map(
            ({ criterion, of, detail, deny }) => {
              const { owner } = place[of];
              const operationIds = owner === undefined ? [body.operation.operationId] : users.get(owner)!;
              return { id: idAt(body, place[of], criterion, detail), criterion, operationIds, deny };
            },
          ),
        ),
      ),
    ];
  });
}

export const witnessOf = (operationId: string, direction: Direction, component: string): string =>
  idOf(operationId, "schema", `${component} in ${direction === "request" ? "a request" : "an answer"}`);

/** The operations that send or answer each component. */
function listUsers(document: OpenApiDocument, direction: Direction): Map<string, string[]> {
  const users = new Map<string, string[]>();
  for (const { operation, schema } of listBodies(document, direction)) {
    const owners = listPlaces(document, schema).flatMap(({ home, holder, shape }) => [
      home.owner,
      holder.owner,
      ...shape.refs.map((ref) => ref.split("/").at(-1)),
    ]);
    for (const owner of new Set(owners)) {
      if (owner === undefined) continue;
      const known = users.get(owner) ?? [];
      if (!known.includes(operation.operationId)) users.set(owner, [...known, operation.operationId]);
    }
  }
  return users;
}

interface Fact {
  criterion: string;
  /** Whether it is about the property, or about its value. */
  of: "holder" | "home";
  detail: string;
  deny: () => Denial;
}

const parentOf = (places: readonly HostedPlace[], { trail }: HostedPlace): HostedPlace =>
  places.find((each) => each.trail === trail.slice(0, trail.lastIndexOf("/"))) ?? places[0]!;

/** What a place in a body asks for, where it is tried. */
function listFacts(
  document: OpenApiDocument,
  direction: Direction,
  place: HostedPlace,
  parent: HostedPlace,
): Fact[] {
  const { property, shape, hosts_property, hosts_value } = place;
  const names = criteriaOf(direction);
  const name = property?.name ?? "";
  const about = (of: Fact["of"], criterion: string, details: Record<string, Fact["deny"]>): Fact[] =>
    Object.entries(details).map(([detail, deny]) => ({ criterion, of, detail, deny }));
  const edges = boundariesOf(document, shape, direction);
  const violated = new Set([
    ...(wrongFor(shape.types) === undefined ? [] : ["type"]),
    ...edges.flatMap(({ violates }) => violates ?? []),
  ]);
  const satisfiable = [...shape.keywords, ...(shape.closed && shape.values.length > 0 ? ["enum"] : [])];
  return [
    ...(property === undefined || !hosts_property
      ? []
      : [
          ...about("holder", names.property, {
            present: () => denyAll(document, place),
            ...(!property.required && {
              absent: () => tighten(document, parent, { required: [name] }),
            }),
            ...(shape.types.has("null") && { null: () => denyNull(document, place) }),
          }),
          ...(property.required
            ? about("holder", names.keyword, {
                "required satisfied": () => tighten(document, parent, { properties: { [name]: false } }),
                "required violated": () => denyRequired(document, parent, name),
              })
            : []),
        ]),
    ...(hosts_value
      ? [
          ...edges
            .filter(({ violates }) => violates === undefined)
            .flatMap((edge) =>
              about("home", names.value(edge.value), { [edge.what]: () => denyEdge(document, place, edge) }),
            ),
          ...satisfiable.flatMap((keyword) =>
            about("home", names.keyword, {
              [`${keyword} satisfied`]: () => denySatisfied(document, place, keyword),
              ...(violated.has(keyword) && {
                [`${keyword} violated`]: () => denyViolated(document, place, keyword),
              }),
            }),
          ),
        ]
      : []),
  ];
}

/** What the criteria for bodies are called in each direction. */
export const criteriaOf = (
  direction: Direction,
): { property: string; keyword: string; value: (value: unknown) => string } =>
  direction === "request"
    ? { property: "request property", keyword: "request keyword", value: () => "request value" }
    : {
        property: "property",
        keyword: "schema keyword",
        value: (value) => (Array.isArray(value) ? "array" : typeof value === "boolean" ? "boolean" : "value"),
      };

/** The id of what is asked at a place: by its component, or by the operation and the status where it is in none. */
export function idAt(
  { operation, declared }: Pick<DescribedBody, "operation" | "declared">,
  { owner, trail }: Home,
  criterion: string,
  detail: string,
): string {
  const status = owner === undefined && declared !== undefined ? `${declared} ` : "";
  return idOf(owner ?? operation.operationId, criterion, `${status}${trail || "/"} ${detail}`);
}
