import type { OpenApiDocument, Parameter } from "../../../scripts/description/document.js";
import type { Exchange, RefusedCall } from "../../contract/exchange.js";
import { listOperationCases, type OperationCase } from "../../contract/cases.js";
import { listTypePlaces } from "./generated-types.js";
import type { Violation } from "../../contract/oracle.js";
import { goldens } from "../../contract/golden/goldens.js";
import { fillParameters, listLinks } from "../../contract/links.js";
import { listAssertions, listPlaces, valuesAt, type Place } from "../../contract/shape.js";

/** One thing that the suite has to exercise. */
export interface Obligation {
  id: string;
  criterion: string;
  operationId: string;
  /** Why nothing can ever reach it. */
  waiver?: string;
}

/** What each criterion asks of an operation: the details that traffic can show. */
type Facts = Record<string, string[]>;

/** Every criterion, so that the report can name one of which the description has nothing. */
export const criteria = [
  "path",
  "operation",
  "security",
  "parameter",
  "parameter boundary",
  "parameter keyword",
  "status class",
  "status",
  "media type",
  "example",
  "response header",
  "property",
  "array",
  "boolean",
  "value",
  "schema keyword",
  "operation flow",
  "generated type",
] as const;

const idOf = (operationId: string, criterion: string, detail: string): string =>
  `${operationId}: ${criterion}: ${detail}`;

/** Everything that the description asks the suite to exercise. */
export function listObligations(document: OpenApiDocument): Obligation[] {
  return listOperationCases(document).flatMap((operation) => {
    const { operationId } = operation;
    const facts: Facts = {
      ...requestFacts(operation),
      ...responseFacts(document, operation),
      "operation flow": listLinks(operation).map(({ link }) => `then ${link.operationId}`),
      // Of an operation without a golden there is no second source.
      "generated type": goldens.some((golden) => golden.operationId === operationId)
        ? listTypePlaces(document, operation).map(({ detail }) => detail)
        : [],
    };
    return Object.entries(facts).flatMap(([criterion, details]) =>
      details.map((detail) => {
        const waiver = waiverOf(operation, criterion, detail);
        return {
          id: idOf(operationId, criterion, detail),
          criterion,
          operationId,
          ...(waiver && { waiver }),
        };
      }),
    );
  });
}

const boundaries = [
  "length 1",
  "longest",
  "reserved characters",
  "unicode",
  "empty",
  "nullish",
  "dot segments",
];

function requestFacts({ path, operationId, parameters }: OperationCase): Facts {
  const optional = parameters.filter(({ required }) => required !== true);
  const in_path = parameters.filter((parameter) => parameter.in === "path");
  return {
    path: [path],
    operation: [operationId],
    security: ["valid", "none", "wrong scheme", "malformed", "empty"],
    parameter: [
      ...in_path.map(({ name }) => `${name} present`),
      ...optional.flatMap(({ name }) => [`${name} alone`, `${name} absent`]),
      ...(optional.length > 1 ? ["all optional together"] : []),
    ],
    "parameter boundary": in_path.flatMap(({ name }) => boundaries.map((boundary) => `${name} ${boundary}`)),
    "parameter keyword": parameters.flatMap(({ name, schema }) =>
      keywordsOf(schema).flatMap((keyword) => [
        `${name} ${keyword} satisfied`,
        `${name} ${keyword} violated`,
      ]),
    ),
  };
}

/** The keywords that a parameter can violate: everything in a path or in a header is text. */
function keywordsOf(schema: Parameter["schema"]): string[] {
  const asserted = listAssertions(schema).filter(
    (keyword) => keyword !== "type" || schema["type"] !== "string",
  );
  return "enum" in schema ? [...asserted, "enum"] : asserted;
}

function responseFacts(document: OpenApiDocument, { answers, responses }: OperationCase): Facts {
  const statuses = Object.keys(responses);
  const places = statuses.flatMap((status) =>
    Object.values(responses[status]!.content ?? {}).flatMap(({ schema }) =>
      listPlaces(document, schema).map((place) => ({ status, ...place })),
    ),
  );
  const detailed = (list: (place: Place) => string[]): string[] =>
    places.flatMap((place) => list(place).map((detail) => `${place.status} ${place.path || "/"} ${detail}`));
  return {
    "status class": [...new Set(statuses.map(classOf))],
    status: statuses,
    "media type": statuses.flatMap((status) =>
      Object.keys(responses[status]!.content ?? {}).map((type) => `${status} ${type}`),
    ),
    example: answers.map(({ status, name }) => `${status ?? "default"} ${name}`),
    "response header": statuses.flatMap((status) =>
      Object.keys(responses[status]!.headers ?? {}).flatMap((name) =>
        ["present", "missing", "wrong"].map((state) => `${status} ${name} ${state}`),
      ),
    ),
    property: detailed(({ property, shape }) =>
      property === undefined
        ? []
        : ["present", ...(property.required ? [] : ["absent"]), ...(shape.types.has("null") ? ["null"] : [])],
    ),
    array: detailed(({ shape }) => (shape.types.has("array") ? ["0", "1", "2"] : [])),
    boolean: detailed(({ shape }) => (shape.types.has("boolean") ? ["true", "false"] : [])),
    value: detailed(({ shape }) => (shape.values.length > 0 ? [...shape.values, "(unknown)"] : [])),
    "schema keyword": detailed(({ property, shape }) =>
      [...shape.keywords, ...(property?.required ? ["required"] : [])].flatMap((keyword) => [
        `${keyword} satisfied`,
        `${keyword} violated`,
      ]),
    ),
  };
}

const classOf = (status: string): string => (/^\d/.test(status) ? `${status[0]}xx` : status);

/** Why an obligation can never be reached. Each has a reason of its own; there is no waiver by hand elsewhere. */
function waiverOf({ ids }: OperationCase, criterion: string, detail: string): string | undefined {
  if (
    criterion === "parameter keyword" &&
    Object.keys(ids).some((id) => detail === `${id} minLength violated`)
  ) {
    return "A path cannot carry an empty id: it would be another path. The client refuses it.";
  }
  return undefined;
}

/** The obligations that one exchange exercises, read off what passed the wire and nothing else. */
export function observeExchange(
  document: OpenApiDocument,
  exchange: Exchange,
  violations: readonly Violation[],
  previous: Exchange | undefined,
): string[] {
  const operations = listOperationCases(document);
  const operation = operations.find(({ operationId }) => operationId === exchange.operationId);
  if (operation === undefined) return [];
  const facts: Facts = {
    ...observeRequest(operation, exchange, violations),
    ...observeResponse(document, operation, exchange, violations),
  };
  const found = Object.entries(facts).flatMap(([criterion, details]) =>
    details.map((detail) => idOf(operation.operationId, criterion, detail)),
  );
  const first = operations.find(({ operationId }) => operationId === previous?.operationId);
  return isFlow(first, previous, exchange)
    ? [...found, idOf(first!.operationId, "operation flow", `then ${operation.operationId}`)]
    : found;
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
  { path, operationId, parameters }: OperationCase,
  { ids, headers, spoiled }: Exchange,
  violations: readonly Violation[],
): Facts {
  const sent = (name: string): string | undefined => headers[name.toLowerCase()];
  const optional = parameters.filter(({ required }) => required !== true).map(({ name }) => name);
  const present = optional.filter((name) => sent(name) !== undefined);
  // What the suite changed shows what is refused, not what the client sends.
  const isSpoiled = (name: string): boolean => spoiled.includes(name.toLowerCase());
  return {
    path: [path],
    operation: [operationId],
    security: [securityOf(headers["authorization"])],
    parameter: [
      ...Object.keys(ids).map((name) => `${name} present`),
      ...(optional.some(isSpoiled)
        ? []
        : [
            ...optional.filter((name) => !present.includes(name)).map((name) => `${name} absent`),
            ...(present.length === 1 ? [`${present[0]} alone`] : []),
            ...(present.length === optional.length ? ["all optional together"] : []),
          ]),
    ],
    "parameter boundary": Object.entries(ids).flatMap(([name, id]) => {
      const { maxLength } = parameters.find((parameter) => parameter.name === name)!.schema;
      return [
        ...(id.length === 1 ? [`${name} length 1`] : []),
        ...(id.length === maxLength ? [`${name} longest`] : []),
        ...(/[^\w.~-]/.test(id) ? [`${name} reserved characters`] : []),
        ...(/[^ -~]/.test(id) ? [`${name} unicode`] : []),
      ];
    }),
    "parameter keyword": parameters
      .filter(({ name }) => (ids[name] ?? sent(name)) !== undefined)
      .flatMap(({ name, schema }) =>
        keywordsOf(schema).flatMap((keyword) => {
          const violated = violations.some(
            (each) => each.in === "request" && each.place === name && each.keyword === keyword,
          );
          if (violated) return [`${name} ${keyword} violated`];
          return isSpoiled(name) ? [] : [`${name} ${keyword} satisfied`];
        }),
      ),
  };
}

function securityOf(authorization: string | undefined): string {
  if (authorization === undefined) return "none";
  const [scheme, credentials = ""] = authorization.trim().split(/\s+/);
  if (scheme !== "Basic") return "wrong scheme";
  const decoded = /^[A-Za-z0-9+/]+=*$/.test(credentials) ? atob(credentials) : "";
  if (credentials === "" || decoded === ":") return "empty";
  return decoded.includes(":") ? "valid" : "malformed";
}

function observeResponse(
  document: OpenApiDocument,
  { answers, responses }: OperationCase,
  { status: code, body, response_headers }: Exchange,
  violations: readonly Violation[],
): Facts {
  const status = Object.hasOwn(responses, String(code)) ? String(code) : "default";
  const { content = {}, headers = {} } = responses[status]!;
  const type = response_headers["content-type"]?.split(";")[0];
  const facts: Facts = {
    "status class": [classOf(status)],
    status: [status],
    "media type": [`${status} ${type}`],
    "response header": Object.keys(headers).map((name) => {
      const value = response_headers[name.toLowerCase()];
      const right = value !== undefined && (/^\d+$/.test(value) || value.endsWith("GMT"));
      return `${status} ${name} ${value === undefined ? "missing" : right ? "present" : "wrong"}`;
    }),
    example: answers
      .filter((answer) => (answer.status ?? "default").toString() === status && equal(answer.body, body))
      .map(({ name }) => `${status} ${name}`),
    property: [],
    array: [],
    boolean: [],
    value: [],
    "schema keyword": [],
  };
  const schema = content["application/json"]?.schema;
  if (schema === undefined || body === undefined) return facts;
  for (const { path, shape, property } of listPlaces(document, schema)) {
    const at = `${status} ${path || "/"}`;
    for (const { pointer, value } of valuesAt(body, path)) {
      const violated = (keyword: string): boolean =>
        violations.some(
          (each) => each.in === "response" && each.place === pointer && each.keyword === keyword,
        );
      const judge = (keyword: string): void => {
        facts["schema keyword"]!.push(`${at} ${keyword} ${violated(keyword) ? "violated" : "satisfied"}`);
      };
      if (property !== undefined) {
        facts["property"]!.push(
          `${at} ${value === undefined ? "absent" : value === null ? "null" : "present"}`,
        );
        if (property.required) judge("required");
      }
      if (value === undefined) continue;
      // Of a null the other keywords say nothing.
      for (const keyword of shape.keywords) if (value !== null || keyword === "type") judge(keyword);
      if (Array.isArray(value)) facts["array"]!.push(`${at} ${value.length}`);
      if (typeof value === "boolean") facts["boolean"]!.push(`${at} ${value}`);
      if (typeof value === "string" && shape.values.length > 0) {
        facts["value"]!.push(`${at} ${shape.values.includes(value) ? value : "(unknown)"}`);
      }
    }
  }
  return facts;
}

/** The obligations that a call exercises which the client refused, so that nothing passed the wire. */
export function observeRefusal({ operationId, params, parameter }: RefusedCall): string[] {
  if (parameter === undefined) return [];
  const id = params[parameter];
  const boundary =
    id === ""
      ? "empty"
      : id === undefined || id === null
        ? "nullish"
        : /^\.{1,2}$/.test(String(id))
          ? "dot segments"
          : undefined;
  return boundary === undefined ? [] : [idOf(operationId, "parameter boundary", `${parameter} ${boundary}`)];
}

/** The obligations that type fixtures exercise: what they use of the generated types. */
export function observeTypes(
  document: OpenApiDocument,
  isUsed: (keys: readonly string[]) => boolean,
): string[] {
  return listOperationCases(document).flatMap((operation) =>
    listTypePlaces(document, operation)
      .filter(({ keys }) => isUsed(keys))
      .map(({ detail }) => idOf(operation.operationId, "generated type", detail)),
  );
}

function equal(one: unknown, other: unknown): boolean {
  return JSON.stringify(one) === JSON.stringify(other);
}
