import type { JsonSchema, OpenApiDocument, Ref } from "../../../scripts/description/document.js";
import { listOperationCases, type OperationCase } from "../cases.js";
import type { Direction } from "./sample.js";
import { listPlaces, type Home, type Place } from "./shape.js";

/** A body that a description has: what an operation sends, or what it answers with a status. */
export interface DescribedBody {
  operation: OperationCase;
  direction: Direction;
  /** The declared status; undefined for a request. */
  declared: string | undefined;
  type: string;
  schema: JsonSchema | Ref;
}

/** A place in a body, and what of it no body before has had. */
export interface HostedPlace extends Place {
  /** Whether the place has to be there is tried here. */
  hosts_property: boolean;
  /** What values it takes is tried here. */
  hosts_value: boolean;
}

/** Every JSON body of every operation, in the order of the document. */
export function listBodies(document: OpenApiDocument, direction: Direction): DescribedBody[] {
  return listOperationCases(document).flatMap((operation): DescribedBody[] => {
    if (direction === "request") {
      if (operation.body === undefined) return [];
      const { type, schema } = operation.body;
      return [{ operation, direction, declared: undefined, type, schema }];
    }
    return Object.entries(operation.responses).flatMap(([declared, { content = {} }]) =>
      Object.entries(content)
        .filter(([type]) => /[/+]json\b/.test(type))
        .map(([type, { schema }]) => ({ operation, direction, declared, type, schema })),
    );
  });
}

/** The places of an operation's request, or of its answer with a declared status; none where it has no JSON. */
export function placesOf(
  document: OpenApiDocument,
  operation: OperationCase,
  direction: Direction,
  declared?: string,
): HostedPlace[] {
  const host = listHosts(document, direction).find(
    ([body]) => body.operation === operation && body.declared === declared,
  );
  return host?.[1] ?? [];
}

const cache = new WeakMap<OpenApiDocument, Map<Direction, [DescribedBody, HostedPlace[]][]>>();

/**
 * The bodies, each with the places that are tried in it. What a component describes is tried where it stands first, and
 * nowhere else: many operations may share it.
 */
export function listHosts(
  document: OpenApiDocument,
  direction: Direction,
): readonly (readonly [DescribedBody, HostedPlace[]])[] {
  const known = cache.get(document) ?? new Map<Direction, [DescribedBody, HostedPlace[]][]>();
  cache.set(document, known);
  const found = known.get(direction) ?? assign(document, direction);
  known.set(direction, found);
  return found;
}

function assign(document: OpenApiDocument, direction: Direction): [DescribedBody, HostedPlace[]][] {
  const holders = new Set<string>();
  const homes = new Set<string>();
  const isNew = (taken: Set<string>, { owner, trail }: Home): boolean => {
    if (owner === undefined) return true;
    const key = `${owner}${trail}`;
    if (taken.has(key)) return false;
    taken.add(key);
    return true;
  };
  return listBodies(document, direction).map((body) => {
    const places = listPlaces(document, body.schema).filter(({ shape }) => isIn(direction, shape.only_in));
    return [
      body,
      places.map((place) => ({
        ...place,
        hosts_property: place.property !== undefined && isNew(holders, place.holder),
        hosts_value: isNew(homes, place.home),
      })),
    ];
  });
}

const isIn = (direction: Direction, only_in: Direction | undefined): boolean =>
  only_in === undefined || only_in === direction;
