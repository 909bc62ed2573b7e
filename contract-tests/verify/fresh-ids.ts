import { randomUUID } from "node:crypto";
import type { OpenApiDocument } from "../../scripts/description/document.js";
import type { OperationCase } from "../contract/cases.js";
import { findObjection } from "../contract/values/boundaries.js";
import { shapeOf } from "../contract/values/shape.js";

/** Ids that nobody has: made for one run, and kept so that a request can be asked whether it has one. */
export interface FreshIds {
  /** An id for each place of a path that takes a text that was made up. */
  make: (operation: OperationCase) => Record<string, string>;
  has: (id: string) => boolean;
}

/** Of a project that is live, ids say so. */
export function createFreshIds(document: OpenApiDocument, project_id: string): FreshIds {
  const made = new Set<string>();
  return {
    make: ({ parameters, ids }) =>
      Object.fromEntries(
        parameters
          .filter((each) => each.in === "path")
          .flatMap((parameter) => {
            const shape = shapeOf(document, parameter.schema);
            if (!shape.types.has("string") || shape.values.length > 0 || "const" in shape.asserted) return [];
            const example = String(ids[parameter.name]);
            const own = project_id.startsWith("project-live-")
              ? example.replace("-test-", "-live-")
              : example;
            const id = listCandidates(own).find((each) => findObjection(shape, each) === undefined);
            if (id === undefined) return [];
            made.add(id);
            return [[parameter.name, id]];
          }),
      ),
    has: (id) => made.has(id),
  };
}

/** In the form of the example where that has a UUID. The zeros mark it for whoever reads the server's log. */
function listCandidates(example: string): string[] {
  const uuid = `00000000${randomUUID().slice(8)}`;
  const [whole] = /[\da-f]{8}(?:-[\da-f]{4}){3}-[\da-f]{12}/i.exec(example) ?? [];
  return [
    ...(whole === undefined ? [] : [example.replace(whole, uuid)]),
    `does-not-exist-${uuid}`,
    uuid,
    uuid.replaceAll("-", ""),
  ];
}
