import { readFileSync } from "node:fs";
import { B2BClient, type CallOptions, type ClientConfig } from "../src/index.js";
import {
  deref,
  listOperations,
  type Example,
  type OpenApiDocument,
  type Parameter,
} from "../scripts/document.js";

/** The bundle: what the mock serves, and what the tests enumerate. */
export const document: OpenApiDocument = JSON.parse(readFileSync("generated/openapi.json", "utf8"));

/** One operation with everything that a test needs to call it. */
export interface OperationCase {
  operationId: string;
  method: string;
  /** The path template. */
  path: string;
  parameters: Parameter[];
  /** The first example of each path parameter. */
  ids: Record<string, string>;
  answers: AnswerCase[];
}

/** One named example of one status. `status` is undefined for `default`. */
export interface AnswerCase {
  status: number | undefined;
  name: string;
  body: Record<string, unknown> & { status_code: number };
}

export const operations: OperationCase[] = listOperations(document).map(({ path, method, operation }) => {
  const parameters = (operation.parameters ?? []).map((parameter) => deref(document, parameter));
  const in_path = parameters.filter((parameter) => parameter.in === "path");
  return {
    operationId: operation.operationId,
    method: method.toUpperCase(),
    path,
    parameters,
    ids: Object.fromEntries(in_path.map((parameter) => [parameter.name, examplesOf(parameter)[0]!.value])),
    answers: Object.entries(operation.responses).flatMap(([status, response]) => {
      const examples = deref(document, response).content?.["application/json"]?.examples ?? {};
      return Object.entries(examples).map(([name, example]) => ({
        status: status === "default" ? undefined : Number(status),
        name,
        body: deref(document, example).value as AnswerCase["body"],
      }));
    }),
  };
});

/** The named examples of a parameter. */
export function examplesOf(parameter: Parameter): { name: string; value: string }[] {
  return Object.entries(parameter.examples ?? {}).map(([name, example]) => ({
    name,
    value: deref<Example>(document, example).value as string,
  }));
}

/** Credentials of a project that does not exist. */
export const credentials = {
  project_id: "project-test-00000000-0000-4000-8000-000000000000",
  secret: "not-a-secret",
};

type Method = (params: unknown, options?: CallOptions) => Promise<Record<string, unknown>>;

/** The client's method for an operationId, found by its dots. */
export function methodOf(operationId: string, config: ClientConfig): Method {
  const client = new B2BClient({ ...credentials, max_retries: 0, ...config });
  const method = operationId
    .split(".")
    .reduce<unknown>((node, name) => (node as Record<string, unknown>)[name], client);
  if (typeof method !== "function") throw new Error(`The client has no method ${operationId}`);
  return method as Method;
}
