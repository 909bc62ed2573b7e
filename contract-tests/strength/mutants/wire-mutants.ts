import type { OpenApiDocument } from "../../../scripts/description/document.js";
import type { OperationCase } from "../../contract/cases.js";
import { listAnswerMutants } from "./answer-mutants.js";
import { listBodyMutants } from "./body-mutants.js";
import { listCredentialMutants } from "./credential-mutants.js";
import { listRequestMutants } from "./request-mutants.js";
import type { WireMutant } from "./wire-mutant.js";

/** Everything that can go wrong on the wire in the calls of an operation. What it does not have cannot. */
export function listWireMutants(document: OpenApiDocument, operation: OperationCase): WireMutant[] {
  return [
    ...listRequestMutants(document, operation),
    ...listCredentialMutants(operation),
    ...listBodyMutants(document, operation),
    ...listAnswerMutants(document, operation),
  ];
}
