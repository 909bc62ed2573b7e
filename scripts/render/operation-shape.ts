import {
  deref,
  type JsonSchema,
  type OpenApiDocument,
  type Operation,
  type Parameter,
  type Ref,
} from "../description/document.js";
import { isObject, listRequired, splitSchema } from "./read-schema.js";

/** The request header of each key of `authorization`. A header of another name is a parameter like any other. */
export const sessionHeaders = {
  session_token: "X-Stytch-Member-Session",
  session_jwt: "X-Stytch-Member-SessionJWT",
} as const;

const sessionNames: readonly string[] = Object.values(sessionHeaders);

/** How a parameter is written, where that is not the default of its place, and of what type its values are. */
export interface ParameterRule {
  type?: "number" | "boolean" | "array" | "object" | "any";
  style?: string;
  explode?: boolean;
  required?: true;
}

/** What an operation takes and answers, as far as the client has to know it. */
export interface OperationShape {
  path: Record<string, ParameterRule>;
  query: Record<string, ParameterRule>;
  /** Its own, besides those of a session. */
  header: Record<string, ParameterRule>;
  sessions: string[];
  body: BodyShape | undefined;
  /** By each success, the fields that confirm it; of JSON that is no object, and of no content, a word. */
  success: Record<string, readonly string[] | "json" | "empty">;
  /** Undefined for HTTP Basic. */
  security: "none" | "bearer" | { header: string } | undefined;
}

interface BodyShape {
  required: boolean;
  /** Undefined where the body is passed as a whole, under `body`. */
  fields: string[] | undefined;
  /** Those of its properties that only answers have. */
  read_only: string[];
}

export const json = "application/json";

/** Reads an operation that `listRefusals` has nothing to say of. */
export function readShape(document: OpenApiDocument, operation: Operation): OperationShape {
  const parameters = listParameters(document, operation);
  const security = findSecurity(document, operation)!;
  const own = (place: string): Record<string, ParameterRule> =>
    Object.fromEntries(
      parameters
        .filter((each) => each.in === place && !isSession(each))
        .map((each) => [each.name, ruleOf(document, each)]),
    );
  return {
    path: own("path"),
    query: own("query"),
    header: own("header"),
    sessions: sessionNames.filter((name) =>
      parameters.some((each) => each.in === "header" && each.name === name),
    ),
    body: readBody(document, operation),
    success: Object.fromEntries(
      listSuccesses(operation).map((status) => [status, readSuccess(document, operation, status)]),
    ),
    security: security === "basic" ? undefined : security,
  };
}

export function listParameters(document: OpenApiDocument, { parameters }: Operation): Parameter[] {
  return Object.values(parameters ?? {}).map((parameter) => deref(document, parameter));
}

const isSession = ({ in: place, name }: Parameter): boolean =>
  place === "header" && sessionNames.includes(name);

function ruleOf(
  document: OpenApiDocument,
  parameter: { schema: JsonSchema; [key: string]: unknown },
): ParameterRule {
  const { style, explode, in: place, required } = parameter;
  const type = typeOf(document, parameter.schema);
  // Without its id, there is no path.
  const rule = { type, style, explode, ...(place !== "path" && required === true && { required }) };
  return Object.fromEntries(Object.entries(rule).filter(([, value]) => value !== undefined)) as ParameterRule;
}

/** Undefined for text. */
function typeOf(document: OpenApiDocument, schema: JsonSchema | Ref): ParameterRule["type"] {
  const { type, allOf } = deref<JsonSchema>(document, schema);
  if (type === undefined && Array.isArray(allOf) && allOf.length === 1)
    return typeOf(document, allOf[0] as JsonSchema);
  if (type === "string") return undefined;
  if (type === "integer" || type === "number") return "number";
  return type === "boolean" || type === "array" || type === "object" ? type : "any";
}

export function readBody(document: OpenApiDocument, operation: Operation): BodyShape | undefined {
  const body = bodyOf(document, operation);
  if (body === undefined) return undefined;
  const parameters = listParameters(document, operation);
  const taken = new Set(parameters.filter((each) => !isSession(each)).map(({ name }) => name));
  const { schema } = body.content[json]!;
  const properties = propertiesOf(document, schema);
  const read_only = Object.keys(properties ?? {}).filter((name) => isReadOnly(document, properties![name]!));
  // What is required is a field, though nothing else may be said of it.
  const names = properties && new Set([...Object.keys(properties), ...listRequired(document, schema)]);
  const fields = [...(names ?? [])].filter((name) => !read_only.includes(name));
  const isFlat = fields.length > 0 && !fields.some((name) => taken.has(name) || name === "body");
  return { required: body.required === true, fields: isFlat ? fields : undefined, read_only };
}

export function bodyOf(
  document: OpenApiDocument,
  operation: Operation,
): { required?: boolean; content: Record<string, { schema: JsonSchema | Ref }> } | undefined {
  return deref(document, operation["requestBody"] as never);
}

const isReadOnly = (document: OpenApiDocument, schema: JsonSchema): boolean =>
  schema["readOnly"] === true || deref<JsonSchema>(document, schema)["readOnly"] === true;

/** Every property of an object of known fields; undefined for any other schema. */
function propertiesOf(
  document: OpenApiDocument,
  schema: JsonSchema | Ref,
  seen: ReadonlySet<object> = new Set(),
): Record<string, JsonSchema> | undefined {
  const { own, parts: all } = splitSchema(document, schema);
  if (seen.has(own) || ["oneOf", "anyOf", "patternProperties"].some((keyword) => keyword in own))
    return undefined;
  const { type = "object", properties = {}, additionalProperties = false } = own;
  if (type !== "object" || additionalProperties !== false) return undefined;
  const parts = all.map((part) => propertiesOf(document, part, new Set([...seen, own])));
  if (parts.includes(undefined)) return undefined;
  return Object.assign({}, ...parts, properties) as Record<string, JsonSchema>;
}

export function listSuccesses(operation: Operation): string[] {
  return Object.keys(operation.responses).filter((status) => status.startsWith("2"));
}

function readSuccess(
  document: OpenApiDocument,
  operation: Operation,
  status: string,
): readonly string[] | "json" | "empty" {
  const { content } = deref(document, operation.responses[status]!);
  if (content?.[json] === undefined) return "empty";
  const { schema = {} } = content[json];
  if (!isObject(document, schema)) return "json";
  // What the API promises to put into every answer, where the description requires it of this one.
  const required = listRequired(document, schema);
  return ["status_code", "request_id"].filter((name) => required.includes(name));
}

/** The first way to authenticate that the client knows; `null` where it knows none of them. */
export function findSecurity(
  document: OpenApiDocument,
  operation: Operation,
): "basic" | "none" | "bearer" | { header: string } | null {
  const requirements = (operation["security"] as typeof document.security) ?? document.security ?? [];
  const known = requirements.map((requirement) => {
    const names = Object.keys(requirement);
    const schemes = document.components.securitySchemes ?? {};
    if (names.length !== 1 || !Object.hasOwn(schemes, names[0]!)) return null;
    const { type, scheme, in: place, name } = deref(document, schemes[names[0]!]!);
    if (type === "apiKey" && place === "header") return { header: String(name) };
    const word = String(scheme).toLowerCase();
    return type === "http" && (word === "basic" || word === "bearer") ? word : null;
  });
  const isOpen = requirements.every((requirement) => Object.keys(requirement).length === 0);
  return known.find((each) => each !== null) ?? (isOpen ? "none" : null);
}

/** The name of the schema that describes an operation's one success, where it is a registered one. */
export function successName(document: OpenApiDocument, operation: Operation): string | undefined {
  const [status, ...more] = listSuccesses(operation);
  if (status === undefined || more.length > 0) return undefined;
  const schema = deref(document, operation.responses[status]!).content?.[json]?.schema;
  return typeof schema?.["$ref"] === "string" ? schema["$ref"].split("/").at(-1) : undefined;
}

/** The words of an operationId as the beginning of its types' names. */
export const pascalCase = (operationId: string): string =>
  operationId
    .split(".")
    .map((word) => word[0]!.toUpperCase() + word.slice(1))
    .join("");
