import type { OpenApiDocument } from "../../../scripts/description/document.js";
import type { OperationCase } from "../cases.js";
import type { Check } from "../world.js";
import { credentialChecks } from "./credentials.js";
import { parameterChecks } from "./parameters.js";
import { pathParameterChecks } from "./path-parameters.js";
import { requestFrameChecks } from "./request-frame.js";
import { refusedCallChecks } from "./refused-calls.js";
import { sessionChecks } from "./sessions.js";

/** What the description says of a request without its body: its parameters, and its credentials. */
export function requestChecks(document: OpenApiDocument, operation: OperationCase): Check[] {
  return [
    ...requestFrameChecks(operation),
    ...pathParameterChecks(document, operation),
    ...parameterChecks(document, operation),
    ...sessionChecks(operation),
    ...refusedCallChecks(operation),
    ...credentialChecks(operation),
  ];
}
