import type { OpenApiDocument, Parameter } from "../../../scripts/description/document.js";
import { boundariesOf, findObjection } from "../../contract/values/boundaries.js";
import { wrongFor } from "../../contract/values/body-variants.js";
import { listBodies } from "../../contract/values/hosts.js";
import { couldCarry, listOptional } from "../../contract/operation/call-options.js";
import { examplesOf, listOperationCases, type OperationCase } from "../../contract/cases.js";
import { goldens } from "../../contract/golden/goldens.js";
import { listHeaderStates } from "../../contract/values/header-states.js";
import { listLinks } from "../../contract/operation/links.js";
import { refused_ids } from "../../contract/operation/path-template.js";
import { isSession } from "../../contract/operation/sessions.js";
import { listParameterEdges } from "../../contract/values/parameter-edges.js";
import { listAssertions, shapeOf } from "../../contract/values/shape.js";
import { listBodyObligations } from "./body-obligations.js";
import { listTypePlaces } from "./generated-types.js";
import { denyOperation } from "../proof/deny-operation.js";
import { listDocumented } from "./documented-obligations.js";
import { idOf, type Obligation } from "./obligation.js";
import { listRepeated } from "./repeated-obligations.js";
import { statesOf } from "./security-states.js";

/** What each criterion asks of an operation: the details that traffic can show. */
export type Facts = Record<string, string[]>;

/** Every criterion, so that the report can name one of which the description has nothing. */
export const criteria = [
  "path",
  "operation",
  "header names",
  "unknown parameter",
  "unknown session",
  "security",
  "parameter",
  "query parameter",
  "parameter boundary",
  "parameter keyword",
  "parameter example",
  "request body",
  "request property",
  "request value",
  "request keyword",
  "status class",
  "status",
  "media type",
  "example",
  "response header",
  "response body",
  "schema",
  "property",
  "array",
  "boolean",
  "value",
  "schema keyword",
  "operation flow",
  "generated type",
  "fetch client",
  "golden calls",
  "golden bodies",
  "permission",
  "documented link",
  "demand",
  "server",
] as const;

const cache = new WeakMap<OpenApiDocument, Obligation[]>();

/** Everything that the description asks the suite to exercise. */
export function listObligations(document: OpenApiDocument): Obligation[] {
  const known = cache.get(document) ?? enumerate(document);
  cache.set(document, known);
  return known;
}

function enumerate(document: OpenApiDocument): Obligation[] {
  const own = listOperationCases(document).flatMap((operation) => {
    const { operationId } = operation;
    const facts: Facts = {
      ...requestFacts(document, operation),
      ...responseFacts(document, operation),
      "operation flow": listLinks(operation).map(({ link }) => `then ${link.operationId}`),
      // Of an operation without a golden there is no second source.
      "generated type": goldens.some((golden) => golden.operationId === operationId)
        ? listTypePlaces(document, operation).map(({ detail }) => detail)
        : [],
    };
    return Object.entries(facts).flatMap(([criterion, details]) =>
      details.map((detail): Obligation => {
        const waiver = waiverOf(operation, criterion, detail);
        return {
          id: idOf(operationId, criterion, detail),
          criterion,
          operationIds: [operationId],
          ...(criterion !== "generated type" && {
            deny: () => denyOperation(document, operation, criterion, detail),
          }),
          ...(waiver && { waiver }),
        };
      }),
    );
  });
  const all = [...own, ...listBodyObligations(document)];
  return [...all, ...listRepeated(document, all), ...listDocumented(document)];
}

function requestFacts(document: OpenApiDocument, operation: OperationCase): Facts {
  const { path, operationId, parameters, body, ids } = operation;
  const optional = listOptional(operation);
  const in_path = parameters.filter((parameter) => parameter.in === "path");
  const presence = (list: readonly Parameter[]): string[] => [
    ...list.filter(({ required }) => required === true).map(({ name }) => `${name} present`),
    ...list
      .filter(({ required }) => required !== true)
      .flatMap(({ name }) => [`${name} alone`, `${name} absent`]),
  ];
  return {
    path: [path],
    operation: [operationId],
    "header names": ["nothing else"],
    "unknown parameter": [couldCarry(operation) ? "refused" : "left out"],
    "unknown session": parameters.some(isSession) ? [] : ["refused"],
    security: statesOf(operation),
    parameter: [
      ...presence(parameters.filter((each) => each.in === "path" || each.in === "header")),
      ...(optional.length > 1 ? ["all optional together"] : []),
    ],
    "query parameter": presence(parameters.filter((each) => each.in === "query")),
    "parameter boundary": [
      ...in_path.flatMap((parameter) =>
        listPathBoundaries(document, parameter).map((each) => `${parameter.name} ${each}`),
      ),
      ...parameters
        .filter((each) => each.in === "query" || (each.in === "header" && isOwn(operation, each)))
        .flatMap((parameter) =>
          listParameterEdges(document, parameter)
            .filter(({ violates }) => violates === undefined)
            .map(({ what }) => `${parameter.name} ${what}`),
        ),
    ],
    "parameter keyword": parameters.flatMap((parameter) =>
      keywordsOf(parameter).flatMap((keyword) => [
        `${parameter.name} ${keyword} satisfied`,
        `${parameter.name} ${keyword} violated`,
      ]),
    ),
    "parameter example": in_path.flatMap((parameter) =>
      examplesOf(parameter)
        .filter(({ value }) => value !== ids[parameter.name])
        .map(({ name }) => `${parameter.name} ${name}`),
    ),
    "request body":
      body === undefined
        ? []
        : [
            `${body.type} present`,
            body.required ? `${body.type} missing` : `${body.type} absent`,
            ...body.examples.map(({ name }) => `example ${name}`),
          ],
  };
}

const isOwn = ({ most }: OperationCase, { name }: Parameter): boolean => Object.hasOwn(most.header, name);

/** What an id can be that the description does not say. */
function listPathBoundaries(document: OpenApiDocument, { schema }: Parameter): string[] {
  const shape = shapeOf(document, schema);
  const edges = boundariesOf(document, shape, "request")
    .filter(({ violates }) => violates === undefined)
    .map(({ what }) => what);
  const always = [...refused_ids.keys()];
  if (!shape.types.has("string")) return [...edges, ...always];
  return [
    ...(findObjection(shape, "a") === undefined ? ["length 1"] : []),
    ...edges.filter((what) => what !== "shortest"),
    "reserved characters",
    "unicode",
    ...always,
  ];
}

/** The keywords that a parameter can violate: everything that is not JSON is text, or a list of texts. */
export function keywordsOf({ schema }: Parameter): string[] {
  const types = [schema["type"] ?? []].flat() as string[];
  const isScalar = !["string", "array", "object"].some((type) => types.includes(type));
  const asserted = listAssertions(schema).filter((keyword) =>
    keyword === "type" ? isScalar : keyword !== "additionalProperties",
  );
  return "enum" in schema ? [...asserted, "enum"] : asserted;
}

function responseFacts(document: OpenApiDocument, operation: OperationCase): Facts {
  const { answers, responses } = operation;
  const statuses = Object.keys(responses);
  return {
    "response body": listBodies(document, "response")
      .filter((body) => body.operation === operation)
      .flatMap(({ declared, schema }) => {
        const { types, asserted } = shapeOf(document, schema);
        const isOpen = types.has("object") && asserted["additionalProperties"] === undefined;
        return [
          ...(isOpen ? [`${declared} with more than is described`] : []),
          ...(wrongFor(types) === undefined ? [] : [`${declared} other than described`]),
        ];
      }),
    "status class": [...new Set(statuses.map(classOf))],
    status: statuses,
    "media type": statuses.flatMap((status) => {
      const types = Object.keys(responses[status]!.content ?? {});
      return types.length === 0 ? [`${status} none`] : types.map((type) => `${status} ${type}`);
    }),
    example: answers.flatMap(({ declared, name }) => (name === undefined ? [] : [`${declared} ${name}`])),
    "response header": statuses.flatMap((status) =>
      Object.entries(responses[status]!.headers ?? {}).flatMap(([name, header]) =>
        listHeaderStates(document, name, header).map(({ state }) => `${status} ${name} ${state}`),
      ),
    ),
  };
}

export const classOf = (status: string): string => (/^\d/.test(status) ? `${status[0]}xx` : status);

/** Why an obligation can never be reached. Each has a reason of its own; there is no waiver by hand elsewhere. */
function waiverOf({ parameters }: OperationCase, criterion: string, detail: string): string | undefined {
  if (criterion !== "parameter keyword") return undefined;
  const isOf = (where: string, keyword: string): boolean =>
    parameters.some(
      ({ name, in: place, schema }) =>
        (place === "path") === (where === "path") &&
        detail === `${name} ${keyword} violated` &&
        schema[keyword] === 1,
    );
  if (isOf("path", "minLength"))
    return "A path cannot carry an empty id: it would be another path. The client refuses it.";
  if (isOf("elsewhere", "minItems"))
    return "A query or a header cannot carry an empty list: it would look like none.";
  return undefined;
}
