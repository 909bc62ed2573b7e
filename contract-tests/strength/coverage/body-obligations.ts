import type { OpenApiDocument } from "../../../scripts/description/document.js";
import { boundariesOf } from "../../contract/values/boundaries.js";
import { wrongFor } from "../../contract/values/body-variants.js";
import { listBodies, listHosts, type DescribedBody, type HostedPlace } from "../../contract/values/hosts.js";
import type { Direction } from "../../contract/values/sample.js";
import { listPlaces, type Home } from "../../contract/values/shape.js";
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
        })),
      ),
      ...listHosts(document, direction).flatMap(([body, places]) =>
        places.flatMap((place) =>
          listFacts(document, direction, place).map(({ criterion, of, detail }) => {
            const { owner } = place[of];
            const operationIds = owner === undefined ? [body.operation.operationId] : users.get(owner)!;
            return { id: idAt(body, place[of], criterion, detail), criterion, operationIds };
          }),
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
}

/** What a place in a body asks for, where it is tried. */
function listFacts(document: OpenApiDocument, direction: Direction, place: HostedPlace): Fact[] {
  const { property, shape, hosts_property, hosts_value } = place;
  const names = criteriaOf(direction);
  const about = (of: Fact["of"], criterion: string, details: readonly string[]): Fact[] =>
    details.map((detail) => ({ criterion, of, detail }));
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
          ...about("holder", names.property, [
            "present",
            ...(property.required ? [] : ["absent"]),
            ...(shape.types.has("null") ? ["null"] : []),
          ]),
          ...(property.required
            ? about("holder", names.keyword, ["required satisfied", "required violated"])
            : []),
        ]),
    ...(hosts_value
      ? [
          ...edges
            .filter(({ violates }) => violates === undefined)
            .flatMap(({ what, value }) => about("home", names.value(value), [what])),
          ...satisfiable.flatMap((keyword) =>
            about("home", names.keyword, [
              `${keyword} satisfied`,
              ...(violated.has(keyword) ? [`${keyword} violated`] : []),
            ]),
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
