import {
  deref,
  listOperations,
  listResponses,
  type JsonSchema,
  type OpenApiDocument,
  type Parameter,
} from "../description/document.js";
import { findEndless } from "../description/find-recursive.js";
import type { createLocator } from "../description/locate.js";
import { isOwnOfMethod } from "../description/own-of-method.js";
import { isIgnored } from "./drop-ignored-headers.js";
import {
  bodyOf,
  findSecurity,
  json,
  listParameters,
  listSuccesses,
  pascalCase,
  readBody,
  sessionHeaders,
  successName,
} from "./operation-shape.js";
import { listInner, listProperties, speaksOf } from "./read-schema.js";

/** Something that the document says and the client cannot do. */
export interface Inexpressible {
  pointer: string[];
  /** Set where a name is wrong, and not what stands under it. */
  isName?: boolean;
  message: string;
}

/** Lists what a client rendered from this document would get wrong. */
export function findInexpressible(document: OpenApiDocument): Inexpressible[] {
  return listRefusals(document).map(({ kind, name, ...place }) => ({
    ...place,
    message: `The client cannot express ${kind.replace(blank, () => name ?? blank)}.`,
  }));
}

/** The same before it is put into words. */
export interface Refusal extends Omit<Inexpressible, "message"> {
  /** What cannot be expressed, with a blank where its name belongs. */
  kind: string;
  name?: string | undefined;
}

const blank = "…";

/** The statuses that the tests of the house can ask a mock for, and what is none. */
const exactStatus = /^(?:[2-5]\d\d|default)$/;

export function listRefusals(document: OpenApiDocument, isStatus = exactStatus): Refusal[] {
  const found = [...findUnfitSchemas(document), ...findUnfitKeys(document), ...findUnfitPaths(document)];
  const names = new Set<string>();
  const operations = listOperations(document);
  const operationIds = new Set(operations.map(({ operation }) => operation.operationId));
  for (const { path, method, operation, pointer } of operations) {
    const refuseNamed = (kind: string, name: string | undefined, ...keys: string[]) =>
      found.push({ pointer: [...pointer, ...keys], kind, name });
    const refuse = (kind: string, ...keys: string[]) => refuseNamed(kind, undefined, ...keys);
    const { operationId } = operation;
    // The platform's `fetch` refuses it.
    if (method === "trace") refuse("the method TRACE");
    for (const key of ["servers", "callbacks"]) {
      if (operation[key] !== undefined) refuse(`an operation's own ${key}`, key);
    }
    if (document.paths[path]!["parameters"] !== undefined) refuse("parameters of a path item");
    const parts = operationId.split(".");
    const inherited = parts.find((name) => name in {});
    if (inherited !== undefined) refuseNamed("a part of the client called …", inherited, "operationId");
    for (const [index, part] of parts.entries()) {
      if (!isOwnOfMethod(parts, index, operationIds)) continue;
      refuseNamed(`… as a part of the method ${parts.slice(0, index).join(".")}`, part, "operationId");
    }
    const parameters = listParameters(document, operation);
    for (const [, name] of path.matchAll(/\{([^{}]+)\}/g)) {
      const isDescribed = parameters.some((each) => each.in === "path" && each.name === name);
      if (!isDescribed) refuseNamed("{…} in a path without a parameter of this name", name);
    }
    const security = findSecurity(document, operation);
    const { header: key } = Object(security) as { header?: string };
    const body = bodyOf(document, operation);
    const isJson = body?.content[json] !== undefined;
    const isWhole = isJson && readBody(document, operation)!.fields === undefined;
    for (const [index, parameter] of parameters.entries()) {
      if (isIgnored(parameter)) continue;
      const { in: place, name } = parameter;
      const kind =
        findInexpressibleParameter(document, parameter, path) ??
        (place === "header" && isSameHeader(name, key)
          ? "the header …, which the security sends, as a parameter"
          : isWhole && name === "body"
            ? "a parameter called … beside a body that is passed under this name"
            : findClash(parameter, parameters.slice(0, index), parameters));
      if (kind !== undefined) refuseNamed(kind, name, "parameters", String(index));
    }
    // The platform's `fetch` refuses it too.
    if (body !== undefined && ["get", "head"].includes(method))
      refuse("a body of a GET or a HEAD", "requestBody");
    if (body !== undefined && !isJson) refuse(`a body other than ${json}`, "requestBody");
    const fields = listProperties(document, body?.content[json]?.schema);
    if (fields.includes(unassignable)) refuseNamed("a field called …", unassignable, "requestBody");
    if (security === null)
      refuse(
        "security other than HTTP Basic, bearer or an API key in a header",
        ...(operation["security"] === undefined ? [] : ["security"]),
      );
    const successes = listSuccesses(operation);
    if (successes.length === 0) refuse("no successful response", "responses");
    for (const [status, response] of listResponses(operation)) {
      if (!isStatus.test(status)) refuseNamed("a response …", status, "responses", status);
      const isEmpty = method === "head" || ["204", "205"].includes(status);
      if (!isEmpty && !successes.includes(status)) continue;
      const media = Object.keys(deref(document, response).content ?? {});
      if (media.length === 0) continue;
      if (isEmpty) refuse("content where HTTP has none", "responses", status);
      else if (!media.includes(json)) refuse(`a success other than ${json}`, "responses", status);
    }
    for (const name of [`${pascalCase(operationId)}Params`, `${pascalCase(operationId)}Response`]) {
      const schema = document.components.schemas[name];
      const isOwn = name.endsWith("Response") && successName(document, operation) === name;
      if (names.has(name) || (schema !== undefined && !isOwn))
        refuseNamed("two types called …", name, "operationId");
      names.add(name);
    }
  }
  return found;
}

/**
 * What a schema cannot be called: a name that the rendered client declares itself, one that the client's public API has
 * besides (a test compares these with the real ones), or a global's, which would be hidden wherever it is imported.
 */
export const takenNames = new Set(
  (
    "Calls Operations ParameterRule Route " +
    "Attempt Authorization B2BClient CallInit CallLimits CallOptions CallResponse CallResult ClientConfig " +
    "ClientError ClientErrorCode FailedResponse Fetch FetchClient FetchInit FetchResponse LogLevel Logger " +
    "RequestError RequestErrorCode ResponseHeaders Retry StytchError"
  ).split(" "),
);

/** Globals of the compiler's alone, of which rendered code makes its types (a test compares these with the real ones). */
export const utilityTypes = new Set(
  (
    "Awaited Capitalize ConstructorParameters Exclude Extract InstanceType Lowercase NoInfer NonNullable Omit " +
    "OmitThisParameter Parameters Partial Pick Readonly Record Required ReturnType ThisParameterType ThisType " +
    "Uncapitalize Uppercase"
  ).split(" "),
);

export const isGlobal = (name: string): boolean => utilityTypes.has(name) || name in globalThis;

function findUnfitSchemas(document: OpenApiDocument): Refusal[] {
  const pointerOf = (name: string): string[] => ["components", "schemas", name];
  const endless = findEndless(document).map((name) => ({
    pointer: pointerOf(name),
    isName: true,
    kind: "a schema that consists of itself: …",
    name,
  }));
  const unfit = Object.keys(document.components.schemas).flatMap((name) => {
    const why = !/^[A-Z][A-Za-z0-9]*$/.test(name)
      ? "its type needs letters and digits alone, and a capital first"
      : takenNames.has(name)
        ? "the client has a type of this name"
        : isGlobal(name)
          ? "it would hide the global of this name"
          : undefined;
    if (why === undefined) return [];
    return [{ pointer: pointerOf(name), isName: true, kind: `a schema called …: ${why}`, name }];
  });
  return [...unfit, ...endless];
}

function findUnfitPaths(document: OpenApiDocument): Refusal[] {
  const { paths } = document;
  if (listOperations(document).length === 0)
    return [{ pointer: ["paths"], kind: "a document without operations" }];
  const own = Object.entries(paths).filter(([path]) => !path.startsWith("x-"));
  return own.flatMap(([path, { servers }]) => {
    const pointer = ["paths", path];
    const { pathname } = new URL(`https://a.test${path.replaceAll(/\{[^{}]+\}/g, "a")}`);
    const isPlain = pathname === path.replaceAll(/\{[^{}]+\}/g, "a");
    return [
      ...(isPlain ? [] : [{ pointer, kind: "a path that a URL cannot have as it is" }]),
      ...(servers === undefined ? [] : [{ pointer: [...pointer, "servers"], kind: "a path's own servers" }]),
    ];
  });
}

/** Written into an object, it is no key of it. */
const unassignable = "__proto__";

/** What HTTP lets a header be called. */
const token = /^[\w!#$%&'*+.^`|~-]+$/;

/** What the client sends by itself, and what no `fetch` lets anybody send. */
const sentAnyway = new Set(
  "user-agent connection content-length expect host keep-alive transfer-encoding upgrade".split(" "),
);

const isSameHeader = (name: string, other: string | undefined): boolean =>
  name.toLowerCase() === other?.toLowerCase();

function findUnfitKeys(document: OpenApiDocument): Refusal[] {
  const schemes = Object.entries(document.components.securitySchemes ?? {});
  return schemes.flatMap(([scheme, given]) => {
    const { in: place, name } = deref(document, given);
    // Only an API key has a place.
    if (place !== "header") return [];
    const kind = findUnfitHeader(String(name));
    if (kind === undefined) return [];
    return [{ pointer: ["components", "securitySchemes", scheme], kind, name: String(name) }];
  });
}

function findUnfitHeader(name: string): string | undefined {
  if (!token.test(name)) return "a header called …, which HTTP has none of";
  return sentAnyway.has(name.toLowerCase()) ? "the header …, which is sent by itself" : undefined;
}

function findInexpressibleParameter(
  document: OpenApiDocument,
  parameter: Parameter,
  path: string,
): string | undefined {
  const { name, in: place, content } = parameter;
  if (place === "cookie") return "the cookie …";
  if (!["path", "query", "header"].includes(place)) return `… as a parameter in ${place}`;
  if (content !== undefined) return "the media type of …";
  if (place === "path" && !path.includes(`{${name}}`)) return "the path parameter …, which the path lacks";
  if (place === "path" && !path.split("/").includes(`{${name}}`)) return "… as a part of a path segment";
  if (name === unassignable) return "a parameter called …";
  const kind =
    place === "header" ? findUnfitHeaderParameter(document, parameter) : findUnfitStyle(document, parameter);
  if (kind !== undefined) return kind;
  const isDeep = listInner(document, parameter.schema).some((inner) => isComposed(document, inner));
  return isDeep ? "a list or an object in the parameter …" : undefined;
}

const isComposed = (document: OpenApiDocument, schema: JsonSchema): boolean =>
  speaksOf(document, schema, "object") || speaksOf(document, schema, "array");

function findUnfitHeaderParameter(
  document: OpenApiDocument,
  { name, schema, required }: Parameter,
): string | undefined {
  const session = Object.values(sessionHeaders).find((header) => isSameHeader(name, header));
  if (session !== undefined && session !== name) return `the header … in another spelling than ${session}`;
  if (session !== undefined && required === true) return "… as a required header";
  if (speaksOf(document, schema, "object")) return "an object in the header …";
  return findUnfitHeader(name);
}

function findUnfitStyle(document: OpenApiDocument, { style, schema }: Parameter): string | undefined {
  const isUnfit = style === "pipeDelimited" || style === "spaceDelimited";
  return isUnfit && speaksOf(document, schema, "object") ? `a ${style} object in the query …` : undefined;
}

/** What is wrong with a parameter because of the others. */
function findClash(
  { in: place, name }: Parameter,
  before: readonly Parameter[],
  all: readonly Parameter[],
): string | undefined {
  if (before.some((other) => other.name === name)) return "two parameters called …";
  const isTwice = before.some((other) => other.in === "header" && isSameHeader(other.name, name));
  if (place === "header" && isTwice) return "two headers called …, in whatever case";
  const deep = all.find((other) => other.style === "deepObject" && name.startsWith(`${other.name}[`));
  return place === "query" && deep !== undefined
    ? `a query called … beside the deepObject ${deep.name}`
    : undefined;
}

const most = 10;

/** What a client would get wrong: a line for each kind with its count, and one for each of its first ten places. */
export async function describeRefusals(
  refusals: readonly Refusal[],
  locate: ReturnType<typeof createLocator>,
): Promise<string> {
  const kinds = new Map<string, Refusal[]>();
  for (const refusal of refusals) {
    const places = kinds.get(refusal.kind);
    if (places === undefined) kinds.set(refusal.kind, [refusal]);
    else places.push(refusal);
  }
  const describe = async ([kind, places]: [string, Refusal[]]): Promise<string> => {
    const shown = places.slice(0, most).map(async ({ pointer, name, isName }) => {
      const { file, line } = await locate(pointer, isName);
      return `  ${file}:${line} ${pointer.slice(1).join(" ")}${name === undefined ? "" : ` (${name})`}`;
    });
    const more = places.length > most ? [`  and ${places.length - most} more`] : [];
    const heading = `The client cannot express ${kind}. (${places.length})`;
    return [heading, ...(await Promise.all(shown)), ...more].join("\n");
  };
  return (await Promise.all([...kinds].map(describe))).join("\n");
}
