import type { OpenApiDocument } from "../../../scripts/description/document.js";
import { goldens } from "../golden/goldens.js";
import { listOperationCases } from "../cases.js";
import type { Check } from "../world.js";
import { answerChecks, fetchClientChecks } from "./answers.js";
import { bodyChecks } from "./bodies.js";
import { documentedBodyChecks } from "./golden-bodies.js";
import { flowChecks, headerChecks } from "./flows.js";
import { goldenChecks, serverChecks } from "./golden.js";
import { requestChecks } from "./requests.js";

/** Everything that has to hold of the client, or of one operation: by the documentation, then by a description. */
export function listChecks(document: OpenApiDocument, only?: string): Check[] {
  const operations = listOperationCases(document);
  const described = operations.filter(({ operationId }) => only === undefined || operationId === only);
  return [
    ...listDocumentedChecks(only),
    ...described.flatMap(answerChecks),
    ...described.flatMap(fetchClientChecks),
    ...described.flatMap(requestChecks),
    ...described.flatMap(headerChecks),
    ...described.flatMap((first) => flowChecks(first, operations)),
    ...described.flatMap((operation) => bodyChecks(document, operation)),
  ];
}

/** Those by the documentation, which no description can change. */
export function listDocumentedChecks(only?: string): Check[] {
  const documented = goldens.filter(({ operationId }) => only === undefined || operationId === only);
  return [
    ...documented.flatMap(documentedBodyChecks),
    ...documented.flatMap(goldenChecks),
    ...serverChecks(),
  ];
}
