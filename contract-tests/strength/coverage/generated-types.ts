import type { OpenApiDocument } from "../../../scripts/description/document.js";
import type { OperationCase } from "../../contract/cases.js";
import { listPlaces } from "../../contract/shape.js";

/** Something that the generated types have for an operation. */
export interface TypePlace {
  detail: string;
  /** The keys that lead to it from the file's exports: `["paths", "/v1/…", "delete", "responses", "200"]`. */
  keys: string[];
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
            .filter(({ property }) => property !== undefined)
            .map((place) => ({
              detail: `${status} ${place.path}`,
              keys: [...response, "content", type, ...place.path.split("/").slice(1)],
            })),
        ),
      ];
    }),
  ];
}
