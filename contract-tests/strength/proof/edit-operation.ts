import { deref, type OpenApiDocument, type Operation } from "../../../scripts/description/document.js";
import type { OperationCase } from "../../contract/cases.js";

/** A copy of a document, and of what an operation shares with others: an edit changes one operation. */
export interface Copy {
  document: OpenApiDocument;
  operation: Operation;
  item: Record<string, unknown>;
}

export function editOperation(
  document: OpenApiDocument,
  { path, method }: OperationCase,
  edit: (copy: Copy) => void,
): OpenApiDocument {
  const copy = structuredClone(document);
  const item = copy.paths[path]!;
  const operation = item[method.toLowerCase()] as Operation;
  operation.parameters = (operation.parameters ?? []).map((parameter) =>
    structuredClone(deref(copy, parameter)),
  );
  if (operation.requestBody !== undefined)
    operation.requestBody = structuredClone(deref(copy, operation.requestBody));
  operation.responses = Object.fromEntries(
    Object.entries(operation.responses).map(([status, response]) => [
      status,
      structuredClone(deref(copy, response)),
    ]),
  );
  edit({ document: copy, operation, item });
  return copy;
}
