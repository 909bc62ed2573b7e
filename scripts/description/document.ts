import { getByPointer, parsePointer } from "./json-pointer.js";

/** The part of an OpenAPI 3.1 document, bundled, that this project reads. */
export interface OpenApiDocument {
  info: { title: string; version: string; description?: string };
  servers: {
    url: string;
    description?: string;
    variables?: Record<string, { default: string }>;
    "x-stytch-env"?: string;
    "x-stytch-project-id-prefix"?: string;
  }[];
  security?: SecurityRequirement[];
  paths: Record<string, PathItem>;
  components: {
    schemas: Record<string, JsonSchema>;
    parameters?: Record<string, Parameter>;
    requestBodies?: Record<string, RequestBody>;
    responses?: Record<string, Response>;
    headers?: Record<string, Header>;
    examples?: Record<string, Example>;
    securitySchemes?: Record<string, Record<string, unknown>>;
  };
}

export type PathItem = Record<string, unknown>;
export type JsonSchema = Record<string, unknown>;
export type Ref = { $ref: string };

/** The names of schemes, all of which a request has to satisfy. */
type SecurityRequirement = Record<string, string[]>;

export interface Operation {
  operationId: string;
  summary: string;
  description: string;
  parameters?: (Parameter | Ref)[];
  requestBody?: RequestBody | Ref;
  responses: Record<string, Response | Ref>;
  /** Any of these; undefined where the document's own holds. */
  security?: SecurityRequirement[];
  [key: string]: unknown;
}

export interface Parameter {
  name: string;
  in: "path" | "query" | "header" | "cookie";
  required?: boolean;
  /** How a value is written, where it is not the default of its place. */
  style?: string;
  explode?: boolean;
  schema: JsonSchema;
  example?: unknown;
  examples?: Record<string, Example | Ref>;
  [key: string]: unknown;
}

export interface RequestBody {
  description?: string;
  required?: boolean;
  content: Record<string, MediaType>;
}

export interface MediaType {
  schema: JsonSchema | Ref;
  example?: unknown;
  examples?: Record<string, Example | Ref>;
}

export interface Header {
  required?: boolean;
  schema: JsonSchema | Ref;
  example?: unknown;
  examples?: Record<string, Example | Ref>;
}

export interface Response {
  description: string;
  headers?: Record<string, Header>;
  /** None where an answer has no body. */
  content?: Record<string, MediaType>;
  links?: Record<string, Link>;
}

/** A call that can follow an answer. */
export interface Link {
  operationId: string;
  /** Somebody else's document can have the operation's place instead. */
  operationRef?: string;
  /** A runtime expression for each parameter that is known by then. */
  parameters?: Record<string, string>;
  /** The name of the example that it is answered with. */
  "x-stytch-answer"?: string;
}

export interface Example {
  summary?: string;
  value: unknown;
}

const httpMethods = ["get", "put", "post", "delete", "options", "head", "patch", "trace"] as const;

/** Every operation, in the order of the document, with the place where it stands. */
export function listOperations(
  document: OpenApiDocument,
): { path: string; method: string; operation: Operation; pointer: string[] }[] {
  const paths = Object.entries(document.paths).filter(([path]) => !path.startsWith("x-"));
  return paths.flatMap(([path, item]) =>
    httpMethods
      .filter((method) => item[method] !== undefined)
      .map((method) => ({
        path,
        method,
        operation: item[method] as Operation,
        pointer: ["paths", path, method],
      })),
  );
}

/** The responses of an operation, by their statuses, without the extensions that stand beside them. */
export function listResponses({ responses }: Pick<Operation, "responses">): [string, Response | Ref][] {
  return Object.entries(responses).filter(([status]) => !status.startsWith("x-"));
}

/** The value itself, or what its `$ref` into the same document stands for. */
export function deref<T>(document: OpenApiDocument, value: T | Ref): T {
  if (typeof value !== "object" || value === null || !("$ref" in value)) return value;
  return deref(document, getByPointer(document, parsePointer(value.$ref)) as T | Ref);
}
