import type { JsonSchema, OpenApiDocument } from "../../../scripts/description/document.js";
import type { OperationCase } from "../../contract/cases.js";

/** Another description, in which one thing is no longer so. It has one of these. */
export interface Denial {
  /** Schemas as they stand in the document, and what stands in the place of each. */
  schemas?: ReadonlyMap<object, JsonSchema | boolean>;
  /** In place of the operation with its operationId. */
  operation?: OperationCase;
  document?: OpenApiDocument;
  /** Not the description but the client is another: it sends what it has refused. */
  sent?: true;
}
