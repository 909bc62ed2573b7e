import { readFileSync } from "node:fs";
import {
  deref,
  listOperations,
  type Example,
  type OpenApiDocument,
  type Operation,
  type Parameter,
  type Response as ResponseObject,
} from "../../scripts/description/document.js";

/** The bundle: what the mock serves, and what the tests enumerate. */
export const document: OpenApiDocument = JSON.parse(readFileSync("generated/openapi.json", "utf8"));

/** One operation with everything that a test needs to call it. */
export interface OperationCase {
  operationId: string;
  method: string;
  /** The path template. */
  path: string;
  item: Operation;
  parameters: Parameter[];
  /** The first example of each path parameter. */
  ids: Record<string, string>;
  responses: Record<string, ResponseObject>;
  answers: AnswerCase[];
}

/** One named example of one status. `status` is undefined for `default`. */
export interface AnswerCase {
  status: number | undefined;
  name: string;
  body: Record<string, unknown> & { status_code: number };
}

const cache = new WeakMap<OpenApiDocument, OperationCase[]>();

export function listOperationCases(bundle: OpenApiDocument): OperationCase[] {
  const known = cache.get(bundle);
  if (known !== undefined) return known;
  const cases = listOperations(bundle).map(({ path, method, operation }) => {
    const parameters = (operation.parameters ?? []).map((parameter) => deref(bundle, parameter));
    const in_path = parameters.filter((parameter) => parameter.in === "path");
    const responses = Object.fromEntries(
      Object.entries(operation.responses).map(([status, response]) => [status, deref(bundle, response)]),
    );
    return {
      operationId: operation.operationId,
      method: method.toUpperCase(),
      path,
      item: operation,
      parameters,
      ids: Object.fromEntries(in_path.map((parameter) => [parameter.name, examplesOf(parameter)[0]!.value])),
      responses,
      answers: Object.entries(responses).flatMap(([status, response]) => {
        const examples = Object.values(response.content ?? {})[0]?.examples ?? {};
        return Object.entries(examples).map(([name, example]) => ({
          status: status === "default" ? undefined : Number(status),
          name,
          body: deref(bundle, example).value as AnswerCase["body"],
        }));
      }),
    };
  });
  cache.set(bundle, cases);
  return cases;
}

/** The operation that a request addresses, by its method and its path. */
export function findOperation(
  among: readonly OperationCase[],
  method: string | undefined,
  pathname: string,
): OperationCase | undefined {
  const segments = pathname.split("/");
  return among.find((operation) => {
    const template = operation.path.split("/");
    return (
      operation.method === method &&
      template.length === segments.length &&
      template.every((part, index) => part.startsWith("{") || part === segments[index])
    );
  });
}

/** The named examples of a parameter. */
export function examplesOf(parameter: Parameter): { name: string; value: string }[] {
  return Object.entries(parameter.examples ?? {}).map(([name, example]) => ({
    name,
    value: (example as Example).value as string,
  }));
}

export const operations = listOperationCases(document);

/** Credentials of a project that does not exist. */
export const credentials = {
  project_id: "project-test-00000000-0000-4000-8000-000000000000",
  secret: "not-a-secret",
};

/** The platform's `fetch`, as the client calls it. */
export type PlatformFetch = (url: string, init: RequestInit) => Promise<Response>;

type Method = (params: unknown, options?: unknown) => Promise<unknown>;

/** The method of a client that an operationId names by its dots, without its types. */
export function findMethod(client: object, operationId: string): Method {
  const names = operationId.split(".");
  const name = names.pop()!;
  const owner = names.reduce<unknown>((node, key) => Reflect.get(Object(node), key), client);
  const method: unknown = Reflect.get(Object(owner), name);
  if (typeof method !== "function") throw new Error(`The client has no method ${operationId}`);
  // The official SDK's look into the object that they belong to.
  return (method as Method).bind(owner);
}
