import type { OpenApiDocument } from "../../../scripts/description/document.js";
import { listOperationCases } from "../cases.js";
import { golden_flows } from "../golden/flows.js";
import { goldens, type Golden } from "../golden/goldens.js";
import type { Check } from "../world.js";
import { answerChecks, fetchClientChecks } from "./answers.js";
import { bodyChecks } from "./bodies.js";
import { flowChecks, goldenFlowChecks } from "./flows.js";
import { demandChecks, goldenChecks, serverChecks } from "./golden.js";
import { goldenBodyChecks } from "./golden-bodies.js";
import { requestBodyChecks } from "./request-bodies.js";
import { requestChecks } from "./requests.js";
import { headerChecks } from "./headers.js";

/** The checks of one kind, of one operation. */
export interface CheckGroup {
  /** Undefined for what holds of the client, whatever it is asked to do. */
  operationId?: string;
  kind: string;
  checks: Check[];
}

/** Everything that has to hold of the client, or of one operation: by the documentation, then by a description. */
export function listChecks(document: OpenApiDocument, only?: string): CheckGroup[] {
  const operations = listOperationCases(document);
  const described = operations.filter(({ operationId }) => only === undefined || operationId === only);
  return [
    ...listGoldenChecks(only),
    ...described.flatMap((operation) => {
      const { operationId } = operation;
      return [
        { operationId, kind: "answers", checks: answerChecks(operation) },
        { operationId, kind: "flows", checks: flowChecks(document, operation) },
        { operationId, kind: "answers of createFetchClient", checks: fetchClientChecks(operation) },
        { operationId, kind: "requests", checks: requestChecks(document, operation) },
        { operationId, kind: "request bodies", checks: requestBodyChecks(document, operation) },
        { operationId, kind: "headers", checks: headerChecks(document, operation) },
        { operationId, kind: "bodies", checks: bodyChecks(document, operation) },
      ].filter(({ checks }) => checks.length > 0);
    }),
    { kind: "goldens", checks: demandChecks(listGoldens(only)) },
  ];
}

/** Those by the documentation, which no description can change. */
export function listGoldenChecks(only?: string): CheckGroup[] {
  return [
    ...listGoldens(only).flatMap((golden) => {
      const { operationId } = golden;
      return [
        { operationId, kind: "golden bodies", checks: goldenBodyChecks(golden) },
        { operationId, kind: "golden calls", checks: goldenChecks(golden) },
      ];
    }),
    ...Object.entries(golden_flows)
      .filter(([operationId]) => only === undefined || operationId === only)
      .map(([operationId, following]) => ({
        operationId,
        kind: "golden flows",
        checks: goldenFlowChecks(operationId, following),
      })),
    { kind: "servers", checks: serverChecks() },
  ];
}

const listGoldens = (only: string | undefined): Golden[] =>
  goldens.filter(({ operationId }) => only === undefined || operationId === only);
