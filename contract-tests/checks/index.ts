import type { OpenApiDocument } from "../../scripts/document.js";
import { listOperationCases } from "../spec.js";
import type { Check } from "../world.js";
import { answerChecks, fetchClientChecks } from "./answers.js";
import { bodyChecks } from "./bodies.js";
import { flowChecks, headerChecks } from "./flows.js";
import { goldenChecks } from "./golden.js";
import { requestChecks } from "./requests.js";

/** Everything that has to hold of the client: by the documentation, then by a description. Quick ones first. */
export function listChecks(document: OpenApiDocument): Check[] {
  const operations = listOperationCases(document);
  return [
    ...goldenChecks,
    ...operations.flatMap(answerChecks),
    ...operations.flatMap(fetchClientChecks),
    ...operations.flatMap(requestChecks),
    ...operations.flatMap(headerChecks),
    ...flowChecks(operations),
    ...operations.flatMap((operation) => bodyChecks(document, operation)),
  ];
}
