import { readFileSync } from "node:fs";
import {
  deref,
  listOperations,
  type Example,
  type JsonSchema,
  type MediaType,
  type OpenApiDocument,
  type Operation,
  type Parameter,
  type Ref,
  type Response as ResponseObject,
} from "../../scripts/description/document.js";
import type { CallValues } from "./operation/call-values.js";
import { compareTemplates, matchPath } from "./operation/path-template.js";
import { sampleOf } from "./values/sample.js";
import { listSecurityHeaders, type SecurityHeader } from "./operation/security.js";
import { isSession } from "./operation/sessions.js";
import { isObject, shapeOf } from "./values/shape.js";

/** The bundle: what the mock serves, and what the tests enumerate. */
export const document: OpenApiDocument = JSON.parse(readFileSync("generated/openapi.json", "utf8"));

/** One operation with everything that a test needs to call it. */
export interface OperationCase {
  operationId: string;
  method: string;
  /** The path template. */
  path: string;
  /** Where it stands in the bundle. */
  pointer: string[];
  /** It asks for nothing but an answer (RFC 9110): then nothing can have been applied. */
  safe: boolean;
  item: Operation;
  /** Its own, and those of its path. */
  parameters: Parameter[];
  /** Those of them that say for whom a call acts. */
  sessions: Parameter[];
  /** The first example of each path parameter. */
  ids: Record<string, string>;
  body: BodyCase | undefined;
  /** The fields of the body are parameters of the client's method. */
  isFlat: boolean;
  /** A valid call with what is required and nothing else. */
  least: CallValues;
  /** A valid call with everything but a session. */
  most: CallValues;
  securityHeaders: SecurityHeader[];
  responses: Record<string, ResponseObject>;
  answers: AnswerCase[];
}

/** The JSON that a request has. */
interface BodyCase {
  required: boolean;
  type: string;
  schema: JsonSchema | Ref;
  examples: { name: string; value: unknown }[];
}

/** One named example of one status, or a status without a body. */
export interface AnswerCase {
  /** As it is declared: `200`, `2XX` or `default`. */
  declared: string;
  /** Undefined for what is no one number. */
  status: number | undefined;
  /** Undefined where there is no body. */
  name: string | undefined;
  body: unknown;
}

const cache = new WeakMap<OpenApiDocument, OperationCase[]>();

export function listOperationCases(bundle: OpenApiDocument): OperationCase[] {
  const known = cache.get(bundle);
  if (known !== undefined) return known;
  const cases = listOperations(bundle).map(({ path, method, operation, pointer }) => {
    const parameters = listParameters(bundle, path, operation);
    const in_path = parameters.filter((parameter) => parameter.in === "path");
    const body = bodyOf(bundle, operation);
    const responses = Object.fromEntries(
      Object.entries(operation.responses).map(([status, response]) => [
        status,
        derefParts(bundle, deref(bundle, response)),
      ]),
    );
    const valuesOf = (where: Parameter["in"], all: boolean): Record<string, unknown> =>
      Object.fromEntries(
        parameters
          .filter((each) => each.in === where && !isSession(each) && (all || each.required === true))
          .map((each) => [each.name, valueOf(bundle, each)]),
      );
    const valuesWith = (all: boolean): CallValues => ({
      path: valuesOf("path", true),
      query: valuesOf("query", all),
      header: valuesOf("header", all),
      ...(body !== undefined && (all || body.required) && { body: bodyValue(bundle, body, all) }),
    });
    return {
      operationId: operation.operationId,
      method: method.toUpperCase(),
      path,
      pointer,
      safe: ["get", "head", "options", "trace"].includes(method),
      item: operation,
      parameters,
      sessions: parameters.filter(isSession),
      ids: Object.fromEntries(
        in_path.map((parameter) => [parameter.name, valueOf(bundle, parameter) as string]),
      ),
      body,
      isFlat: body !== undefined && isFlat(bundle, body, parameters),
      least: valuesWith(false),
      most: valuesWith(true),
      securityHeaders: listSecurityHeaders(bundle, operation),
      responses,
      answers: Object.entries(responses).flatMap(([status, response]) =>
        listAnswers(bundle, status, response),
      ),
    };
  });
  cache.set(bundle, cases);
  return cases;
}

export const caseOf = (bundle: OpenApiDocument, operationId: string | undefined): OperationCase | undefined =>
  listOperationCases(bundle).find((each) => each.operationId === operationId);

/** Those of the operation, and those of its path that it does not declare anew. */
function listParameters(bundle: OpenApiDocument, path: string, operation: Operation): Parameter[] {
  const list = (all: unknown): Parameter[] =>
    ((all ?? []) as (Parameter | Ref)[]).map((parameter) => deref(bundle, parameter));
  const own = list(operation.parameters);
  const inherited = list(bundle.paths[path]!["parameters"]).filter(
    (each) => !own.some((other) => other.name === each.name && other.in === each.in),
  );
  return [...own, ...inherited];
}

/** Where the description says what a parameter has to be: among the operation's own, or among those of its path. */
export function schemaPointerOf(bundle: OpenApiDocument, operation: OperationCase, name: string): string[] {
  const { path, pointer, item } = operation;
  const holders = [
    { at: pointer, parameters: item.parameters ?? [] },
    { at: ["paths", path], parameters: (bundle.paths[path]!["parameters"] ?? []) as (Parameter | Ref)[] },
  ];
  const [found = pointer] = holders.flatMap(({ at, parameters }) =>
    parameters.flatMap((each, index) =>
      deref(bundle, each).name === name ? [[...at, "parameters", String(index), "schema"]] : [],
    ),
  );
  return found;
}

function derefParts(
  bundle: OpenApiDocument,
  { headers, links, ...response }: ResponseObject,
): ResponseObject {
  const derefEach = <Part>(parts: Record<string, Part | Ref>): Record<string, Part> =>
    Object.fromEntries(Object.entries(parts).map(([name, part]) => [name, deref(bundle, part)]));
  return {
    ...response,
    ...(headers && { headers: derefEach(listOwnHeaders(headers)) }),
    ...(links && { links: derefEach(links) }),
  };
}

/** Those that a server does not write by itself, whatever it answers. */
const listOwnHeaders = <Part>(headers: Record<string, Part>): Record<string, Part> =>
  Object.fromEntries(
    Object.entries(headers).filter(
      ([name]) => !/^(?:connection|content-length|date|keep-alive|transfer-encoding)$/i.test(name),
    ),
  );

/** The first JSON that an operation takes; of other media types the client knows none. */
function bodyOf(bundle: OpenApiDocument, { requestBody }: Operation): BodyCase | undefined {
  if (requestBody === undefined) return undefined;
  const { required = false, content } = deref(bundle, requestBody);
  const [type, media] = Object.entries(content).find(([name]) => /[/+]json\b/.test(name)) ?? [];
  if (type === undefined || media === undefined) return undefined;
  return { required, type, schema: media.schema, examples: listExamples(bundle, media) };
}

function listExamples(
  bundle: OpenApiDocument,
  { example, examples = {} }: Pick<MediaType, "example" | "examples">,
): { name: string; value: unknown }[] {
  const named = Object.entries(examples).map(([name, each]) => ({ name, value: deref(bundle, each).value }));
  return example === undefined ? named : [...named, { name: "example", value: example }];
}

/** The parameter's first example, or else one that its schema allows. */
function valueOf(bundle: OpenApiDocument, parameter: Parameter): unknown {
  const [first] = listExamples(bundle, parameter);
  return first === undefined ? sampleOf(bundle, parameter.schema, "request") : first.value;
}

/** The first example with what it lacks, or with what is required of it alone. */
function bodyValue(bundle: OpenApiDocument, { schema, examples }: BodyCase, all: boolean): unknown {
  const sample = sampleOf(bundle, schema, "request");
  const example = examples[0]?.value ?? sample;
  const { properties, alternatives } = shapeOf(bundle, schema);
  // What is required of an object depends on its kind.
  if (!isObject(example) || !isObject(sample) || alternatives.length > 0) return example;
  if (all) return { ...sample, ...example };
  const entries = Object.entries({ ...sample, ...example });
  return Object.fromEntries(entries.filter(([name]) => properties.get(name)?.required === true));
}

/** Whether the client takes the fields of a body beside the parameters: it has fields, and no name stands for two. */
function isFlat(bundle: OpenApiDocument, { schema }: BodyCase, parameters: readonly Parameter[]): boolean {
  const fields = [...shapeOf(bundle, schema).properties]
    .filter(([, property]) => shapeOf(bundle, property.schema).only_in !== "response")
    .map(([name]) => name);
  const taken = new Set(["body", ...parameters.map(({ name }) => name)]);
  return fields.length > 0 && !fields.some((name) => taken.has(name)) && isClosed(bundle, schema);
}

/** Whether a schema is of an object that has the fields which it names and no others. */
function isClosed(bundle: OpenApiDocument, schema: JsonSchema | Ref): boolean {
  const {
    type = "object",
    additionalProperties = false,
    allOf = [],
    ...own
  } = deref<JsonSchema>(bundle, schema);
  const is_open = ["oneOf", "anyOf", "patternProperties"].some((keyword) => keyword in own);
  return (
    type === "object" &&
    additionalProperties === false &&
    !is_open &&
    (allOf as (JsonSchema | Ref)[]).every((part) => isClosed(bundle, part))
  );
}

function listAnswers(bundle: OpenApiDocument, declared: string, response: ResponseObject): AnswerCase[] {
  const status = /^\d{3}$/.test(declared) ? Number(declared) : undefined;
  const [media] = Object.values(response.content ?? {});
  if (media === undefined) return [{ declared, status, name: undefined, body: undefined }];
  return listExamples(bundle, media).map(({ name, value }) => ({ declared, status, name, body: value }));
}

/** The operation that a request addresses, by its method and its path: of two paths, the concrete one. */
export function findOperation(
  among: readonly OperationCase[],
  method: string | undefined,
  pathname: string,
): OperationCase | undefined {
  return among
    .filter((operation) => operation.method === method && matchPath(operation.path, pathname) !== undefined)
    .toSorted((one, other) => compareTemplates(one.path, other.path))[0];
}

/** The named examples of a parameter. */
export function examplesOf(parameter: Parameter): { name: string; value: string }[] {
  return Object.entries(parameter.examples ?? {}).map(([name, example]) => ({
    name,
    value: (example as Example).value as string,
  }));
}

export const operations = listOperationCases(document);

/** A bundle with the two deletions alone, whichever other operations it has, on their paths too. */
export const pickDeletions = (bundle: OpenApiDocument): OpenApiDocument => ({
  ...bundle,
  paths: Object.fromEntries(
    listOperations(bundle)
      .filter(({ operation }) => /^organizations\.members\.delete(Password)?$/.test(operation.operationId))
      .map(({ path, method, operation }) => {
        const { parameters } = bundle.paths[path]!;
        return [path, { ...(parameters !== undefined && { parameters }), [method]: operation }];
      }),
  ),
});

export const deletions = pickDeletions(document);
