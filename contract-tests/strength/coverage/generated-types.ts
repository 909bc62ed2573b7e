import type { OpenApiDocument } from "../../../scripts/description/document.js";
import { listOperationCases, type OperationCase } from "../../contract/cases.js";
import type { Compiler } from "./compiler.js";
import { isBelowTag, listPlaces, unescapeKey } from "../../contract/values/shape.js";
import { idOf } from "./obligation.js";

/** Something that the generated types have for an operation. */
export interface TypePlace {
  detail: string;
  /** The keys that lead to it from the file's exports: `["paths", "/v1/…", "delete", "responses", "200"]`. */
  keys: string[];
}

/** Whether programs use what keys lead to: by its name, or by a value for it. */
export function isUsed({ findDeclarations, findUses }: Compiler): (keys: readonly string[]) => boolean {
  const { named, given } = findUses();
  const isNamed = (keys: readonly string[]): boolean => named.has(JSON.stringify(keys));
  const isGiven = (keys: readonly string[]): boolean => {
    const declared = findDeclarations(keys);
    return declared.length > 0 && declared.every(({ pos }) => given.has(pos));
  };
  return (keys) => {
    // A body is named for each status. What it holds are schemas, which the operations share.
    const body = keys.indexOf("content") + 2;
    return body < 2 ? isNamed(keys) || isGiven(keys) : isNamed(keys.slice(0, body)) && isGiven(keys);
  };
}

/** Every path, operation, parameter, status, header and property that the types of an operation have to have. */
export function listTypePlaces(
  document: OpenApiDocument,
  { path, method, operationId, parameters, responses }: OperationCase,
): TypePlace[] {
  const operation = ["paths", path, method.toLowerCase()];
  return [
    { detail: path, keys: ["paths", path] },
    { detail: method, keys: operation },
    { detail: operationId, keys: ["operations", operationId] },
    ...parameters.map(({ name, in: where }) => ({
      detail: name,
      keys: [...operation, "parameters", where, name],
    })),
    ...Object.entries(responses).flatMap(([status, { headers = {}, content = {} }]) => {
      const response = [...operation, "responses", status];
      return [
        { detail: status, keys: response },
        ...Object.keys(headers).map((name) => ({
          detail: `${status} ${name}`,
          keys: [...response, "headers", name],
        })),
        ...Object.entries(content).flatMap(([type, { schema }]) =>
          listPlaces(document, schema)
            .filter((place) => place.property !== undefined && !isBelowTag(place.trail))
            .map((place) => ({
              detail: `${status} ${place.trail}`,
              keys: [...response, "content", type, ...place.trail.split("/").slice(1).map(unescapeKey)],
            })),
        ),
      ];
    }),
  ];
}

/** The obligations that type fixtures exercise: what they use of the generated types. */
export function observeTypes(
  document: OpenApiDocument,
  isUsedBy: (keys: readonly string[]) => boolean,
): string[] {
  return listOperationCases(document).flatMap((operation) =>
    listTypePlaces(document, operation)
      .filter(({ keys }) => isUsedBy(keys))
      .map(({ detail }) => idOf(operation.operationId, "generated type", detail)),
  );
}

/** Those of them that would be missed: without what they are about, what people typed does not compile. */
export function proveTypes(document: OpenApiDocument, { findDeclarations, areMissed }: Compiler): string[] {
  const all = listOperationCases(document).flatMap((operation) =>
    listTypePlaces(document, operation).map(({ detail, keys }) => ({
      id: idOf(operation.operationId, "generated type", detail),
      declarations: findDeclarations(keys),
    })),
  );
  // Many statuses answer what one component declares.
  const tried = new Map(all.map(({ declarations }) => [JSON.stringify(declarations), declarations]));
  const results = areMissed([...tried.values()]);
  const missed = new Set([...tried.keys()].filter((_, index) => results[index]));
  return all
    .filter(({ declarations }) => declarations.length > 0 && missed.has(JSON.stringify(declarations)))
    .map(({ id }) => id);
}
