import type { OpenApiDocument } from "../../../scripts/description/document.js";
import { listOperationCases } from "../cases.js";
import { goldens, type Golden } from "../golden/goldens.js";
import type { Check } from "../world.js";
import { answerChecks } from "./answers.js";
import { bodyChecks } from "./bodies.js";
import { credentialChecks } from "./credentials.js";
import { fetchClientChecks } from "./fetch-client.js";
import { flowChecks } from "./flows.js";
import { goldenBodyChecks } from "./golden-bodies.js";
import { goldenCallChecks } from "./golden-calls.js";
import { demandChecks } from "./goldens.js";
import { headerChecks } from "./headers.js";
import { parameterChecks } from "./parameters.js";
import { pathParameterChecks } from "./path-parameters.js";
import { refusedCallChecks } from "./refused-calls.js";
import { requestBodyChecks } from "./request-bodies.js";
import { requestChecks } from "./requests.js";
import { serverChecks } from "./servers.js";
import { sessionChecks } from "./sessions.js";

/** The checks of one kind, of one operation. Each kind is a file of this folder: `golden bodies`, `golden-bodies.ts`. */
export interface CheckGroup {
  /** Undefined for what holds of the client, whatever it is asked to do. */
  operationId?: string;
  kind: string;
  checks: Check[];
}

/** Everything that has to hold of the client, or of one operation: by the documentation and by a description. */
export function listChecks(document: OpenApiDocument, only?: string): CheckGroup[] {
  const operations = listOperationCases(document);
  const described = operations.filter(({ operationId }) => only === undefined || operationId === only);
  return [
    ...listGoldenCalls(only),
    ...described.flatMap((operation) => {
      const { operationId } = operation;
      return [
        { operationId, kind: "answers", checks: answerChecks(operation) },
        { operationId, kind: "flows", checks: flowChecks(document, operation) },
        { operationId, kind: "fetch client", checks: fetchClientChecks(operation) },
        { operationId, kind: "requests", checks: requestChecks(operation) },
        { operationId, kind: "path parameters", checks: pathParameterChecks(document, operation) },
        { operationId, kind: "parameters", checks: parameterChecks(document, operation) },
        { operationId, kind: "sessions", checks: sessionChecks(operation) },
        { operationId, kind: "refused calls", checks: refusedCallChecks(operation) },
        { operationId, kind: "credentials", checks: credentialChecks(operation) },
        { operationId, kind: "request bodies", checks: requestBodyChecks(document, operation) },
        { operationId, kind: "headers", checks: headerChecks(document, operation) },
        { operationId, kind: "bodies", checks: bodyChecks(document, operation) },
      ].filter(({ checks }) => checks.length > 0);
    }),
    ...listGoldenBodies(only),
    { kind: "goldens", checks: demandChecks(listGoldens(only)) },
  ];
}

/** Those by the documentation, which no description can change. */
export const listGoldenChecks = (only?: string): CheckGroup[] => [
  ...listGoldenCalls(only),
  ...listGoldenBodies(only),
];

const listGoldenCalls = (only: string | undefined): CheckGroup[] =>
  [
    ...listGoldens(only).map((golden) => ({
      operationId: golden.operationId,
      kind: "golden calls",
      checks: goldenCallChecks(golden),
    })),
    { kind: "servers", checks: serverChecks() },
  ].filter(({ checks }) => checks.length > 0);

/** They cost most, so they come where nothing has failed before. */
const listGoldenBodies = (only: string | undefined): CheckGroup[] =>
  listGoldens(only)
    .map((golden) => ({
      operationId: golden.operationId,
      kind: "golden bodies",
      checks: goldenBodyChecks(golden),
    }))
    .filter(({ checks }) => checks.length > 0);

const listGoldens = (only: string | undefined): Golden[] =>
  goldens.filter(({ operationId }) => only === undefined || operationId === only);
