import type { OpenApiDocument, Operation, PathItem } from "../../scripts/description/document.js";
import { deletions } from "../contract/cases.js";

export const path = "/v1/b2b/organizations/{organization_id}/members/{member_id}";

/** What a test may spoil: the operation that deletes a member, in a document of its own. */
export interface Parts {
  document: OpenApiDocument;
  item: PathItem;
  operation: Operation;
  /** Puts a path parameter of its own in place of the first. */
  replace: (facts: object) => void;
}

export function change(spoil: (parts: Parts) => void): OpenApiDocument {
  const copy = structuredClone(deletions);
  const item = copy.paths[path]!;
  const operation = item["delete"] as Operation;
  const replace = (facts: object): void => {
    const base = { name: "organization_id", in: "path", schema: { type: "string" } };
    operation.parameters![0] = { ...base, ...facts } as never;
  };
  spoil({ document: copy, item, operation, replace });
  return copy;
}
