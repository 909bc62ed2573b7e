import type { JsonSchema, OpenApiDocument, Parameter, Ref } from "../../../scripts/description/document.js";
import { decodePercent, matchPath } from "../operation/path-template.js";
import { shapeOf, type Shape } from "./shape.js";

/** The part of a request that has parameters. */
export interface Carrier {
  url: string;
  /** With names in lower case. */
  headers: Record<string, string>;
}

/** How a list or an object is written in one text. */
interface Spelling {
  prefix: string;
  separator: string;
  /** Between the name and the value of a property; undefined where they are items like any other. */
  equals: string | undefined;
}

/** The value that a request has for a parameter, as its schema types it; undefined where it has none. */
export function readParameter(
  document: OpenApiDocument,
  template: string,
  parameter: Parameter,
  { url, headers }: Carrier,
): unknown {
  const shape = shapeOf(document, parameter.schema);
  const { name } = parameter;
  if (parameter.in === "query") return readQuery(document, parameter, shape, listQuery(url));
  const raw =
    parameter.in === "path"
      ? matchPath(template, new URL(url).pathname)?.[name]
      : headers[name.toLowerCase()];
  if (raw === undefined) return undefined;
  const decode = parameter.in === "path" ? decodePercent : (text: string): string => text;
  return readText(document, shape, raw, spellingOf(parameter, shape), decode);
}

/** The keys of a query that belong to no parameter. */
export function listStrayKeys(
  document: OpenApiDocument,
  parameters: readonly Parameter[],
  url: string,
): string[] {
  const keys = listQuery(url).map(([key]) => key);
  const isOwn = (key: string): boolean =>
    parameters.some((parameter) => ownsKey(parameter, shapeOf(document, parameter.schema), key));
  return keys.filter((key) => !isOwn(key));
}

/** Sets, or with undefined removes, what a request has in its query or in a header for a parameter. */
export function writeParameter(
  document: OpenApiDocument,
  parameter: Parameter,
  request: Carrier,
  value: unknown,
): void {
  const shape = shapeOf(document, parameter.schema);
  const { name } = parameter;
  if (parameter.in === "header") {
    delete request.headers[name.toLowerCase()];
    const text = writeText(value, spellingOf(parameter, shape), (each) => each);
    if (value !== undefined) request.headers[name.toLowerCase()] = text;
    return;
  }
  const url = new URL(request.url);
  const others = url.search
    .replace(/^\?/, "")
    .split("&")
    .filter((pair) => pair !== "" && !ownsKey(parameter, shape, decodeKey(pair)));
  url.search = [...others, ...writeQuery(parameter, value)].join("&");
  request.url = url.href;
}

/** The pairs of a query: the key, and the value as it is spelled. */
function listQuery(url: string): [key: string, raw: string][] {
  return new URL(url).search
    .replace(/^\?/, "")
    .replaceAll("+", "%20")
    .split("&")
    .filter((pair) => pair !== "")
    .map((pair) => [decodeKey(pair), pair.includes("=") ? pair.slice(pair.indexOf("=") + 1) : ""]);
}

const decodeKey = (pair: string): string => decodePercent(pair.split("=")[0]!);

const isExploded = ({ in: where, style, explode }: Parameter): boolean =>
  explode ?? (where === "query" && (style ?? "form") === "form");

const takesFields = ({ types, properties }: Shape): boolean => types.has("object") || properties.size > 0;

function ownsKey(parameter: Parameter, shape: Shape, key: string): boolean {
  const { name, style } = parameter;
  if (parameter.in !== "query") return false;
  if (style === "deepObject") return key.startsWith(`${name}[`);
  return takesFields(shape) && isExploded(parameter) ? shape.properties.has(key) : key === name;
}

function readQuery(
  document: OpenApiDocument,
  parameter: Parameter,
  shape: Shape,
  pairs: readonly [key: string, raw: string][],
): unknown {
  const own = pairs.filter(([key]) => ownsKey(parameter, shape, key));
  if (own.length === 0) return undefined;
  const { name, style } = parameter;
  if (style === "deepObject" || (takesFields(shape) && isExploded(parameter))) {
    const inner = (key: string): string => (style === "deepObject" ? key.slice(name.length + 1, -1) : key);
    return Object.fromEntries(
      own.map(([key, raw]) => [
        inner(key),
        readScalar(document, shape.properties.get(inner(key))?.schema, decodePercent(raw)),
      ]),
    );
  }
  if (shape.types.has("array") && isExploded(parameter))
    return own.map(([, raw]) => readScalar(document, shape.items?.schema, decodePercent(raw)));
  if (own.length > 1) return own.map(([, raw]) => decodePercent(raw));
  return readText(document, shape, own[0]![1], spellingOf(parameter, shape), decodePercent);
}

function spellingOf(parameter: Parameter, shape: Shape): Spelling {
  const { name, in: where, style = where === "query" ? "form" : "simple" } = parameter;
  const exploded = isExploded(parameter);
  const equals = exploded ? "=" : undefined;
  if (style === "label") return { prefix: ".", separator: exploded ? "." : ",", equals };
  if (style === "matrix") {
    const isSplit = exploded && takesFields(shape);
    return { prefix: isSplit ? ";" : `;${name}=`, separator: exploded ? ";" : ",", equals };
  }
  const separators: Record<string, string> = { spaceDelimited: "%20", pipeDelimited: "|" };
  return { prefix: "", separator: separators[style] ?? ",", equals };
}

function readText(
  document: OpenApiDocument,
  shape: Shape,
  raw: string,
  { prefix, separator, equals }: Spelling,
  decode: (text: string) => string,
): unknown {
  const text = raw.startsWith(prefix) ? raw.slice(prefix.length) : raw;
  // An exploded list in a matrix names the parameter again before each item.
  const again = /^;.+=$/.test(prefix) && separator === ";" ? prefix.slice(1) : "";
  const parts = text
    .split(separator)
    .map((part) => decode(part.startsWith(again) ? part.slice(again.length) : part));
  if (takesFields(shape)) {
    const pairs =
      equals === undefined
        ? parts.flatMap((key, index) => (index % 2 === 0 ? [[key, parts[index + 1] ?? ""] as const] : []))
        : parts.map((part) => [part.split(equals)[0]!, part.slice(part.indexOf(equals) + 1)] as const);
    return Object.fromEntries(
      pairs.map(([key, value]) => [key, readScalar(document, shape.properties.get(key)?.schema, value)]),
    );
  }
  if (shape.types.has("array")) return parts.map((part) => readScalar(document, shape.items?.schema, part));
  return coerce(shape, decode(text));
}

const readScalar = (
  document: OpenApiDocument,
  schema: JsonSchema | Ref | undefined,
  text: string,
): unknown => (schema === undefined ? text : coerce(shapeOf(document, schema), text));

/** A text as the type that a schema asks for, where it spells a value of that type. */
function coerce({ types }: Shape, text: string): unknown {
  const isNumber = types.has("integer") || types.has("number");
  if (isNumber && /^-?\d+(\.\d+)?(e[+-]?\d+)?$/i.test(text)) return Number(text);
  if (types.has("boolean") && /^(true|false)$/.test(text)) return text === "true";
  return text;
}

function writeQuery(parameter: Parameter, value: unknown): string[] {
  if (value === undefined) return [];
  const key = encodeURIComponent(parameter.name);
  const isPlain = typeof value === "object" && value !== null && !Array.isArray(value);
  if (isPlain && (parameter.style === "deepObject" || isExploded(parameter))) {
    const keyOf = (inner: string): string => (parameter.style === "deepObject" ? `${key}[${inner}]` : inner);
    return Object.entries(value).map(
      ([inner, each]) => `${keyOf(inner)}=${encodeURIComponent(String(each))}`,
    );
  }
  if (Array.isArray(value) && isExploded(parameter))
    return value.map((each) => `${key}=${encodeURIComponent(String(each))}`);
  const separators: Record<string, string> = { spaceDelimited: "%20", pipeDelimited: "|" };
  const separator = separators[parameter.style ?? "form"] ?? ",";
  return [`${key}=${writeText(value, { prefix: "", separator, equals: undefined }, encodeURIComponent)}`];
}

function writeText(
  value: unknown,
  { separator, equals }: Spelling,
  encode: (text: string) => string,
): string {
  if (Array.isArray(value)) return value.map((each) => encode(String(each))).join(separator);
  if (typeof value !== "object" || value === null) return encode(String(value));
  return Object.entries(value)
    .map(([key, each]) => [encode(key), encode(String(each))].join(equals ?? separator))
    .join(separator);
}
