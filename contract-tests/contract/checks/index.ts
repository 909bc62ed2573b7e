import type { OpenApiDocument } from "../../../scripts/description/document.js";
import { listOperationCases, type OperationCase } from "../cases.js";
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

/**
 * Everything that has to hold of the client, or of one operation: by the documentation and by a description. Those that
 * cost most come last, and none is made before it is asked for.
 */
export function* listChecks(document: OpenApiDocument, only?: string): Generator<CheckGroup> {
  yield* listDescribed(document, only, { flows: (operation) => flowChecks(document, operation) });
  yield* listGoldenCalls(only);
  yield* listDescribed(document, only, described);
  yield* listGoldenBodies(only);
  yield { kind: "goldens", checks: demandChecks(listGoldens(only)) };
}

/** The checks of an operation by its description, by their kinds. */
type Kinds = Record<string, (operation: OperationCase, document: OpenApiDocument) => Check[]>;

function* listDescribed(
  document: OpenApiDocument,
  only: string | undefined,
  kinds: Kinds,
): Generator<CheckGroup> {
  for (const operation of listOperationCases(document)) {
    const { operationId } = operation;
    if (only !== undefined && operationId !== only) continue;
    for (const [kind, list] of Object.entries(kinds)) {
      const checks = list(operation, document);
      if (checks.length > 0) yield { operationId, kind, checks };
    }
  }
}

const described: Kinds = {
  answers: answerChecks,
  "fetch client": fetchClientChecks,
  requests: requestChecks,
  "path parameters": (operation, document) => pathParameterChecks(document, operation),
  parameters: (operation, document) => parameterChecks(document, operation),
  sessions: sessionChecks,
  "refused calls": refusedCallChecks,
  credentials: credentialChecks,
  "request bodies": (operation, document) => requestBodyChecks(document, operation),
  headers: (operation, document) => headerChecks(document, operation),
  bodies: (operation, document) => bodyChecks(document, operation),
};

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
