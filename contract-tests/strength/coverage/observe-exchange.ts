import type { OpenApiDocument } from "../../../scripts/description/document.js";
import { couldCarry, listOptional } from "../../contract/operation/call-options.js";
import { examplesOf, listOperationCases, type OperationCase } from "../../contract/cases.js";
import { declaredStatus } from "../../contract/operation/declared-status.js";
import { mediaTypeOf, type Exchange } from "../../contract/exchange.js";
import { stateOf } from "../../contract/values/header-states.js";
import { fillParameters, listLinks } from "../../contract/operation/links.js";
import type { Violation } from "../../contract/oracle.js";
import { listParameterEdges } from "../../contract/values/parameter-edges.js";
import { readParameter } from "../../contract/values/wire-value.js";
import { isTypedId, spellId } from "../../contract/golden/goldens.js";
import { idOf } from "./obligation.js";
import { classOf, keywordsOf, type Facts } from "./obligations.js";
import { observeBody } from "./observe-body.js";
import { nameUnknown, observeStates } from "./security-states.js";

const seen = new WeakMap<Exchange, string[]>();

/** The obligations that one exchange exercises, read off what passed the wire and nothing else. */
export function observeExchange(
  document: OpenApiDocument,
  exchange: Exchange,
  violations: readonly Violation[],
  previous: Exchange | undefined,
): string[] {
  const known = seen.get(exchange) ?? observe(document, exchange, violations, previous);
  seen.set(exchange, known);
  return known;
}

function observe(
  document: OpenApiDocument,
  exchange: Exchange,
  violations: readonly Violation[],
  previous: Exchange | undefined,
): string[] {
  const operations = listOperationCases(document);
  const operation = operations.find(({ operationId }) => operationId === exchange.operationId);
  if (operation === undefined) return [];
  const { responses, body } = operation;
  const declared = declaredStatus(responses, exchange.status);
  const media = responses[declared ?? ""]?.content?.[mediaTypeOf(exchange.response_headers) ?? ""];
  const sent = body && { operation, direction: "request" as const, declared: undefined, ...body };
  const answered = media && { operation, direction: "response" as const, declared, type: "", ...media };
  return [
    ...observeFacts(document, operations, exchange, violations, previous),
    ...(sent === undefined
      ? []
      : observeBody(document, sent, exchange.request_body, violations, exchange.spoiled.includes("body"))),
    ...(answered === undefined
      ? []
      : observeBody(document, answered, exchange.response_body, violations, false)),
  ];
}

/** Those that are about no body, where these are the operations that are described. */
export function observeFacts(
  document: OpenApiDocument,
  operations: readonly OperationCase[],
  exchange: Exchange,
  violations: readonly Violation[],
  previous: Exchange | undefined,
): string[] {
  const operation = operations.find(({ operationId }) => operationId === exchange.operationId);
  if (operation === undefined) return [];
  const { operationId, responses } = operation;
  const declared = declaredStatus(responses, exchange.status);
  const { security: unknown = [], ...answered } =
    declared === undefined ? {} : observeResponse(document, operation, declared, exchange, violations);
  const { security: states = [], ...asked } = observeRequest(document, operation, exchange, violations);
  // Nobody is unknown by what is no credential.
  const isWellFormed = states.every((state) => state.endsWith("valid"));
  const facts: Facts = { ...asked, ...answered, security: [...states, ...(isWellFormed ? unknown : [])] };
  const first = operations.find((each) => each.operationId === previous?.operationId);
  return [
    ...Object.entries(facts).flatMap(([criterion, details]) =>
      details.map((detail) => idOf(operationId, criterion, detail)),
    ),
    ...(isFlow(first, previous, exchange)
      ? [idOf(first!.operationId, "operation flow", `then ${operationId}`)]
      : []),
  ];
}

/** Whether an exchange is one that a link of the exchange before leads to, with what the link hands on. */
function isFlow(first: OperationCase | undefined, previous: Exchange | undefined, next: Exchange): boolean {
  if (first === undefined || previous === undefined) return false;
  return listLinks(first).some(
    ({ status, link }) =>
      status === previous.status &&
      link.operationId === next.operationId &&
      Object.entries(fillParameters(link, previous)).every(([name, value]) => next.ids[name] === value),
  );
}

function observeRequest(
  document: OpenApiDocument,
  operation: OperationCase,
  exchange: Exchange,
  violations: readonly Violation[],
): Facts {
  const { path, operationId, parameters, securityHeaders, body } = operation;
  const { ids, headers, spoiled, text, request_body } = exchange;
  const values = new Map(
    parameters.map((each) => [each, readParameter(document, path, each, exchange)] as const),
  );
  const given = parameters.filter((each) => values.get(each) !== undefined);
  const optional = listOptional(operation);
  const present = given.filter(({ name }) => optional.includes(name)).map(({ name }) => name);
  // What the suite changed shows what is refused, not what the client sends.
  const isSpoiled = ({ name, in: where }: (typeof parameters)[number]): boolean =>
    where === "query" ? spoiled.includes("?") : spoiled.includes(name.toLowerCase());
  const presence = (isIn: (where: string) => boolean): string[] => {
    if (parameters.some((each) => each.in !== "path" && isSpoiled(each))) return [];
    return parameters
      .filter((each) => isIn(each.in))
      .flatMap((each) => {
        if (each.required === true) return given.includes(each) ? [`${each.name} present`] : [];
        if (!given.includes(each)) return [`${each.name} absent`];
        return present.length === 1 ? [`${each.name} alone`] : [];
      });
  };
  return {
    path: [path],
    operation: [operationId],
    "header names": isNothingElse(operation, exchange) ? ["nothing else"] : [],
    "unknown parameter":
      couldCarry(operation) || text !== undefined || new URL(exchange.url).search !== "" ? [] : ["left out"],
    security: observeStates(securityHeaders, headers),
    parameter: [
      ...presence((where) => where === "path" || where === "header"),
      ...(present.length === optional.length && !parameters.some(isSpoiled) ? ["all optional together"] : []),
    ],
    "query parameter": presence((where) => where === "query"),
    "parameter boundary": [
      ...Object.entries(ids).flatMap(([name, id]) => [
        ...(id.length === 1 ? [`${name} length 1`] : []),
        ...(/(?![\w.~-])[ -~]/.test(id) ? [`${name} reserved characters`] : []),
        ...(/[^ -~]/.test(id) ? [`${name} unicode`] : []),
      ]),
      ...given
        .filter((each) => !isSpoiled(each))
        .flatMap((each) =>
          listParameterEdges(document, each)
            .filter(({ violates, shows }) => violates === undefined && shows(values.get(each)))
            .map(({ what }) => `${each.name} ${what}`),
        ),
    ],
    "parameter keyword": given.flatMap((each) =>
      keywordsOf(each).flatMap((keyword) => {
        const violated = violations.some(
          (objection) =>
            objection.in === "request" && objection.at === each.name && objection.keyword === keyword,
        );
        if (violated) return [`${each.name} ${keyword} violated`];
        return isSpoiled(each) ? [] : [`${each.name} ${keyword} satisfied`];
      }),
    ),
    "parameter example": parameters.flatMap((parameter) =>
      examplesOf(parameter)
        .filter(({ value }) => value === ids[parameter.name] && value !== operation.ids[parameter.name])
        .map(({ name }) => `${parameter.name} ${name}`),
    ),
    // What people typed is asked of their own checks, and of no criterion of its own.
    "documented id": Object.entries(ids).flatMap(([name, id]) =>
      isTypedId(operationId, name, id) ? [`${name} ${spellId(id)}`] : [],
    ),
    "request body": [
      ...(spoiled.includes("body")
        ? text === undefined
          ? [`${body?.type} missing`]
          : []
        : [text === undefined ? `${body?.type} absent` : `${body?.type} present`]),
      ...(body?.examples ?? [])
        .filter(({ value }) => equal(value, request_body))
        .map(({ name }) => `example ${name}`),
    ],
  };
}

/** Whether a request has the headers that it needs for what it carries, and no others. */
function isNothingElse({ parameters, securityHeaders }: OperationCase, { headers, text }: Exchange): boolean {
  const carried = parameters.filter((each) => each.in === "header");
  const due = [
    "accept",
    "user-agent",
    ...securityHeaders.map(({ header }) => header),
    ...(text === undefined ? [] : ["content-type"]),
  ];
  const known = new Set([...due, ...carried.map(({ name }) => name.toLowerCase())]);
  return due.every((name) => name in headers) && Object.keys(headers).every((name) => known.has(name));
}

function observeResponse(
  document: OpenApiDocument,
  { answers, responses, securityHeaders }: OperationCase,
  declared: string,
  { status, response_body: body, response_headers }: Exchange,
  violations: readonly Violation[],
): Facts {
  const { headers = {} } = responses[declared]!;
  const isRefused = violations.some((each) => each.in === "response" && /^($|\/)/.test(each.at));
  const shown = answers.filter((answer) => answer.declared === declared && equal(answer.body, body));
  return {
    "status class": [classOf(declared)],
    status: [declared],
    "media type": [`${declared} ${mediaTypeOf(response_headers) ?? "none"}`],
    "response header": Object.entries(headers).map(
      ([name, header]) =>
        `${declared} ${name} ${stateOf(document, name, header, response_headers[name.toLowerCase()])}`,
    ),
    example: shown.map(({ name }) => `${declared} ${name}`),
    // Of this too.
    "undeclared status": Object.hasOwn(responses, status) ? [] : [classOf(String(status))],
    "response body": [
      ...(Object.hasOwn(Object(body), "something_new") ? [`${declared} with more than is described`] : []),
      ...(isRefused ? [`${declared} other than described`] : []),
    ],
    security: shown.flatMap(({ name = "" }) => nameUnknown(securityHeaders, name)),
  };
}

function equal(one: unknown, other: unknown): boolean {
  return JSON.stringify(one) === JSON.stringify(other);
}
